"""The address alone says the language, and a reader who only reads gets no cookie."""

import re

import pytest
from django.db import connection
from django.test import Client

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from tests.everywhere.conftest import ROWS

pytestmark = pytest.mark.django_db
SWITCH = re.compile(r'<p class="languages"><a href="([^"]+)"')


@pytest.fixture
def addresses():
    """Every list, a page of each kind of record, and the pages of several concepts, in English."""
    records = {name: make() for name, make in ROWS.items()}
    connection.check_constraints()
    details = [records[page.prefix].get_absolute_url() for page in DetailPage.registry.values()]
    others = ["/en/", "/en/search/", "/en/search/?q=UMI", "/en/nowhere/"]
    return [*others, *details, *(f"/en/{name}/?q=a&order=" for name in ListPage.registry)]


def test_no_page_sets_a_cookie_in_either_language(addresses):
    for address in addresses:
        reader = Client()
        for url in (address, address.replace("/en/", "/fr/", 1), address):
            response = reader.get(url)
            assert response.status_code in (200, 404), url
            assert "Set-Cookie" not in response.headers, url
        assert not reader.cookies, address


def test_the_switch_keeps_the_path_and_the_query(client, addresses):
    for address in addresses:
        if address == "/en/nowhere/":
            continue
        french = SWITCH.search(client.get(address).content.decode())[1].replace("&amp;", "&")
        assert french == address.replace("/en/", "/fr/", 1)
        page = client.get(french)
        assert '<html lang="fr">' in page.content.decode()
        assert SWITCH.search(page.content.decode())[1].replace("&amp;", "&") == address


def test_neither_the_browser_nor_a_cookie_changes_the_language_of_an_address(client):
    client.cookies["django_language"] = "fr"
    assert '<html lang="en">' in client.get("/en/", headers={"accept-language": "fr"}).content.decode()
