"""What partnerships add to the pages of offices and countries is what the linked lists hold."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from offices.models import Coverage
from partnerships.models.periods import a_year_after
from tests import builders

pytestmark = pytest.mark.django_db


def panels(client, record):
    return {str(panel.title): panel.content for panel in client.get(record.get_absolute_url()).context["panels"]}


def names(content):
    return {str(row) for row in content["rows"]}


def listed(client, content):
    """The addresses of the rows of the list behind a panel."""
    connection.check_constraints()  # an index follows when a transaction ends, which a test's never does
    body = client.get(content["url"].replace("/?", ".json?")).json()
    return {row["url"].removeprefix("http://testserver") for row in body["results"]}


@pytest.fixture
def world():
    """Structures and contracts with Japan and with Chile; one of each with Japan ends soon."""
    soon, later = a_year_after(localdate()), date(2100, 1, 1)
    for iso2, label in (("JP", "NEAR"), ("CL", "FAR")):
        for end, moment in ((soon, "SOON"), (later, "LATER")):
            partner = builders.partner(iso2=iso2)
            lab = builders.structure(
                f"{label}{moment}", terms=((date(2008, 1, 1), end),), partners=(partner,), iso2=iso2
            )
            builders.contract(f"{label}{moment}EU", partners=(partner,), start=date(2014, 1, 1), end=end)
            builders.extension(lab)
            builders.cluster(country=builders.country(iso2), structures=(lab,))
    return builders.office("Tokyo", covers=("JP",))


def test_an_office_shows_its_territory_only(client, world):
    found = panels(client, world)
    assert names(found["Structures"]) == {"NEARSOON", "NEARLATER"}
    assert names(found["EU contracts"]) == {"NEARSOONEU", "NEARLATEREU"}


def test_what_ends_within_a_year_is_shown_to_the_last_day(client, world):
    found = panels(client, world)
    assert names(found["Structures that end within a year"]) == {"NEARSOON"}
    assert names(found["EU contracts that end within a year"]) == {"NEARSOONEU"}
    a_day_later = a_year_after(localdate()) + timedelta(days=1)
    Coverage.objects.filter(office=world).update(end=None)
    builders.structure("TOOLATE", terms=((date(2008, 1, 1), a_day_later),), partners=(builders.partner(),))
    assert names(panels(client, world)["Structures that end within a year"]) == {"NEARSOON"}


def test_a_country_that_left_the_territory_is_not_shown(client, world):
    Coverage.objects.filter(office=world).update(end=localdate() - timedelta(days=1))
    assert panels(client, world) == {}


@pytest.mark.parametrize("page", ["office", "country"])
def test_each_panel_holds_the_rows_of_the_list_it_links_to(client, world, page):
    found = panels(client, world if page == "office" else builders.country("JP"))
    assert len(found) >= 4
    for title, content in found.items():
        assert {row.get_absolute_url() for row in content["rows"]} == listed(client, content), title
        assert content["count"] == len(content["rows"]), title


def test_the_organisation_itself_is_no_partner_of_its_country(client):
    builders.partner("Home", iso2="FR", is_home=True)
    other = builders.partner("Other", iso2="FR")
    content = panels(client, other.country)["Partners"]
    assert names(content) == {"Other"}
    assert listed(client, content) == {other.get_absolute_url()}


def test_a_long_panel_is_cut_and_its_list_is_not(client):
    partner = builders.partner()
    for _ in range(17):
        builders.structure(partners=(partner,))
    content = panels(client, partner.country)["Structures"]
    assert (len(content["rows"]), content["count"], len(listed(client, content))) == (15, 17, 17)


def test_drafts_are_in_no_panel(client, admin_client, world):
    builders.structure("HIDDEN", partners=(builders.partner(),), publication="draft")
    assert "HIDDEN" not in names(panels(client, world)["Structures"])
    assert "HIDDEN" in names(panels(admin_client, world)["Structures"])


def test_a_country_without_anything_says_so(client):
    page = client.get(builders.country("SG").get_absolute_url()).content.decode()
    assert "Nothing is recorded with this country yet." in page
    assert "none today" in page
