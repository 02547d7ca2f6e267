from datetime import date

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from cnrs_intl import freshness
from cnrs_intl.catalogue import states
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

DERIVED = {
    "partnerships_searchdocument",
    "partnerships_facetbitmap",
    "partnerships_cataloguechange",
}
# What is said and asked of a record while it is reviewed, forms that were sent, and who works on what: no public page
# shows any of it, nor of the history of a table.
OF_THE_STAFF = {
    "catalogue_reviewcomment",
    "catalogue_proposededit",
    "catalogue_submission",
    "partnerships_reminder",
    "partnerships_remindermessage",
    "partnerships_scope",
    "partnerships_scope_offices",
    "partnerships_scope_institutes",
}
PAGES = ("/en/", "/en/collaborations/?country=JP", "/fr/structures/", "/en/structures.csv", "/en/offices/")


@pytest.fixture
def structure():
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


def test_every_table_that_pages_show_changes_the_state():
    """Those that are made of the others apart. A new table needs a trigger as those of migration 0016."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'page_edited'")
        watched = {table for (table,) in cursor.fetchall()}
    models = [model for app in ("catalogue", "offices", "partnerships")
              for model in apps.get_app_config(app).get_models(include_auto_created=True)
              if not hasattr(model, "pgh_tracked_model")]  # fmt: skip
    assert watched == {model._meta.db_table for model in models} - DERIVED - OF_THE_STAFF


def test_what_is_rolled_back_is_no_edit(structure):
    before = states.read()
    with transaction.atomic():
        builders.partner("Never")
        assert states.read() != before
        transaction.set_rollback(True)
    assert states.read() == before


def test_edits_are_put_together_now_and_then(structure):
    """By one transaction out of a hundred, drawn at random."""
    for edits in range(5_000):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE partnerships_partner SET city = city")
            cursor.execute("SELECT count(*) FROM catalogue_edit")
            if cursor.fetchone()[0] < edits:
                return
    raise AssertionError


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
    address = structure.get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        assert again(client, address, first).status_code == 304


def test_nothing_is_tagged_while_code_and_templates_change(client, structure, settings):
    settings.DEBUG = True
    response = client.get("/en/structures/")
    assert "ETag" not in response


def test_a_page_is_made_once_for_all_readers_in_one_state(client, structure, django_assert_num_queries):
    address = structure.get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        same = client.get(address)
    assert (same.content, same["ETag"], same["Vary"]) == (first.content, first["ETag"], first["Vary"])
    assert same["Content-Security-Policy"] == first["Content-Security-Policy"]
    structure.title_en = "Renamed"
    structure.save()
    assert "Renamed" in client.get(address).text


def test_a_database_that_does_not_answer_is_a_503_here_too(client, structure, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr(freshness.states, "read", gone)
    response = client.get("/fr/structures/")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert '<html lang="fr">' in response.content.decode()
