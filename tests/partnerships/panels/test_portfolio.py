"""What is shown of a place on a day is what the list that it links to holds."""

from datetime import date

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


def acronyms(table):
    return sorted(row.record.acronym for row in table.rows)


@pytest.mark.parametrize("day", [{}, {"active_on": "2015-06-01"}, {"active_on": "2040-01-01"}])
@pytest.mark.parametrize("page", ["office", "country"])
def test_each_count_at_the_top_is_that_of_its_list(shown, listed, world, page, day):
    record = world if page == "office" else builders.country("JP")
    summary = shown(record, **day)["SummaryPanel"]
    for number, _label, url in summary["figures"]:
        assert number == len(listed(url)) > 0
    assert len(listed(summary["active_url"])) == summary["active"]


def test_the_years_of_a_cooperation_are_those_of_its_records(shown, world):
    assert shown(builders.country("JP"))["SummaryPanel"]["years"][0] == 2008
    builders.structure("OLD", terms=((date(1990, 1, 1), date(1999, 12, 31)),), iso2="SG")
    assert shown(builders.country("SG"))["SummaryPanel"]["years"] == (1990, 1999)


def test_what_began_later_was_not_known_on_the_day(shown, world):
    found = shown(builders.country("JP"), active_on="2012-06-01")
    assert found["SummaryPanel"]["total"] == 3
    assert "ContractPanel" not in found
    assert shown(builders.country("JP"), active_on="2007-12-31")["SummaryPanel"]["total"] == 0


def test_drafts_are_in_no_panel(client, admin_client, shown, world):
    partner = builders.partner("Hidden", publication="draft")
    builders.structure("HIDDEN", partners=(partner,), publication="draft")
    record = builders.country("JP")
    assert "HIDDEN" not in client.get(record.get_absolute_url()).content.decode().upper()
    everything = shown(record, admin_client)
    assert "HIDDEN" in acronyms(everything["StructurePanel"]["groups"][0].table)


def test_a_country_without_anything_says_so(client):
    page = client.get(builders.country("SG").get_absolute_url()).content.decode()
    assert "Nothing is recorded with this country yet." in page
    assert "none today" in page
    page = client.get(builders.country("SG").get_absolute_url(), {"active_on": "2013-07-01"}).content.decode()
    assert "Nothing is known to have gone on by then." in page
    assert "none on that day" in page
