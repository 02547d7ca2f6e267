from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.history_restoring import Restoration
from partnerships.models import Collaboration, Exchange, Partner, Structure, StructureCode, Term
from tests import builders
from tests.catalogue.history_cases import entries, long_lived_structure


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
