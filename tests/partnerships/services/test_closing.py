from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnrs_intl.catalogue.history_reading import RecordHistory
from partnerships.models import (
    Infrastructure,
    InfrastructureAccess,
    Laboratory,
    Participation,
    Structure,
    StructureCode,
    Term,
)
from partnerships.services.closing import close_structure
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.everywhere.world import make_reader
from tests.rules import check_now

pytestmark = pytest.mark.django_db

LAST = date(2026, 6, 30)
YEARS = (date(2018, 1, 1), date(2022, 12, 31)), (date(2023, 1, 1), date(2027, 12, 31))


@pytest.fixture
def laboratory():
    return Laboratory.objects.create(slug="umr-1", acronym="ONE")


def access(laboratory, partner, **fields):
    opened = Infrastructure.objects.create(
        slug=f"telescope-{builders.next_number()}", name_fr="T", laboratory=laboratory
    )
    return InfrastructureAccess.objects.create(infrastructure=opened, partner=partner, **fields)


def test_what_lasts_ends_by_the_day_and_the_rest_is_untouched():
    home = builders.partner()
    record = builders.structure(terms=YEARS, partners=(home,))
    builders.extension(record, start=date(2019, 1, 1))
    former = StructureCode.objects.create(
        structure=record, instrument=record.instrument, code="UMI 1", end=date(2018, 12, 31)
    )
    ended = close_structure(structure=record, day=LAST, user=builders.superuser())
    check_now()
    assert [term.end for term in record.terms.order_by("start")] == [YEARS[0][1], LAST]
    assert {site.end for site in record.sites.all()} == {LAST}
    assert [each.end for each in record.participations.all()] == [LAST]
    former.refresh_from_db()
    assert former.end == date(2018, 12, 31)
    assert len(list(ended)) == 5


def test_what_ends_on_the_very_day_is_untouched():
    record = builders.structure(terms=YEARS)
    close_structure(structure=record, day=YEARS[1][1], user=builders.superuser())
    assert record.terms.filter(end=YEARS[1][1]).count() == 1


def test_closing_twice_is_refused():
    record = builders.structure(terms=YEARS)
    close_structure(structure=record, day=LAST, user=builders.superuser())
    with pytest.raises(ValidationError, match="closed already"):
        close_structure(structure=record, day=LAST, user=builders.superuser())


def test_what_has_ended_by_itself_is_closed_by_decision_once_and_again_after_a_renewal():
    record = builders.structure(terms=YEARS[:1], main_site=False)
    record.codes.update(end=YEARS[0][1])
    assert not any(close_structure(structure=record, day=LAST, user=builders.superuser()))
    assert Structure.objects.get(pk=record.pk).closed_on == LAST
    with pytest.raises(ValidationError, match="closed already"):
        close_structure(structure=record, day=date(2027, 1, 1), user=builders.superuser())
    Term.objects.create(structure=record, start=date(2026, 7, 1), end=date(2027, 1, 1))
    close_structure(structure=record, day=date(2027, 1, 1), user=builders.superuser())
    assert Structure.objects.get(pk=record.pk).closed_on == date(2027, 1, 1)


def test_a_refused_closing_leaves_no_decision():
    record = builders.structure(terms=YEARS)
    with pytest.raises(ValidationError):
        close_structure(structure=record, day=date(2020, 12, 31), user=builders.superuser())
    assert Structure.objects.get(pk=record.pk).closed_on is None


def test_what_begins_later_is_named_and_nothing_ends():
    record = builders.structure(terms=YEARS)
    with pytest.raises(ValidationError, match="begin only after 31 December 2020: 1 January 2023 – 31 December 2027"):
        close_structure(structure=record, day=date(2020, 12, 31), user=builders.superuser())
    assert not record.sites.filter(end__isnull=False).exists()


def test_accesses_given_for_it_end_and_others_do_not(laboratory):
    both, elsewhere, stranger = builders.partner(), builders.partner(), builders.partner()
    record = builders.structure(terms=YEARS, partners=(both, elsewhere))
    other = builders.structure(terms=YEARS, partners=(elsewhere,))
    for each in (record, other):
        each.laboratories.set([laboratory])
    own, shared, foreign = (access(laboratory, taker) for taker in (both, elsewhere, stranger))
    close_structure(structure=record, day=LAST, user=builders.superuser())
    for each in (own, shared, foreign):
        each.refresh_from_db()
    assert (own.end, shared.end, foreign.end) == (LAST, None, None)
    close_structure(structure=other, day=LAST, user=builders.superuser())
    shared.refresh_from_db()
    assert shared.end == LAST


@pytest.fixture
def contributor():
    """Of the office of Tokyo."""
    set_up_groups()
    user = make_reader("contributor")
    user.scope.offices.set([builders.office(covers=("JP",))])
    return user


@pytest.mark.parametrize(("state", "end"), [("draft", LAST), ("published", None)])
def test_an_access_ends_only_where_its_infrastructure_may_be_changed(laboratory, contributor, state, end):
    taker = builders.partner()
    record = builders.structure(terms=YEARS, partners=(taker,), publication="draft")
    record.laboratories.set([laboratory])
    given_access = access(laboratory, taker)
    Infrastructure.objects.update(publication=state, country=record.country)
    ended = close_structure(structure=record, day=LAST, user=contributor)
    given_access.refresh_from_db()
    assert (given_access.end, given_access in ended, given_access in ended.staying) == (end, bool(end), not end)
    assert record.terms.get(start=YEARS[1][0]).end == LAST


def test_what_may_not_be_changed_as_it_stands_is_not_closed(contributor):
    record = builders.structure(terms=YEARS)
    with pytest.raises(ValidationError, match="may not change the record as it stands"):
        close_structure(structure=record, day=LAST, user=contributor)
    assert not record.sites.filter(end__isnull=False).exists()


def test_what_changed_since_it_was_looked_at_is_not_closed():
    record = builders.structure(terms=YEARS)
    seen = RecordHistory(Structure, record.pk).version()
    Participation.objects.create(collaboration=record, partner=builders.partner())
    with pytest.raises(ValidationError, match="Look again at what would end"):
        close_structure(structure=record, day=LAST, user=builders.superuser(), seen=seen)
    record.refresh_from_db()
    assert (record.closed_on, record.terms.get(start=YEARS[1][0]).end) == (None, YEARS[1][1])
    seen = RecordHistory(Structure, record.pk).version()
    close_structure(structure=record, day=LAST, user=builders.superuser(), seen=seen)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2023, 1, 1), date(2030, 1, 1)))
def test_after_closing_nothing_lasts_longer_and_no_end_moved_later(day):
    record = builders.structure(terms=YEARS, partners=(builders.partner(),))
    before = {term.pk: term.end for term in record.terms.all()}
    close_structure(structure=record, day=day, user=builders.superuser())
    assert all(term.end == min(before[term.pk], day) for term in Term.objects.filter(structure=record))
    assert all(row.end == day for row in (*record.sites.all(), *record.codes.all(), *record.participations.all()))
