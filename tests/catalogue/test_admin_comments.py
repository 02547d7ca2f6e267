import pytest
from django.test import Client
from django.urls import reverse

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment
from cnrs_intl.catalogue.proposals import decide
from partnerships.models import Structure
from tests.catalogue.history_cases import items, read, words
from tests.everywhere.world import OURS, THEIRS, make_reader, make_world

pytestmark = pytest.mark.django_db
NO_EDIT = {"values": {}, "rows": {}}


@pytest.fixture
def world():
    return make_world()


def signed_in(name):
    client, user = Client(), make_reader(name)
    client.force_login(user)
    return client, user


def page_of(row, page="history"):
    return reverse(f"admin:catalogue_{row._meta.model_name}_{page}", args=[row.pk])


def test_what_was_said_is_read_with_its_history_and_stays_as_it_was(world):
    client, user = signed_in("reviewer")
    comment = ReviewComment.objects.create(record=world[OURS][Structure], author=user, text="Which term?")
    page = read(client, page_of(comment))
    assert "Comment Which term?" in words(items(page)[0])
    assert "A comment stays as it was written" in page
    assert "/restore/" not in page
    event = page.partition('id="entry-')[2].partition('"')[0]
    restore = page_of(comment).replace("history/", f"history/{event}/restore/")
    assert client.post(restore, {"history_version": "1-1"}).status_code == 403
    review = reverse("admin:partnerships_structure_review", args=[world[OURS][Structure].pk])
    assert review in client.get(page_of(comment, "change")).text
    for page in ("change", "delete"):
        assert client.post(page_of(comment, page), {"text": "Other", "post": "yes"}).status_code == 403
    assert ReviewComment.objects.get().text == "Which term?"


@pytest.mark.parametrize("model", [ReviewComment, ProposedEdit])
def test_it_is_read_in_the_scope_of_its_record_alone(world, model):
    values = {"text": "Secret"} if model is ReviewComment else {"base": NO_EDIT, "data": NO_EDIT}
    row = model.objects.create(record=world[THEIRS][Structure], author=make_reader("elsewhere"), **values)
    client, _user = signed_in("contributor")
    nothing = client.get(page_of(row).replace(str(row.pk), "987654")).status_code
    assert client.get(page_of(row)).status_code == nothing == 404
    assert THEIRS not in client.get(reverse(f"admin:catalogue_{model._meta.model_name}_changelist")).text
    everything, _administrator = signed_in("administrator")
    assert everything.get(page_of(row)).status_code == 200


def test_what_became_of_an_edit_is_told_and_not_taken_back(world):
    client, user = signed_in("reviewer")
    edit = ProposedEdit.objects.create(
        record=world[OURS][Structure], author=make_reader("contributor"), base=NO_EDIT, data=NO_EDIT, reason="typo"
    )
    with told(user=user.pk):
        decide(edit, ProposedEdit.State.REFUSED, user=user)
    page = read(client, page_of(edit))
    refused, proposed = map(words, items(page))
    assert "State waiting refused" in refused
    assert "Why typo" in proposed
    assert "values" not in refused + proposed
    assert "A decision is not taken back here" in page
    assert page_of(edit) in client.get(page_of(edit, "change")).text


def test_what_a_refused_edit_asked_for_can_still_be_read(world):
    client, user = signed_in("reviewer")
    structure = world[OURS][Structure]
    base, data = ({"values": {"acronym": [text]}, "rows": {}} for text in (structure.acronym, "ASKED"))
    edit = ProposedEdit.objects.create(record=structure, author=user, base=base, data=data, state="refused")
    assert "ASKED" in client.get(page_of(edit, "change")).text
