from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from partnerships.models import Instrument, InstrumentRule, StructureCode, Term
from partnerships.models.periods import term_end
from partnerships.services.term_numbers import numbered
from partnerships.services.term_rules import Period, RuleBook, outlook_of, renewal_outlook
from tests import builders

TODAY = date(2026, 11, 22)
IRL = Instrument(pk=1, code="IRL", name_en="International Research Laboratory", start=date(2019, 1, 1))
UMI = Instrument(pk=2, code="UMI", end=date(2018, 12, 31), successor=IRL)
OLD = Instrument(pk=3, code="OLD", end=date(2001, 12, 31), successor=UMI)
PICS = Instrument(pk=4, code="PICS", end=date(2018, 12, 31))
FREE = Instrument(pk=5, code="FREE")


def rule(instrument, years, renewals, start=None, end=None):
    return InstrumentRule(
        instrument=instrument,
        term_years=years,
        renewals=renewals,
        start=start and date(start, 1, 1),
        end=end and date(end, 12, 31),
    )


BOOK = RuleBook(
    instruments={each.pk: each for each in (IRL, UMI, OLD, PICS, FREE)},
    rules=[
        rule(UMI, 4, 2, 2002, 2013),
        rule(UMI, 5, 2, 2014, 2018),
        rule(IRL, 5, 2, 2019),
        rule(PICS, 3, 0, None, 2018),
        rule(FREE, 4, None),
    ],
)


def outlook(instrument, *years, day=TODAY, book=BOOK, precision="day"):
    terms = [
        Term(start=date(first, 1, 1), end=last and date(last, 12, 31), precision=precision) for first, last in years
    ]
    return renewal_outlook(numbered(instrument, terms, ()), book, day)


def test_nothing_is_said_without_terms():
    assert outlook(IRL) is None


def test_a_first_renewal_can_be_followed_by_the_second_one():
    found = outlook(IRL, (2019, 2023), (2024, 2028))
    assert (found.ordinal, found.renewals_allowed, found.renewals_left, found.term_years) == (1, 2, 1, 5)
    assert found.can_be_renewed
    assert found.next_start == date(2029, 1, 1)
    assert found.latest_end == date(2033, 12, 31)
    assert found.successor is None
    assert found.reasons == [
        "First renewal as IRL, of 2 allowed.",
        "It can be renewed once more, until 31 December 2033 at the latest.",
    ]


def test_the_last_renewal_ends_it_and_the_successor_is_named():
    found = outlook(UMI, (2004, 2007), (2008, 2011), (2012, 2015), day=date(2015, 5, 1), book=EARLY_IRL)
    assert not found.can_be_renewed
    assert found.latest_end == date(2015, 12, 31)
    assert found.reasons == [
        "Second renewal as UMI, of 2 allowed.",
        "It cannot be renewed after 31 December 2015.",
        "The next possible instrument is IRL, International Research Laboratory.",
    ]


EARLY_IRL = RuleBook(
    instruments=BOOK.instruments | {1: Instrument(pk=1, code="IRL", name_en="International Research Laboratory")},
    rules=BOOK.rules,
)


def test_an_instrument_whose_rules_ended_cannot_be_renewed_though_renewals_are_left():
    found = outlook(UMI, (2014, 2018), day=date(2018, 6, 1))
    assert (found.renewals_left, found.can_be_renewed, found.closed_on) == (0, False, date(2018, 12, 31))
    assert found.rule == BOOK.rules[1]
    assert found.reasons[1:] == [
        "It cannot be renewed after 31 December 2018: the rules of UMI ended in 2018.",
        "The next possible instrument is IRL, International Research Laboratory.",
    ]


def test_each_renewal_follows_the_rule_of_its_first_day():
    found = outlook(UMI, (2006, 2009), day=date(2009, 1, 1))
    assert found.possible == (
        Period(date(2010, 1, 1), date(2013, 12, 31)),
        Period(date(2014, 1, 1), date(2018, 12, 31)),
    )


def test_what_no_rule_renews_says_so():
    found = outlook(PICS, (2015, 2017), day=date(2016, 1, 1))
    assert found.reasons == [
        "First term as PICS, which is not renewable.",
        "It cannot be renewed after 31 December 2017.",
    ]


def test_more_renewals_than_allowed_are_told():
    found = outlook(UMI, (2002, 2005), (2006, 2009), (2010, 2013), (2014, 2017), day=date(2015, 1, 1))
    assert found.reasons[0] == "Third renewal as UMI, although the rules allow 2."
    assert (found.renewals_left, found.possible) == (0, ())


