from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from cnrs_intl import freshness
from tests import builders

# What is written is committed: the state of the database is that of committed transactions.
pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("/en/", "/en/collaborations/?country=JP", "/fr/structures/", "/en/structures.csv", "/en/offices/")


@pytest.fixture
def structure():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO partnerships_catalogueversion VALUES (1, 0, 0) ON CONFLICT DO NOTHING")
    return builders.structure("LIMMS", partners=(builders.partner(),))


def again(client, address, response):
    """The same page asked for by a reader who has it."""
    return client.get(address, headers={"if-none-match": response["ETag"]})


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_unchanged_is_not_sent_again(client, structure, address):
    first = client.get(address)
    assert first.status_code == 200
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not first.cookies
    same = again(client, address, first)
    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == first["ETag"]
    assert same["Cache-Control"] == first["Cache-Control"]
    assert "Cookie" in same["Vary"]
    assert "Accept-Language" not in same["Vary"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda record: record.terms.update(source="somebody"),
        lambda record: builders.exchange(builders.extension(record)),
        lambda record: builders.office("Tokyo", covers=()),
        lambda record: builders.partner("Another"),
        lambda record: record.delete(),
    ],
    ids=["term", "exchange", "office", "partner", "gone"],
)
def test_an_edit_of_anything_is_shown_at_once(client, structure, edit):
    address = reverse("structures")
    first = client.get(address)
    edit(structure)
    assert again(client, address, first).status_code == 200


def test_another_day_another_release_and_another_address_have_another_tag(client, structure, monkeypatch):
    first = client.get("/en/structures/")
    assert client.get("/en/structures/")["ETag"] == first["ETag"]
    assert client.get("/fr/structures/")["ETag"] != first["ETag"]
    assert client.get("/en/structures/?country=JP")["ETag"] != first["ETag"]
    monkeypatch.setattr(freshness, "localdate", lambda: date(2001, 1, 1))
    assert again(client, "/en/structures/", first).status_code == 200
    monkeypatch.undo()
    monkeypatch.setattr(freshness, "release", lambda: "another")
    assert again(client, "/en/structures/", first).status_code == 200


def test_the_pages_of_an_account_are_its_own(client, admin_client, structure):
    tag = client.get("/en/structures/")["ETag"]
    response = admin_client.get("/en/structures/", headers={"if-none-match": tag})
    assert response.status_code == 200
    assert "ETag" not in response
    assert response["Cache-Control"] == "private, no-cache"


def test_only_pages_that_answer_have_a_tag(client, structure, django_assert_num_queries):
    for address in ("/en/structures/nothing-such/", "/en/structures/?nonsense=1", "/"):
        response = client.get(address)
        assert "ETag" not in response
        assert "public" not in response.get("Cache-Control", "")
    with django_assert_num_queries(0):
        assert "ETag" not in client.get("/healthz")


def test_a_page_known_costs_one_query(client, structure, django_assert_num_queries):
    address = f"/en/structures/{structure.slug}/"
    first = client.get(address)
    with django_assert_num_queries(1):
        assert again(client, address, first).status_code == 304


def test_nothing_is_tagged_while_code_and_templates_change(client, structure, settings):
    settings.DEBUG = True
    response = client.get("/en/structures/")
    assert "ETag" not in response
