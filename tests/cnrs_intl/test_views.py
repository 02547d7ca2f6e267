import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.utils.timezone import localdate

from partnerships.models import EUContract
from tests import builders

pytestmark = pytest.mark.django_db


def settle():
    """The catalogue follows when a transaction ends, which a test's never does."""
    connection.check_constraints()


@pytest.fixture
def register():
    """Two of each kind, one of them a draft; and the organisation itself among the partners of a contract."""
    today = localdate()
    for publication in ("published", "draft"):
        partner = builders.partner(publication=publication)
        builders.structure(partners=(partner,), publication=publication)
        builders.structure(kind="LIA", partners=(partner,), publication=publication)
        builders.contract(partners=(partner,), publication=publication, start=today, end=today + timedelta(days=9))
    builders.structure("GONE", iso2="US", terms=((date(2000, 1, 1), today - timedelta(days=1)),))
    builders.contract(partners=(builders.partner("The organisation itself", is_home=True, iso2="FR"),))
    builders.office()
    settle()


def count(client, url):
    name, _question, query = url.partition("/?")
    return client.get(f"{name.rstrip('/')}.json?{query}").json()["count"]


def test_each_figure_is_the_number_of_rows_behind_its_link(client, register):
    page, headlines = client.get("/en/"), client.get("/en/").context["headlines"]
    content = unescape(page.content.decode())
    figures = {
        "/en/structures/?status=active": headlines.structure_count,
        "/en/contracts/?status=active": headlines.active_contract_count,
        "/en/contracts/": headlines.contract_count,
        "/en/offices/": len(page.context["offices"]),
    }
    figures |= {part.url: part.count for part in headlines.instruments()}
    figures |= {country.url: country.count for country in headlines.countries}
    assert list(figures.values())[:4] == [2, 1, 2, 1]
    assert {part.label: part.count for part in headlines.instruments()} == {"UMI": 1, "LIA": 1}
    for url, number in figures.items():
        assert f'href="{url}"' in content, url
        assert count(client, url) == number, url


def test_every_link_of_the_page_leads_somewhere(client, register):
    page = unescape(client.get("/en/").content.decode())
    links = set(re.findall(r'href="(/en/[^"#]*)', page))
    assert {"/en/contracts/?order=-budget", "/en/offices/tokyo/"} <= links
    assert [url for url in sorted(links) if client.get(url).status_code != 200] == []


def test_the_funding_is_that_of_the_contracts_that_the_reader_sees(client, admin_client, register):
    assert "€2.0\u00a0M" in client.get("/en/").content.decode()
    assert "€3.0\u00a0M" in admin_client.get("/en/").content.decode()
    EUContract.objects.update(ec_contribution=Decimal("1234567890.12"))
    assert "€2,469\u00a0M" in client.get("/en/").content.decode().replace("\u202f", ",")


def test_countries_are_those_abroad_in_the_map_and_in_its_table(client, register):
    page = client.get("/en/")
    assert [country.key for country in page.context["headlines"].countries] == ["JP", "DE", "US"]
    assert "The map as a table: 3 partner countries" in page.content.decode()
    assert page.content.decode().count('href="/en/collaborations/?country=JP"') == 2
    assert "country=FR" not in page.content.decode()


def test_what_ended_yesterday_is_not_at_work_today(client, register):
    page = client.get("/en/")
    assert "2 structures at work with the world today" in page.content.decode()
    assert "GONE" not in page.content.decode()


def test_the_figures_are_dated(client):
    assert f"on {localdate().day} {localdate():%B %Y}." in client.get("/en/").content.decode()


def test_the_youngest_come_first_and_nothing_of_the_future(client):
    for year in (2001, 2020, 2010, 2200):
        builders.structure(f"OF{year}", terms=((date(year, 1, 1), None),))
    settle()
    assert [record.acronym for record in client.get("/en/").context["started"]] == ["OF2020", "OF2010", "OF2001"]


def test_what_was_confirmed_last_is_shown_once_something_was(client):
    builders.structure("UNCHECKED")
    settle()
    assert "Confirmed last" not in client.get("/en/").content.decode()
    for day in (1, 3, 2):
        builders.structure(f"DAY{day}", confirmed_on=date(2020, 1, day))
    builders.structure("DRAFT", confirmed_on=date(2020, 1, 9), publication="draft")
    settle()
    assert [record.acronym for record in client.get("/en/").context["confirmed"]] == ["DAY3", "DAY2", "DAY1"]


def test_an_empty_register_has_a_home(client):
    page = client.get("/en/").content.decode()
    assert "0 structures at work" in page
    assert "€0.0\u00a0M" in page
