"""Every list of the registry, in every form, language and role: a new list is covered the moment it exists."""

import csv
import io
from itertools import product

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.listing import ListPage
from tests.everywhere.conftest import ROWS

LISTS = sorted(ListPage.registry)
LANGUAGES = ("en", "fr")
MOST_QUERIES = 25


def address(name: str, suffix: str = "html", language: str = "en") -> str:
    with translation.override(language):
        return reverse(name) if suffix == "html" else reverse(f"{name}-file", args=[suffix])


def forms(name: str) -> tuple[str, ...]:
    return ("html", *ListPage.registry[name].suffixes)


def make(name: str, number: int = 1) -> object:
    """Rows of a list; the last one. The catalogue follows when a transaction ends, which a test's never does."""
    made = [ROWS[name]() for _ in range(number)][-1]
    connection.check_constraints()
    return made


def content(response) -> bytes:
    """The body, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_lines(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
        content(response)
    assert response.status_code == 200
    return len(captured)


def test_every_list_has_rows_to_be_tested_with():
    assert sorted(ROWS) == LISTS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_list_answers_in_every_form(readers, name, language):
    make(name, 3)
    for (reader, client), suffix in product(readers.items(), forms(name)):
        response = client.get(address(name, suffix, language))
        assert response.status_code == 200, (reader, suffix)
        assert content(response), (reader, suffix)
        assert "charset=utf-8" in response["Content-Type"] or suffix in ("xlsx", "json"), suffix


@pytest.mark.parametrize("name", LISTS)
def test_empty_list_says_so(readers, name):
    for client in readers.values():
        response = client.get(address(name))
        assert response.status_code == 200
        assert response.content.count(b"<h1>") == 1


@pytest.mark.parametrize("name", LISTS)
def test_files_hold_the_rows_of_the_page(client, db, name):
    make(name, 30)
    total = client.get(address(name, "json")).json()["count"]
    assert total >= 30
    lines = csv_lines(client.get(address(name, "csv")))
    assert len(lines) == total + 2  # the question in words, and the header
    assert all(len(line) == len(lines[1]) for line in lines[2:])
    book = openpyxl.load_workbook(io.BytesIO(content(client.get(address(name, "xlsx")))))
    assert book.worksheets[0].max_row == total + 1
    assert book.worksheets[1]["A1"].value in lines[0][0]


@pytest.mark.parametrize("name", LISTS)
def test_json_pages_give_every_row_once(client, db, name):
    make(name, 60)
    url, seen = address(name, "json"), []
    while url:
        body = client.get(url).json()
        seen += [row["id"] for row in body["results"]]
        assert all(row["url"].startswith("http://testserver/en/") for row in body["results"])
        url = body["next"]
    assert len(seen) == len(set(seen)) == body["count"]


@pytest.mark.parametrize("name", LISTS)
def test_every_order_is_total_and_answers_both_ways(client, db, name):
    make(name, 3)
    for order in ListPage.registry[name].orders():
        for sign in ("", "-"):
            response = client.get(address(name), {"order": f"{sign}{order}"})
            assert response.status_code == 200, order
            assert b'aria-current="true"' in response.content, order


@pytest.mark.parametrize("name", LISTS)
def test_number_of_queries_does_not_grow_with_the_rows(readers, name):
    def ask() -> dict[tuple[str, str], int]:
        """The second time: content types, and the words of a version of the catalogue, are read once."""
        pages = list(product(readers, forms(name)))
        for reader, form in pages:
            queries(readers[reader], address(name, form))
        return {(reader, form): queries(readers[reader], address(name, form)) for reader, form in pages}

    make(name, 3)
    few = ask()
    make(name, 20)
    assert ask() == few
    assert max(few.values()) <= MOST_QUERIES


@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_understood_is_refused_and_named(client, db, name):
    for suffix in forms(name):
        response = client.get(address(name, suffix), {"nonsense": "1"})
        assert response.status_code == 400, suffix
        assert "nonsense" in response.content.decode(), suffix


HOSTILE = "\x00|\x01|%|\\|(a+)+$|=1|-1|2015-02-30|1e1000000|NaN|' OR 1=1 --"
BAD_VALUES = [*HOSTILE.split("|"), "9" * 400, "é" * 150]


@pytest.mark.parametrize("name", LISTS)
def test_no_value_of_any_parameter_is_an_error_of_ours(client, db, name):
    make(name)
    for parameter in [*ListPage.registry[name].filterset_class.base_filters, "order", "page"]:
        for value in BAD_VALUES:
            response = client.get(address(name, "json"), {parameter: value})
            assert response.status_code in (200, 400), (parameter, value)
            if response.status_code == 400:
                assert parameter in response.json()["errors"], (parameter, value)


@pytest.mark.parametrize("name", LISTS)
def test_too_many_values_too_long_and_too_far_are_refused(client, db, name):
    for query in ("country=JP&" * 10_000, f"q={'x' * 8_000}", "page=1000000000", "page=0", "page=%C2%B2", "q=a&q=b"):
        assert client.get(f"{address(name)}?{query}").status_code == 400, query[:40]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_each_filter_in_use_is_a_chip_that_removes_it(client, db, name, language):
    make(name)
    response = client.get(address(name, language=language), {"q": "zzzz"})
    body = response.content.decode()
    assert {"en": "“zzzz”", "fr": "«\u00a0zzzz\u00a0»"}[language] in body
    assert 'class="nothing"' in body
    assert f'href="{address(name, language=language)}"' in body


@pytest.mark.parametrize("name", [name for name in LISTS if name != "countries"])
def test_drafts_are_in_no_form_and_no_count(client, staff, db, name):
    record = make(name)
    owner = record.structure if name == "extensions" else record
    total = client.get(address(name, "json")).json()["count"]
    type(owner).objects.filter(pk=owner.pk).update(publication=Publication.DRAFT)
    connection.check_constraints()
    found = client.get(address(name, "json")).json()
    assert found["count"] == total - 1
    assert record.pk not in [row["id"] for row in found["results"]]
    assert staff.get(address(name, "json")).json()["count"] == total
    assert len(csv_lines(client.get(address(name, "csv")))) == total + 1
    for suffix in forms(name):
        answer = content(client.get(address(name, suffix)))
        assert answer, suffix
        assert record.get_absolute_url().encode() not in answer, suffix
    assert client.get(record.get_absolute_url()).status_code == 404
    assert staff.get(record.get_absolute_url()).status_code == 200
