from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from offices.models import Coverage
from partnerships.models.periods import a_year_after
from tests import builders

pytestmark = pytest.mark.django_db


def acronyms(content):
    return sorted(row.record.acronym for row in content["table"].rows)


def test_what_ends_within_a_year_is_shown_to_the_last_day(shown, listed, world):
    a_day_later = a_year_after(localdate()) + timedelta(days=1)
    builders.structure("TOOLATE", terms=((date(2008, 1, 1), a_day_later),), partners=(builders.partner(),))
    found = shown(world)
    for panel, expected in (("EndingStructurePanel", ["NEARSOON"]), ("EndingContractPanel", ["NEARSOONEU"])):
        assert acronyms(found[panel]) == expected == listed(found[panel]["url"])


def test_what_ends_soon_is_that_of_the_day(shown, listed, world):
    found = shown(world, active_on="2015-06-01")
    assert acronyms(found["EndingStructurePanel"]) == ["NEARGONE"] == listed(found["EndingStructurePanel"]["url"])


@pytest.mark.parametrize("day", [{}, {"active_on": "2015-06-01"}])
def test_the_portfolio_counts_what_its_lists_hold(shown, listed, world, day):
    content = shown(world, **day)["PortfolioTablePanel"]
    for _title, rows in content["tables"]:
        assert rows
        for label, count, url, _width in rows:
            assert count == len(listed(url)), label
    assert len(listed(content["url"])) == content["total"]


def test_a_country_that_left_the_territory_is_not_counted(shown, world):
    Coverage.objects.filter(office=world).update(end=localdate() - timedelta(days=1))
    assert list(shown(world)) == ["SummaryPanel"]
    assert shown(world)["SummaryPanel"]["total"] == 0
    assert "PortfolioTablePanel" in shown(world, active_on="2015-06-01")
