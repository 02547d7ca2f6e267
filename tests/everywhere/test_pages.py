"""Every page of one record, in both languages and for both kinds of reader; home, and what is not there."""

from datetime import date
from html.parser import HTMLParser
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.models import EUContract, Participation, StructureCode, Term
from tests import builders
from tests.everywhere.conftest import GROW, ROWS

PAGES = sorted(DetailPage.registry)
LANGUAGES = ("en", "fr")
MOST_QUERIES = 25
VOID = {"meta", "link", "input", "br", "hr", "img"}


class Document(HTMLParser):
    """A page read strictly: what is opened is closed, in order; ids are unique."""

    def __init__(self, response):
        super().__init__()
        self.open, self.headings, self.ids, self.alternates = [], [], [], {}
        self.language = self.canonical = ""
        self.feed(response.content.decode())
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.language = given["lang"]
        if "hreflang" in given and tag == "link":
            self.alternates[given["hreflang"]] = given["href"]
        if given.get("rel") == "canonical":
            self.canonical = given["href"]
        if "id" in given:
            self.ids.append(given["id"])

    def handle_startendtag(self, tag, pairs):
        self.handle_starttag(tag, pairs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def list_of(name):
    """The list whose rows have this page."""
    return next(each for each in ListPage.registry if each == DetailPage.registry[name].prefix)


def address(record, language="en"):
    with translation.override(language):
        return record.get_absolute_url()


def check(response, language):
    document = Document(response)
    assert document.language == language
    assert document.headings.count(1) == 1
    assert document.headings[0] == 1
    assert all(later <= earlier + 1 for earlier, later in zip(document.headings, document.headings[1:], strict=False))
    return document


def check_addresses(document, addresses, language):
    """Absolute: of the page in each language, of the one for all other languages, and its own."""
    absolute = {each: f"http://testserver{url}" for each, url in addresses.items()}
    assert document.alternates == absolute | {"x-default": absolute["en"]}
    assert document.canonical == absolute[language]


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_every_page_has_a_list_with_rows_to_be_tested_with():
    assert {list_of(name) for name in PAGES} == set(ROWS) - {"collaborations"}
    assert sorted(GROW) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_is_well_made(readers, name):
    record = ROWS[list_of(name)]()
    for _ in range(2):
        GROW[name](record)
    for client, language in product(readers.values(), LANGUAGES):
        document = check(client.get(address(record, language)), language)
        check_addresses(document, {each: address(record, each) for each in LANGUAGES}, language)


@pytest.mark.parametrize("name", PAGES)
def test_a_bare_record_has_a_page_too(client, db, name):
    check(client.get(address(ROWS[list_of(name)]())), "en")


@pytest.mark.parametrize("name", PAGES)
def test_number_of_queries_does_not_grow_with_what_belongs_to_the_record(readers, name):
    record = ROWS[list_of(name)]()
    for _ in range(3):
        GROW[name](record)
    for client in readers.values():
        queries(client, address(record))  # content types and the like are read once
    few = [queries(client, address(record)) for client in readers.values()]
    for _ in range(27):
        GROW[name](record)
    assert [queries(client, address(record)) for client in readers.values()] == few
    assert max(few) <= MOST_QUERIES


@pytest.mark.parametrize("name", PAGES)
def test_only_those_who_may_change_a_record_are_led_to_its_form(client, staff, name):
    record = ROWS[list_of(name)]()
    options = record._meta
    form = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
    assert form not in client.get(address(record)).content.decode()
    assert f'href="{form}"' in staff.get(address(record)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_what_is_not_there_says_so_in_the_readers_language(client, db, name, language):
    converter = DetailPage.registry[name].converter
    with translation.override(language):
        url = reverse(name, args=[987654321 if converter == "int" else "zz-none"])
    response = client.get(url)
    assert response.status_code == 404
    check(response, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ROWS)
def test_list_is_well_made(readers, name, language):
    ROWS[name]()
    with translation.override(language):
        for client, query in product(readers.values(), ({}, {"q": "zzzz"}, {"nonsense": "1"})):
            check(client.get(reverse(name), query), language)


def test_home_is_well_made_and_its_cost_constant(readers):
    homes = {language: f"/{language}/" for language in LANGUAGES}
    for make in ROWS.values():
        make()
    pages = list(product(readers.values(), homes.items()))
    for client, (language, home) in pages:
        check_addresses(check(client.get(home), language), homes, language)
    few = [queries(client, home) for client, (_language, home) in pages]
    for make in ROWS.values():
        for _ in range(10):
            make()
    assert [queries(client, home) for client, (_language, home) in pages] == few


def test_the_root_leads_to_the_readers_language(client, db):
    assert client.get("/", headers={"accept-language": "fr-CA,fr;q=0.9"}).url == "/fr/"
    assert client.get("/", headers={"accept-language": "ja"}).url == "/en/"


@pytest.mark.parametrize("query", ["", "?q=UMI+3218", "?q=nothing", "?q=a%00b"])
def test_search_is_well_made(readers, query):
    builders.structure(code="UMI 3218")
    connection.check_constraints()
    pages = {language: f"/{language}/search/{query}" for language in LANGUAGES}
    for client, (language, page) in product(readers.values(), pages.items()):
        check_addresses(check(client.get(page), language), pages, language)


def test_what_others_wrote_is_shown_as_text(client, db):
    hostile = '<script>alert("1")</script>'
    record = builders.structure(acronym="X", title_en=hostile, partners=(builders.partner(hostile),), slug="hostile")
    page = client.get(address(record)).content.decode()
    assert hostile not in page
    assert "&lt;script&gt;" in page


def test_a_draft_is_named_nowhere(client, staff):
    """Neither as partner, host, home institution, contract nor step of a pathway."""
    hidden = builders.partner("Veiled Institute", publication="draft")
    record = builders.structure(partners=(hidden,))
    site = builders.extension(record, host=hidden)
    builders.cluster(structures=(record, builders.structure("VEILEDPART", publication="draft")))
    builders.exchange(site, home=hidden)
    builders.succession(builders.structure("VEILEDLAB", publication="draft"), record)
    builders.contract("VEILEDPROJECT", partners=(builders.partner(),), publication="draft")
    connection.check_constraints()
    lists = [reverse("extensions"), *(reverse("extensions-file", args=[suffix]) for suffix in ("csv", "json"))]
    for url in (address(record), address(site), address(record.country), *lists):
        response = client.get(url)
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
        assert "veiled" not in text.lower(), url
    for name in ("extensions", "structures", "collaborations", "clusters"):
        assert client.get(reverse(f"{name}-file", args=["json"]), {"q": "veiled"}).json()["count"] == 0, name
    assert "Veiled Institute" in staff.get(reverse("extensions")).content.decode()
    assert "Veiled Institute" in staff.get(address(record)).content.decode()


def test_any_code_leads_to_the_address_of_the_structure(client, db):
    record = builders.structure(code="IRL 3218")
    StructureCode.objects.create(structure=record, instrument=builders.instrument("UMI"), code="UMI 3218")
    for written in ("UMI 3218", "umi3218", "irl-3218"):
        assert client.get(reverse("structure", args=[written])).url == address(record)
    assert client.get(reverse("structure", args=["UMI 1"])).status_code == 404


def test_a_record_without_dates_says_so(client, db):
    record = builders.structure(terms=(), main_site=False)
    assert "No dates are known." in client.get(address(record)).content.decode()
    assert Term.objects.count() == 0
    contract = builders.contract(start=None, end=None)
    assert "not known" in client.get(address(contract)).content.decode()
    assert EUContract.objects.get().start is None


def test_the_period_of_a_partner_is_shown_where_one_is_known(client, db):
    record = builders.structure(partners=(builders.partner(),))
    period = '<th scope="col">Period</th>'
    before = client.get(address(record)).content.decode().count(period)
    Participation.objects.update(start=date(2010, 1, 1), end=date(2012, 12, 31))
    page = client.get(address(record)).content.decode()
    assert page.count(period) == before + 1
    assert "1 January 2010 – 31 December 2012" in page
