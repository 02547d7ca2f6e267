from datetime import date, timedelta

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from partnerships.models import Instrument, StructureCode, Term
from partnerships.services.term_numbers import code_on, numbered

UMI, IRL, LIA = (Instrument(pk=key, code=code) for key, code in enumerate(("UMI", "IRL", "LIA"), start=1))
OLD = StructureCode(pk=1, instrument=UMI, code="UMI 2820", start=date(2004, 1, 1), end=date(2018, 12, 31))
NEW = StructureCode(pk=2, instrument=IRL, code="IRL 2820", start=date(2019, 1, 1))


def term(start, end=None):
    return Term(start=date(start, 1, 1), end=end and date(end, 12, 31))


def said(terms, codes=(OLD, NEW), instrument=IRL):
    return [(each.instrument.code, each.ordinal) for each in numbered(instrument, terms, codes)]


def test_a_renamed_structure_counts_anew_from_the_first_term_signed_under_the_new_code():
    terms = [term(2004, 2007), term(2008, 2015), term(2016, 2020), term(2021, 2025), term(2026)]
    assert said(terms) == [("UMI", 0), ("UMI", 1), ("UMI", 2), ("IRL", 0), ("IRL", 1)]


def test_a_structure_without_codes_counts_under_its_own_instrument():
    assert said([term(2009, 2012), term(2013, 2016)], codes=(), instrument=LIA) == [("LIA", 0), ("LIA", 1)]


def test_a_term_from_before_all_codes_belongs_to_the_first_one_and_one_after_them_to_the_instrument():
    assert said([term(2003, 2003), term(2019, 2020)], codes=(OLD,), instrument=IRL) == [("UMI", 0), ("IRL", 0)]


def test_a_code_of_unknown_start_yields_to_one_with_a_date():
    unknown = StructureCode(pk=3, instrument=LIA, code="LIA 1")
    assert code_on([unknown, NEW], date(2020, 1, 1)) is NEW
    assert code_on([unknown, NEW], date(2010, 1, 1)) is unknown
    assert code_on([], date(2020, 1, 1)) is None


def test_positions_are_said_in_words():
    terms = numbered(LIA, [term(2000 + number, 2000 + number) for number in range(8)], ())
    assert [str(each.words) for each in terms[:3]] == ["First term", "First renewal", "Second renewal"]
    assert str(terms[7].words) == "Renewal 7"
    with translation.override("fr"):
        assert "7" in str(terms[7].words)


@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), max_size=8, unique=True))
def test_every_term_is_numbered_once_in_order_and_without_a_gap(days):
    terms = [Term(start=day, end=day + timedelta(days=1)) for day in days]
    found = numbered(IRL, terms, (OLD, NEW))
    assert [each.start for each in found] == sorted(days)
    for instrument in (UMI, IRL):
        ordinals = [each.ordinal for each in found if each.instrument == instrument]
        assert ordinals == list(range(len(ordinals)))
