"""A walk along the links of the demonstration, from its home page: each leads somewhere, and to what it names."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from django.utils import translation

from tests import pages
from tests.everywhere.html import complaints

HOST = "testserver"
SAMPLES = 2
"""So many records of a kind are visited; one of the addresses that differ by the values of their questions only."""
SCHEMES = ("http", "https", "mailto", "tel")
ATTRIBUTES = {"a": "href", "link": "href", "form": "action", "script": "src", "img": "src", "use": "href"}


class Links(HTMLParser):
    """What a page links to, and the places in it that can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.heads: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.ids.add(given.get("id") or "")
        if tag in ATTRIBUTES and ATTRIBUTES[tag] in given:
            self.links.append(given[ATTRIBUTES[tag]] or "")
            self.heads |= {self.links[-1]} if tag == "link" else set()


@dataclass(frozen=True)
class Visit:
    """A page that was visited; files have no text."""

    url: str
    status: int
    text: str
    links: tuple[str, ...]
    heads: frozenset[str]
    """Those of the links that are for machines: elements `link`."""
    ids: frozenset[str]


def look(client: Client, url: str) -> Visit:
    response = client.get(url)
    text = response.content.decode() if response["Content-Type"].startswith("text/html") else ""
    found = Links(text)
    return Visit(url, response.status_code, text, tuple(found.links), frozenset(found.heads), frozenset(found.ids))


def sort_of(url: str) -> tuple[object, ...]:
    """What an address shares with those that are as good as it: page and language; or page and names of questions."""
    parts = urlsplit(url)
    language = "fr" if parts.path.startswith("/fr/") else "en"
    with translation.override(language):
        found = resolve(parts.path)
    questions = frozenset(name for name, _value in parse_qsl(parts.query, keep_blank_values=True))
    suffix = found.kwargs.get("suffix")
    return found.url_name, suffix, questions or language * (suffix in (None, "html"))


def is_for_a_person(url: str) -> bool:
    """Whole files take long to make; the tests of the lists read each."""
    return not urlsplit(url).path.endswith((".csv", ".xlsx", ".geojson"))


def inside(page: str, link: str) -> str | None:
    """The address within the site, without its fragment; None for what is outside, or a file of the layout."""
    parts = urlsplit(urljoin(f"http://{HOST}{page}", link))
    if parts.netloc != HOST or parts.path.startswith("/static/"):
        return None
    return parts._replace(scheme="", netloc="", fragment="").geturl()


def walk() -> dict[str, Visit]:
    """Visits from home on; from the answer to a question nothing is followed, or there would be no end."""
    client, visits, met = Client(), {}, Counter()
    waiting = deque(f"/{language}/" for language in pages.LANGUAGES)
    while waiting:
        url = waiting.popleft()
        most = 1 if urlsplit(url).query else SAMPLES
        if url in visits or met[sort_of(url)] >= most:
            continue
        met[sort_of(url)] += 1
        visit = visits[url] = look(client, url)
        if not urlsplit(url).query:
            leads = (inside(url, link) for link in visit.links)
            waiting.extend(lead for lead in leads if lead and is_for_a_person(lead))
    return visits


@pytest.fixture(scope="module")
def visits(django_db_setup, django_db_blocker) -> Iterator[dict[str, Visit]]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        connection.check_constraints()
        yield walk()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_walk_comes_by_every_page(visits):
    """A page to which nothing leads is a page that nobody finds."""
    found = {resolve(urlsplit(url).path).url_name for url in visits if url.startswith("/en/")}
    assert found >= set(pages.routes()) - pages.FOR_STAFF


@pytest.mark.django_db
def test_no_link_is_broken(visits):
    assert [(visit.url, visit.status) for visit in visits.values() if visit.status >= 400] == []


@pytest.mark.django_db
def test_every_link_into_a_page_finds_its_place(visits):
    lost = []
    for visit in visits.values():
        for link in visit.links:
            target = visits.get(inside(visit.url, link) or "")
            fragment = urlsplit(link).fragment
            if fragment and target and target.text and fragment not in target.ids:
                lost.append((visit.url, link))
    assert lost == []


@pytest.mark.django_db
def test_links_are_written_as_they_should_be(visits):
    """None empty, none of a scheme that no reader expects."""
    wrong = []
    for visit in visits.values():
        for link in visit.links:
            parts = urlsplit(link)
            if not link.strip() or link == "#" or parts.scheme not in ("", *SCHEMES):
                wrong.append((visit.url, link))
    assert wrong == []


@pytest.mark.django_db
def test_no_link_to_this_site_names_its_host(client, visits):
    """But those for search engines, which follow the scheme that the page was asked with."""
    named = [(url, link) for url, visit in visits.items() for link in visit.links if urlsplit(link).netloc == HOST]
    assert [each for each in named if each[1] not in visits[each[0]].heads] == []
    assert f"http://{HOST}" not in client.get("/en/", secure=True).content.decode()


@pytest.mark.django_db
def test_files_of_the_layout_are_there(visits):
    files = {link for visit in visits.values() for link in visit.links if link.startswith("/static/")}
    assert files
    assert [file for file in files if not finders.find(file.removeprefix("/static/"))] == []


@pytest.mark.django_db
def test_pages_of_the_demonstration_are_valid(visits):
    plain = {url: visit for url, visit in visits.items() if url[1:3] in pages.LANGUAGES and not urlsplit(url).query}
    read = {sort_of(url): visit for url, visit in plain.items() if visit.text}
    found = {visit.url: wrong for visit in read.values() if (wrong := complaints(visit.text))}
    assert found == {}
