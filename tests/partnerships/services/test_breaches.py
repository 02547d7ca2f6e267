from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import InstrumentRule, Participation, StructureCode, Term
from partnerships.services.breaches import broken_by_saved, count_countries
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule():
    """Of IRL: five years and one renewal, with one country, since 2019."""
    irl = builders.instrument("IRL")
    return InstrumentRule.objects.create(
        instrument=irl, term_years=5, renewals=1, countries_max=1, start=date(2019, 1, 1)
    )


def record_of(*years):
    """A structure with a term from the first day of the one year to the last of the other."""
    return builders.structure(kind="IRL", terms=tuple((date(a, 1, 1), b and date(b, 12, 31)) for a, b in years))


def broken(record, *years):
    chosen = record.terms.filter(start__year__in=years)
    return [sentences for _key, sentences in sorted(broken_by_saved(record, chosen).items())]


def test_terms_that_keep_the_rules_break_none(rule):
    assert broken(record_of((2019, 2023), (2024, 2028)), 2019, 2024) == [[], []]


def test_each_term_is_judged_by_its_own_place_and_length(rule):
    record = record_of((2019, 2024), (2025, 2029), (2030, 2031))
    assert broken(record, 2019) == [["A term of IRL lasts 5 years at most: from 1 January 2019 to 31 December 2023."]]
    assert broken(record, 2030) == [["The rules of IRL allow one renewal; this would be number 2."]]


def test_a_term_without_a_last_day_is_longer_than_any_rule(rule):
    assert "lasts 5 years at most" in broken(record_of((2019, None)), 2019)[0][0]
    InstrumentRule.objects.update(term_years=None)
    assert broken(record_of((2019, None)), 2019) == [[]]


def test_a_term_under_a_former_code_is_judged_by_the_rules_of_that_time(rule):
    umi = builders.instrument("UMI")
    InstrumentRule.objects.create(instrument=umi, term_years=4, renewals=2, end=date(2018, 12, 31))
    record = record_of((2011, 2014), (2015, 2018), (2019, 2023))
    record.codes.update(start=date(2019, 1, 1))
    StructureCode.objects.create(structure=record, instrument=umi, code="UMI 7", end=date(2018, 12, 31))
    assert broken(record, 2011, 2015, 2019) == [[], [], []]


def test_countries_are_those_of_the_record_and_of_its_partners_without_the_home_country(rule):
    record = record_of((2019, 2023))
    record.other_countries.set([builders.country("SG"), builders.country("FR")])
    Participation.objects.create(collaboration=record, partner=builders.partner(iso2="US"))
    assert count_countries(record) == 3
    assert broken(record, 2019) == [["The rules of IRL allow 1 country; 3 are recorded."]]


@pytest.mark.parametrize("count", [1, 15])
def test_many_terms_cost_as_few_queries_as_one(rule, count):
    record = record_of(*((2019 + number, 2019 + number) for number in range(count)))
    with CaptureQueriesContext(connection) as queries:
        broken_by_saved(record, Term.objects.filter(structure=record))
    assert len(queries) <= 7
