from datetime import date

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.history_restoring import Restoration
from cnrs_intl.catalogue.models import SavedView
from partnerships.models import (
    Collaboration,
    Document,
    Exchange,
    Participation,
    Partner,
    Site,
    Structure,
    StructureCode,
    Term,
)
from tests import builders
from tests.catalogue.history_cases import entries, hidden, long_lived_structure, read
from tests.everywhere.world import OURS, make_reader, make_world


def restore(structure, event, may_write=lambda model: True):
    history = RecordHistory(Structure, structure.pk)
    with told(command="restore"):
        Restoration(history, event, User(is_staff=True, is_superuser=True)).apply(
            seen=history.version(), may_write=may_write, triggers={}
        )


@pytest.mark.django_db
def test_rows_come_back_with_their_numbers_and_their_rows():
    structure = builders.structure("LIMMS")
    with told(command="entered"):
        extension = builders.extension(structure)
    (entry, *_older) = entries(structure)
    key = extension.pk
    keys = set(Exchange.objects.values_list("pk", flat=True))
    with told(command="deleted"):
        extension.delete()
    restore(structure, entry.id)
    assert set(Exchange.objects.values_list("pk", flat=True)) == keys
    assert structure.sites.filter(pk=key).exists()


@pytest.mark.django_db
def test_periods_that_moved_on_go_back():
    structure = long_lived_structure()
    before = list(structure.terms.values("pk", "start", "end"))
    (entry, *_older) = entries(structure)
    with told(command="moved"):
        Term.objects.filter(pk=before[1]["pk"]).update(start=date(2020, 1, 1), end=date(2020, 12, 31))
        Term.objects.filter(pk=before[0]["pk"]).update(start=date(2012, 1, 1), end=date(2015, 12, 31))
    restore(structure, entry.id)
    assert list(structure.terms.values("pk", "start", "end")) == before


@pytest.mark.django_db
def test_what_another_record_took_since_is_not_taken_back():
    structure = long_lived_structure()
    code = structure.codes.get()
    (entry, *_older) = entries(structure)
    StructureCode.objects.filter(pk=code.pk).update(code="UMI 1")
    builders.structure(code=code.code)
    with pytest.raises(ValidationError, match="another structure carries it"):
        restore(structure, entry.id)
    assert structure.codes.get().code == "UMI 1"


@pytest.mark.django_db
def test_what_is_gone_is_named():
    structure = long_lived_structure()
    *_newer, first = entries(structure)
    Partner.objects.all().delete()
    with pytest.raises(ValidationError, match=r"Partner: what was chosen then is no longer in the register"):
        restore(structure, first.id)


@pytest.mark.django_db
def test_a_record_is_neither_published_nor_withdrawn_by_it():
    structure = long_lived_structure()
    (entry, *_older) = entries(structure)
    Collaboration.objects.filter(pk=structure.pk).update(publication="draft", acronym="OTHER")
    restore(structure, entry.id)
    structure.refresh_from_db()
    assert (structure.acronym, structure.publication) == ("LIMMS", "draft")


@pytest.mark.django_db
def test_rows_that_one_may_not_write_are_not_restored():
    structure = long_lived_structure()
    *_newer, first = entries(structure)
    with pytest.raises(ValidationError, match="participations"):
        restore(structure, first.id, may_write=lambda model: model._meta.model_name != "participation")


@pytest.mark.django_db
def test_what_was_imported_is_kept():
    structure = builders.structure(partners=(builders.partner(),))
    structure.participations.update(imported={"role": "partner"})
    with told(command="entered"):
        structure.participations.update(role="coordinator")
    (entry, *_older) = entries(structure)
    structure.participations.update(left_early=True)
    restore(structure, entry.id)
    assert structure.participations.get().imported == {"role": "partner"}
    assert not structure.participations.get().left_early


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def contributor(world):
    client = Client()
    client.force_login(make_reader("contributor"))
    return client


@pytest.fixture
def files(monkeypatch):
    monkeypatch.setattr(type(Document._meta.get_field("file").storage), "exists", lambda self, name: True)


def first_version(record):
    return RecordHistory(type(record), record.pk).entries()[0][-1].id


def asked(record):
    page = f"admin:{record._meta.app_label}_{record._meta.model_name}_restore"
    return reverse(page, args=[record.pk, first_version(record)])


def restored_by(client, record):
    """What is said when the first version of the record is restored from its page."""
    response = client.post(asked(record), {"history_version": hidden(read(client, asked(record)), "history_version")})
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def publish(world, structure):
    Partner.objects.filter(pk=world[OURS][Partner].pk).update(publication="published")
    Structure.objects.filter(pk=structure.pk).update(publication="published")


def another_draft():
    takers = (builders.partner("Keio University", publication="draft"),)
    return builders.structure("BBB", partners=takers, publication="draft")


YEAR = {"start": date(1990, 1, 1), "end": date(1990, 12, 31)}


