from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerships.models import InstrumentRule, Participation, Structure, StructureCode, Term
from partnerships.models.periods import term_end
from partnerships.services.staff import set_up_groups
from partnerships.services.term_rules import RuleBook, outlook_of
from partnerships.services.terms import Signing, propose_renewal, renew_structure
from tests import builders
from tests.everywhere.world import make_reader

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
FIRST = (date(2022, 1, 1), date(2026, 12, 31))
SECOND = Signing(start=date(2027, 1, 1), end=date(2031, 12, 31))


@pytest.fixture
def irl():
    made = builders.instrument("IRL")
    InstrumentRule.objects.create(instrument=made, term_years=5, renewals=1, countries_max=1, start=date(2019, 1, 1))
    return made


@pytest.fixture
def record(irl):
    return builders.structure(kind="IRL", terms=(FIRST,))


def last_of(record):
    last = record.terms.order_by("start").last()
    return last.pk if last else None


def renew(record, signing=SECOND, **changes):
    values = {
        "structure": record,
        "after": last_of(record),
        "signing": signing,
        "day": TODAY,
        "user": builders.superuser(),
    } | changes
    return renew_structure(**values)


def proposed(record):
    return propose_renewal(structure=record, outlook=outlook_of(record, TODAY), book=RuleBook.read())


def test_a_renewal_is_proposed_by_the_rule_of_its_first_day(record):
    found = proposed(record)
    assert (found.start, found.end, found.latest_end) == (date(2027, 1, 1), date(2031, 12, 31), date(2031, 12, 31))
    assert (found.position.words, found.broken) == ("First renewal", [])


def test_a_renewal_is_the_next_term(record):
    added = renew(record)
    assert (added.start, added.end, added.override_reason) == (SECOND.start, SECOND.end, "")
    assert record.terms.count() == 2


def test_a_reason_that_is_not_needed_is_not_kept(record):
    signing = Signing(start=SECOND.start, end=SECOND.end, reason="because")
    assert renew(record, signing).override_reason == ""


def test_a_second_click_adds_nothing(record):
    after = last_of(record)
    renew(record)
    with pytest.raises(ValidationError, match="1 January 2027 to 31 December 2031 is already there"):
        renew(record, after=after)
    assert record.terms.count() == 2


def test_what_was_published_meanwhile_is_renewed_by_a_reviewer_only(record):
    set_up_groups()
    Structure.objects.filter(pk=record.pk).update(publication="draft")
    contributor = make_reader("contributor")
    contributor.scope.offices.set([builders.office(covers=("JP",))])
    Structure.objects.filter(pk=record.pk).update(publication="published")
    with pytest.raises(ValidationError, match="may not change the record as it stands"):
        renew(record, user=contributor)
    assert record.terms.count() == 1


def test_one_renewal_more_than_allowed_needs_a_reason_which_is_kept(record):
    renew(record)
    third = date(2032, 1, 1), date(2036, 12, 31)
    assert proposed(record).broken == ["The rules of IRL allow one renewal; this would be number 2."]
    with pytest.raises(ValidationError, match="write here why") as refused:
        renew(record, Signing(start=third[0], end=third[1], reason="  "))
    assert list(refused.value.message_dict) == ["reason"]
    signing = Signing(start=third[0], end=third[1], reason="The building opens in 2033.")
    assert renew(record, signing).override_reason == "The building opens in 2033."


def test_the_last_day_allowed_is_allowed_and_the_next_is_not(record):
    with pytest.raises(ValidationError, match="lasts 5 years at most: from 1 January 2027 to 31 December 2031"):
        renew(record, Signing(start=SECOND.start, end=date(2032, 1, 1)))
    assert renew(record).end == date(2031, 12, 31)


def test_a_network_of_too_few_countries_needs_a_reason(record):
    InstrumentRule.objects.update(countries_min=2, countries_max=None)
    with pytest.raises(ValidationError, match="ask for 2 countries; 1 are recorded"):
        renew(record)
    Participation.objects.create(collaboration=record, partner=builders.partner(iso2="SG"))
    assert renew(record).override_reason == ""


def test_days_without_a_term_need_a_reason(record):
    with pytest.raises(ValidationError, match="no term from 1 January 2027 to 31 January 2027"):
        renew(record, Signing(start=date(2027, 2, 1), end=date(2030, 1, 31)))


def test_a_renewal_begins_after_the_last_term(record):
    with pytest.raises(ValidationError, match="begin on 1 January 2027 or later"):
        renew(record, Signing(start=date(2026, 12, 31), end=date(2030, 1, 31), reason="all the same"))


def test_a_renewal_that_ends_before_it_starts_is_refused(record):
    with pytest.raises(ValidationError, match="the last day is before the first day"):
        renew(record, Signing(start=date(2027, 1, 1), end=date(2026, 12, 31)))
    assert record.terms.count() == 1


def test_a_structure_of_more_countries_than_allowed_needs_a_reason(record):
    record.other_countries.set([builders.country("SG")])
    with pytest.raises(ValidationError, match="allow 1 country; 2 are recorded"):
        renew(record)


@pytest.mark.parametrize("terms", [(), ((date(2022, 1, 1), None),)])
def test_what_has_no_last_day_is_not_renewed(irl, terms):
    record = builders.structure(kind="IRL", terms=terms)
    with pytest.raises(ValidationError, match="in the form of the structure"):
        renew(record)


def test_a_unit_that_changed_its_code_during_its_term_goes_on_under_the_new_one(irl):
    umi = builders.instrument("UMI")
    record = builders.structure(kind="IRL", terms=((date(2016, 1, 1), date(2020, 12, 31)),))
    record.codes.update(start=date(2019, 1, 1))
    StructureCode.objects.create(structure=record, instrument=umi, code="UMI 7", end=date(2018, 12, 31))
    found = proposed(record)
    assert (found.position.words, found.position.instrument, found.broken) == ("First term", irl, [])
    assert found.latest_end == date(2030, 12, 31)
    renew(record, Signing(start=found.start, end=found.end))


def test_without_a_rule_a_renewal_needs_its_end_and_a_reason(record):
    InstrumentRule.objects.all().delete()
    found = proposed(record)
    assert (found.end, found.latest_end, len(found.broken)) == (None, FIRST[1], 1)
    with pytest.raises(ValidationError, match="No rule of IRL lets a term begin on 1 January 2027"):
        renew(record)


def test_made_up_dates_make_made_up_dates(record):
    Term.objects.update(is_demo=True)
    assert renew(record).is_demo


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 4000), st.integers(1, 20), st.integers(0, 3))
def test_what_is_proposed_follows_at_once_and_is_taken_without_a_reason(irl, start, long, years, renewals):
    InstrumentRule.objects.all().delete()
    InstrumentRule.objects.create(instrument=irl, term_years=years, renewals=renewals)
    record = builders.structure(kind="IRL", terms=((start, start + timedelta(days=long)),))
    found = proposed(record)
    assert found.start == start + timedelta(days=long + 1)
    assert found.end == term_end(found.start, years)
    assert found.latest_end >= start + timedelta(days=long)
    assert bool(found.broken) == (renewals == 0)
    if not found.broken:
        assert renew(record, Signing(start=found.start, end=found.end)).override_reason == ""
        assert found.latest_end >= found.end
