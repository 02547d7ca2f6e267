import pytest

from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment
from partnerships.choices import StaffRole
from partnerships.models import Cluster, EUContract, Infrastructure, Partner, Structure
from partnerships.needs import REASONS, groups
from tests import builders

MAKERS = {
    Structure: builders.structure,
    EUContract: lambda name, **fields: builders.contract(name, country=builders.country("JP"), **fields),
    Partner: builders.partner,
    Cluster: lambda name, **fields: builders.cluster(name, country=builders.country("JP"), **fields),
    Infrastructure: builders.infrastructure,
}
each_model = pytest.mark.parametrize("model", MAKERS)


def propose(record, **fields):
    return ProposedEdit.objects.create(record=record, base={}, data={}, **fields)


@each_model
def test_a_reviewer_is_asked_about_what_was_sent_and_what_was_proposed(found, model):
    make, key = MAKERS[model], f"{model._meta.model_name}-to-review"
    make("SENT", publication="in_review")
    propose(make("EDITED"))
    propose(make("DECIDED"), state="refused")
    make("DRAFT", publication="draft")
    make("PUBLIC")
    assert sorted(found(key)) == ["EDITED", "SENT"]
    assert found(key, StaffRole.CONTRIBUTOR) == []


@each_model
def test_a_contributor_is_asked_about_drafts_that_others_commented_on(reader_of, model):
    make, reason = MAKERS[model], REASONS[f"{model._meta.model_name}-asked-back"]
    contributor, reviewer = reader_of(StaffRole.CONTRIBUTOR), reader_of()
    for name, state, author in (
        ("ASKED", "draft", reviewer),
        ("OWN", "draft", contributor),
        ("SENT", "in_review", reviewer),
    ):
        ReviewComment.objects.create(record=make(name, publication=state), author=author.user, text="The dates?")
    make("SILENT", publication="draft")
    assert [line.name for group in groups([reason], contributor) for line in group.lines] == ["ASKED"]
    assert groups([reason], reviewer) == []


def test_offices_are_reviewed_by_those_who_keep_them(found):
    builders.office("Berlin", covers=(), publication="in_review")
    assert found("office-to-review") == []
    assert found("office-to-review", StaffRole.ADMINISTRATOR) == ["Berlin"]


def test_a_comment_of_somebody_who_has_gone_still_asks(reader_of):
    draft = builders.partner("ASKED", publication="draft")
    ReviewComment.objects.create(record=draft, author=None, text="The dates?")
    assert groups([REASONS["partner-asked-back"]], reader_of(StaffRole.CONTRIBUTOR))


def test_the_oldest_comes_first_and_the_line_says_what_waits(reader_of):
    sent, edited = builders.partner("SENT", publication="in_review"), builders.partner("EDITED")
    propose(edited)
    (group,) = groups([REASONS["partner-to-review"]], reader_of())
    assert [line.name for line in group.lines] == ["SENT", "EDITED"]
    assert "sent to review" in group.lines[0].why
    assert "An edit of it waits" in group.lines[1].why
    assert group.lines[0].url == f"/admin/partnerships/partner/{sent.pk}/review/"


def test_nothing_of_other_offices_is_shown(found):
    builders.partner("ELSEWHERE", "DE", publication="in_review")
    propose(builders.partner("FAR", "DE"))
    assert found("partner-to-review") == []