def moved_row(world, model):
    """A row of our structure, a draft, that was moved to another draft; the name of its link, and where it is now."""
    ours, other = world[OURS][Structure], another_draft()
    japan = ours.country
    links = {
        Site: ("structure", other, lambda: Site.objects.create(structure=ours, role="mirror", country=japan)),
        Term: (
            "structure",
            other,
            lambda: Term.objects.create(structure=ours, **YEAR),
        ),
        StructureCode: ("structure", other, ours.codes.get),
        Participation: ("collaboration", other, ours.participations.get),
        Exchange: ("site", other.sites.get(), lambda: world[OURS][Exchange]),
        Document: ("term", other.terms.get(), lambda: world[OURS][Document]),
    }
    link, target, find = links[model]
    with told(command="entered"):
        row = find()
    with told(command="moved"):
        model.objects.filter(pk=row.pk).update(**{link: target})
    return row, link, target


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("model", [Site, Term, StructureCode, Participation, Exchange, Document])
def test_a_row_does_not_go_back_to_what_was_published_meanwhile(world, contributor, model):
    row, link, other = moved_row(world, model)
    publish(world, world[OURS][Structure])
    assert "only a reviewer changes" in restored_by(contributor, row)
    row.refresh_from_db()
    assert getattr(row, f"{link}_id") == other.pk


@pytest.mark.parametrize("model", [Site, Term])
def test_a_row_goes_back_to_what_is_still_a_draft(world, contributor, model):
    row, _link, _other = moved_row(world, model)
    assert "restored" in restored_by(contributor, row)
    row.refresh_from_db()
    assert row.structure_id == world[OURS][Structure].pk


@pytest.mark.django_db
def test_what_was_published_since_the_page_was_opened_is_not_restored():
    structure = long_lived_structure()
    (_last, entry, *_older) = entries(structure)
    history = RecordHistory(Structure, structure.pk)
    nobody = User.objects.create(username="nobody", is_staff=True)
    with pytest.raises(ValidationError, match="may not change the record as it stands"):
        Restoration(history, entry.id, nobody).apply(seen=history.version(), may_write=lambda _: True, triggers={})


@pytest.mark.usefixtures("files", "db")
def test_a_document_is_not_shown_to_all_by_restoring():
    structure = builders.structure()
    with told(command="attached"):
        document = builders.document(structure, title="Agreement", is_public=True)
    (entry, *_older) = entries(structure)
    with told(command="withdrawn"):
        Document.objects.update(is_public=False, title="Agreement of 2014")
    restore(structure, entry.id)
    document.refresh_from_db()
    assert (document.title, document.is_public) == ("Agreement", False)
    with told(command="shown"):
        Document.objects.update(is_public=True, title="Agreement of 2015")
    restore(structure, entry.id)
    document.refresh_from_db()
    assert (document.title, document.is_public) == ("Agreement", True)


@pytest.mark.usefixtures("files", "db")
def test_a_document_that_comes_back_is_not_public():
    structure = builders.structure()
    with told(command="attached"):
        document = builders.document(structure, is_public=True)
    (entry, *_older) = entries(structure)
    with told(command="removed"):
        document.delete()
    restore(structure, entry.id)
    assert not Document.objects.get().is_public


@pytest.mark.django_db
def test_a_saved_view_is_not_opened_to_all_by_restoring(admin_client, admin_user):
    with told(command="saved"):
        view = SavedView.objects.create(owner=admin_user, name="Mine", slug="mine", list_name="x", is_public=True)
    with told(command="withdrawn"):
        SavedView.objects.update(is_public=False, name="Mine alone")
    page = asked(view)
    assert "Who sees the record and its documents stays as it is" in read(admin_client, page)
    restored_by(admin_client, view)
    view.refresh_from_db()
    assert (view.name, view.is_public) == ("Mine", False)


def test_a_contributor_restores_the_links_of_a_record(world, contributor):
    ours = world[OURS][Structure]
    with told(command="linked"):
        ours.institutes.set([builders.institute("INC")])
    assert "restored" in restored_by(contributor, ours)
    assert not ours.institutes.exists()


@pytest.mark.django_db
def test_a_row_that_moved_to_another_record_is_not_taken_back_from_it():
    ours, other = builders.structure(main_site=False), builders.structure("OTHER", main_site=False)
    with told(command="entered"):
        site = Site.objects.create(structure=ours, role="mirror", country=ours.country)
    (entry, *_older) = entries(ours)
    with told(command="moved"):
        Site.objects.update(structure=other)
    with pytest.raises(ValidationError):
        restore(ours, entry.id)
    site.refresh_from_db()
    assert site.structure == other


YEARS = st.lists(st.integers(1950, 2040), min_size=0, max_size=5, unique=True)


class TestAnyHistory(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(versions=st.lists(YEARS, min_size=2, max_size=5), chosen=st.data())
    def test_any_version_can_be_restored(self, versions, chosen):
        structure = builders.structure(terms=())
        said = []
        for number, years in enumerate(versions):
            with told(command="version"):
                structure.terms.all().delete()
                Term.objects.bulk_create(
                    Term(structure=structure, start=date(y, 1, 1), end=date(y, 12, 31)) for y in years
                )
                Collaboration.objects.filter(pk=structure.pk).update(acronym=f"V{number}")
            said.append((entries(structure)[0].id, sorted(years), f"V{number}"))
        event, years, acronym = chosen.draw(st.sampled_from(said))
        restore(structure, event)
        structure.refresh_from_db()
        assert structure.acronym == acronym
        assert sorted(term.start.year for term in structure.terms.all()) == years