def test_without_a_number_of_renewals_there_is_no_latest_end():
    found = outlook(FREE, (2024, 2027))
    assert found.can_be_renewed
    assert (found.renewals_left, found.latest_end, found.possible) == (None, None, ())
    assert found.reasons == ["First term as FREE.", "No rule limits its renewals."]


def test_without_a_rule_nothing_is_promised():
    found = outlook(OLD, (2024, 2027))
    assert (found.rule, found.can_be_renewed) == (None, False)
    assert found.reasons == [
        "First term as OLD.",
        "No rule of OLD is recorded for a term after 31 December 2027.",
        "The next possible instrument is IRL, International Research Laboratory.",
    ]


def test_a_term_without_end_has_nothing_after_it():
    found = outlook(IRL, (2024, None))
    assert (found.next_start, found.latest_end, found.can_be_renewed) == (None, None, False)
    assert found.reasons[-1] == "This term has no last day."


def test_without_a_length_renewals_are_counted_and_not_dated():
    book = RuleBook(instruments=BOOK.instruments, rules=[rule(IRL, None, 2)])
    found = outlook(IRL, (2024, 2028), book=book)
    assert (found.renewals_left, found.latest_end) == (2, None)
    assert found.reasons[-1] == "It can be renewed 2 more times."


def test_what_has_ended_is_said_to_have_ended_as_exactly_as_it_is_known():
    assert outlook(IRL, (2019, 2023)).reasons[-1] == "It ended on 31 December 2023."
    assert outlook(IRL, (2019, 2023), precision="year").reasons[-1] == "It ended in 2023."
    assert outlook(UMI, (2009, 2012)).successor == IRL
    assert "IRL" not in " ".join(outlook(UMI, (2009, 2012)).reasons)


def test_a_ring_of_successors_is_left():
    ring = [Instrument(pk=11, code="A", successor_id=12), Instrument(pk=12, code="B", successor_id=11)]
    for each in ring:
        each.end = date(2000, 1, 1)
    book = RuleBook(instruments={each.pk: each for each in ring}, rules=[])
    assert book.successor_on(ring[0], TODAY) is None


@pytest.mark.django_db
def test_the_outlook_of_a_record_reads_its_codes_and_the_rules(django_assert_max_num_queries):
    umi, irl = builders.instrument("UMI"), builders.instrument("IRL")
    umi.successor, umi.end = irl, date(2018, 12, 31)
    umi.save()
    InstrumentRule.objects.create(instrument=irl, term_years=5, renewals=2, start=date(2019, 1, 1))
    years = (date(2014, 1, 1), date(2018, 12, 31)), (date(2019, 1, 1), date(2028, 12, 31))
    record = builders.structure(kind="IRL", code="IRL 2958", terms=years)
    record.codes.update(start=date(2019, 1, 1))
    StructureCode.objects.create(structure=record, instrument=umi, code="UMI 2958", end=date(2018, 12, 31))
    with django_assert_max_num_queries(6):
        found = outlook_of(record, TODAY)
    assert (found.ordinal, found.renewals_left, found.latest_end) == (0, 2, date(2038, 12, 31))


rules = st.builds(
    lambda years, renewals: rule(IRL, years, renewals),
    st.none() | st.integers(1, 40),
    st.none() | st.integers(0, 300),
)
days = st.dates(date(1900, 1, 1), date.max - timedelta(days=1))


@given(rules, days, st.integers(0, 20_000), st.integers(0, 5), days)
def test_what_can_follow_is_contiguous_of_the_length_of_the_rule_and_no_more_than_allowed(one, start, long, done, day):
    end = date.fromordinal(min(start.toordinal() + long, date.max.toordinal()))
    before = [Term(start=date(1000 + number, 1, 1), end=date(1000 + number, 6, 1)) for number in range(done)]
    book = RuleBook(instruments={1: IRL}, rules=[one])
    found = renewal_outlook(numbered(IRL, [*before, Term(start=start, end=end)], ()), book, day)
    assert found.ordinal == done
    assert len(found.possible) <= max((one.renewals or 0) - done, 0)
    for previous, period in zip((Period(start, end), *found.possible), found.possible, strict=False):
        assert period.start == previous.end + timedelta(days=1)
        assert period.end == term_end(period.start, one.term_years)
    if found.latest_end:
        assert found.latest_end >= end
    for language in ("en", "fr"):
        with translation.override(language):
            assert all("%(" not in reason for reason in found.reasons)
