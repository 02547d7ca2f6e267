from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from partnerships.catalogue import CatalogueIndex
from partnerships.models import Participation as Taking
from partnerships.participation import Participation
from tests import builders

pytestmark = pytest.mark.django_db
DAY = date(2015, 6, 1)


@pytest.fixture
def found():
    """Of the tree FP7 > FP7-A > FP7-A-1, with a contract at each, and one of H2020."""
    home = builders.partner(iso2="FR", is_home=True)
    root = builders.programme("FP7")
    part = builders.programme("FP7-A", root)
    leaf = builders.programme("FP7-A-1", part)
    other = builders.programme("H2020")
    for place, programme in enumerate((root, part, leaf, other)):
        made = builders.contract(programme=programme, start=date(2012 + 2 * (place % 2), 1, 1), country=home.country)
        role = "coordinator" if place == 1 else "participant"
        Taking.objects.create(collaboration=made, partner=home, role=role, ec_contribution=10**place)
    builders.contract(programme=other, start=None, end=None, country=home.country)
    connection.check_constraints()
    index = CatalogueIndex.current(AnonymousUser())
    return lambda code="": Participation(index, DAY, code)


def test_the_whole_and_a_programme_with_its_parts(found):
    whole = found().whole
    assert (whole.count, whole.coordinated, whole.rate, whole.query) == (5, 1, 20, "")
    assert (whole.sums.own, whole.sums.contribution) == (Decimal(1111), Decimal(5_000_000))
    part = found("FP7-A").whole
    assert (part.count, part.coordinated, part.rate, part.sums.own) == (2, 1, 50, Decimal(110))
    assert part.query == "programme=FP7-A"
    assert part.coordinated_query == "programme=FP7-A&coordinated=yes"


def test_parts_follow_the_programme_that_holds_them(found):
    assert [(part.value, part.level, part.count) for part in found().parts] == [
        ("FP7", 0, 3), ("FP7-A", 1, 2), ("H2020", 0, 2)
    ]  # fmt: skip
    assert [(part.value, part.level) for part in found("FP7").parts] == [("FP7-A", 0), ("FP7-A-1", 1)]
    assert found("FP7-A-1").parts == []
    assert found("FP7").parts[0].years == [
        (2012, 1, "programme=FP7-A&starts_in=2012"), (2014, 1, "programme=FP7-A&starts_in=2014")
    ]  # fmt: skip


def test_years_run_from_the_first_with_a_contract_to_the_last(found):
    assert [(year.value, year.count, year.coordinated, year.sums.own) for year in found().years] == [
        ("2012", 2, 0, Decimal(101)), ("2013", 0, 0, Decimal(0)), ("2014", 2, 1, Decimal(1010))
    ]  # fmt: skip
    assert found().undated.count == 1
    assert found("FP7").undated.count == 0


def test_the_country_of_the_organisation_is_not_one_of_its_partners(found):
    assert found().values("country") == []
    builders.contract(partners=(builders.partner(iso2="JP"),), country=builders.country("JP"))
    connection.check_constraints()
    index = CatalogueIndex.current(AnonymousUser())
    assert [(each.value, each.count) for each in Participation(index, DAY).values("country")] == [("JP", 1)]


def test_a_programme_without_contracts_has_none(found):
    empty = found("H2020-NONE")
    assert (empty.whole.count, empty.whole.rate, empty.years, empty.parts) == (0, 0, [], [])
