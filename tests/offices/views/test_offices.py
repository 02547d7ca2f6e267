import re
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from offices.models import Coverage, EmbassyService
from tests import builders

pytestmark = pytest.mark.django_db


def lines(found):
    return {line.country.iso2: [number for number, _url in line.numbers] for line in found}


def context(client, url, **query):
    connection.check_constraints()
    response = client.get(url, query)
    assert response.status_code == 200
    return response.context


def test_the_territory_is_that_of_the_day_and_counts_what_is_at_work(client):
    office = builders.office("Tokyo", covers=("JP",))
    Coverage.objects.create(
        office=office, country=builders.country("SG"), start=date(2000, 1, 1), end=date(2010, 12, 31)
    )
    partner = builders.partner()
    builders.structure(partners=(partner,))
    builders.contract(partners=(partner,), end=date(2100, 1, 1))
    today = context(client, office.get_absolute_url())
    assert lines(today["present"]) == {"JP": [1, 1]}
    assert len(today["history"].rows) == 2
    then = context(client, office.get_absolute_url(), active_on="2009-01-01")
    assert lines(then["present"]) == {"JP": [1, 0], "SG": [0, 0]}
    assert "/en/countries/sg/?active_on=2009-01-01" in then["map"].drawing


def test_each_country_is_a_link_with_its_period_and_its_numbers(client):
    office = builders.office("Tokyo", covers=("JP", "SG"))
    office.coverages.filter(country="JP").update(start=None)
    office.coverages.filter(country="SG").update(start=date(2000, 1, 1))
    builders.structure(partners=(builders.partner(),))
    connection.check_constraints()
    page = client.get(office.get_absolute_url(), {"active_on": "2009-01-01"}).content.decode()
    link = '<td data-label="Country"><a href="/en/countries/jp/?active_on=2009-01-01">Japan</a></td>'
    assert page.count(link) == 2
    assert page.count('<td data-label="In charge">dates not known</td>') == 2
    assert page.count('<td data-label="In charge">since 1 January 2000</td>') == 2
    assert re.search(r'<td class="number" data-label="Structures at work"><a href="[^"]+">1</a></td>', page)
    assert page.count('<td class="number" data-label="EU contracts running">0</td>') == 2
    assert page.count('<td class="drawn"><svg class="terms"') == 1


def test_an_office_says_that_it_was_not_open(client):
    office = builders.office("Tokyo", start=date(2005, 1, 1))
    said = "The office was not open on that day."
    assert said not in client.get(office.get_absolute_url()).content.decode()
    assert said in client.get(office.get_absolute_url(), {"active_on": "2004-12-31"}).content.decode()


def test_embassies_services_are_those_of_the_office_and_of_its_countries(client):
    office = builders.office("Tokyo", covers=("JP",))
    for iso2, housed in (("JP", None), ("SG", office), ("CL", None)):
        EmbassyService.objects.create(
            country=builders.country(iso2), office=housed, name_en=f"Service {iso2}", name_fr=iso2, city_en="City"
        )
    found = context(client, office.get_absolute_url())["services"]
    assert [service.name_en for service in found] == ["Service JP", "Service SG"]


def test_countries_without_an_office_are_those_where_something_goes_on(client):
    builders.office("Tokyo", covers=("JP",))
    builders.office("Hidden", covers=("CL",), publication="draft")
    builders.country("SG")
    for iso2 in ("JP", "CL", "US", "FR"):
        builders.structure(partners=(builders.partner(iso2=iso2),), iso2=iso2)
    builders.structure(partners=(builders.partner(iso2="US"),), iso2="US")
    found = context(client, reverse("offices"))["alone"]
    assert lines(found) == {"US": [2, 0], "CL": [1, 0]}
    assert [line.country.iso2 for line in found] == ["US", "CL"]
    before = context(client, reverse("offices"), active_on="1999-12-31")["alone"]
    assert before == []


def test_the_list_is_that_of_the_day(client):
    builders.office("Tokyo", covers=("JP",), start=date(1995, 1, 1))
    builders.office("Singapore", covers=("SG",), start=date(2014, 1, 1))
    rows = client.get(reverse("offices-file", args=["json"]), {"active_on": "2001-01-01"}).json()["results"]
    assert [(row["city"], row["covers"]) for row in rows] == [("Tokyo", "Japan")]
    page = client.get(reverse("offices"), {"active_on": "2001-01-01"}).content.decode()
    assert "This is the state of 1 January 2001:" in page
    assert "/en/offices/tokyo/?active_on=2001-01-01" in page
