from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from offices.models import Coverage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    for iso2, number in (("JP", 2), ("CL", 1)):
        for _ in range(number):
            builders.structure(partners=(builders.partner(iso2=iso2),), iso2=iso2)
    connection.check_constraints()


def listed(client, **query):
    return client.get(reverse("countries-file", args=["json"]), query).json()["results"]


def test_countries_can_be_sorted_by_what_is_at_work(client, world):
    builders.country("SG")
    rows = listed(client, order="-structures")
    assert [(row["code"], row["structures"], row["contracts"]) for row in rows][:2] == [("JP", 2, 0), ("CL", 1, 0)]
    assert {row["structures"] for row in rows[2:]} == {0}


def test_the_list_counts_as_of_the_day(client, world):
    assert {row["structures"] for row in listed(client, active_on="2007-12-31")} == {0}


def test_the_map_leads_to_the_countries_of_the_day(client, world):
    page = client.get(reverse("countries"), {"active_on": "2010-01-01"})
    assert '<a href="/en/countries/jp/?active_on=2010-01-01"><title>Japan: 2</title>' in page.context["map"]


def test_the_office_in_charge_is_that_of_the_day(client):
    before, after = builders.office("Washington", covers=()), builders.office("Ottawa", covers=())
    chile = builders.country("CL")
    Coverage.objects.create(office=before, country=chile, end=date(2021, 12, 31))
    Coverage.objects.create(office=after, country=chile, start=date(2022, 1, 1))

    def office(day):
        return client.get(chile.get_absolute_url(), {"active_on": day}).context["office"]

    assert office("2021-12-31") == before
    assert office("2022-01-01") == after
    page = client.get(chile.get_absolute_url(), {"active_on": "2021-12-31"}).content.decode()
    assert "/en/offices/washington/?active_on=2021-12-31" in page
    assert "since 1 January 2022" in page


def test_a_hidden_office_is_in_charge_of_nothing(client):
    builders.office("Hidden", covers=("JP",), publication="draft")
    assert client.get(builders.country("JP").get_absolute_url()).context["office"] is None


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("country=US", "avec un partenaire des États-Unis"),
        ("country=JP&country=DE", "avec un partenaire du Japon ou d’Allemagne"),
        ("located_in=JP", "dont le site principal est au Japon"),
    ],
)
def test_lists_say_their_countries_in_french(client, query, sentence):
    for iso2 in ("US", "JP", "DE"):
        builders.structure(partners=(builders.partner(iso2=iso2),), iso2=iso2)
    connection.check_constraints()
    with translation.override("fr"):
        page = client.get(f"{reverse('structures')}?{query}").content.decode()
    assert sentence in page.replace("&#x27;", "’")
