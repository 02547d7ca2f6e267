import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from pghistory.models import Context
from psycopg.sql import SQL, Identifier

from cnrs_intl.catalogue.history import SOURCES
from cnrs_intl.catalogue.history_context import MESSAGE_LENGTH, HistoryMiddleware, told
from offices.models import Country, Region
from tests import builders

ADD = "/admin/offices/region/add/"
FIELDS = {"name_en": "Africa", "name_fr": "Afrique", "code": "africa", "position": "1"}


def events(model):
    return SOURCES[model].event_model.objects


@pytest.mark.django_db
def test_what_is_written_together_is_one_entry():
    with told(command="some_command"):
        builders.country("JP")
        with told(command="one inside"):
            Country.objects.filter(pk="JP").update(name_en="100 %")
    contexts = {event.pgh_context_id for model in (Region, Country) for event in events(model).all()}
    assert len(contexts) == 1
    assert Context.objects.get().metadata == {"command": "some_command"}


@pytest.mark.django_db
def test_statements_of_any_form_are_told_of():
    country = builders.country("JP")
    table = Identifier("offices_country")
    with told(command="sql"), connection.cursor() as cursor:
        cursor.execute(SQL("UPDATE {} SET name_en = name_en || '%'").format(table))
        cursor.execute("SELECT name_en FROM offices_country WHERE name_en LIKE '%|%' ESCAPE '|'")
        assert cursor.fetchall() == [(f"{country.name_en}%",)]
        cursor.execute("UPDATE offices_country SET name_fr = %s RETURNING name_fr", ["Nippon"])
        assert cursor.fetchone() == ("Nippon",)
        with pytest.raises(NotImplementedError):
            cursor.executemany("UPDATE offices_country SET name_fr = %s", [("a",), ("b",)])
    assert [event.pgh_context_id is None for event in events(Country).all()] == [True, False, False]


@pytest.mark.django_db
def test_a_request_of_the_staff_says_who_and_why(admin_client, admin_user):
    message = f"  Asked by\x00\nthe office {'!' * MESSAGE_LENGTH}"
    assert admin_client.post(ADD, {**FIELDS, "history_message": message}).status_code == 302
    metadata = Context.objects.get(pk=events(Region).get().pgh_context_id).metadata
    assert metadata["user"] == admin_user.pk
    assert metadata["message"].startswith("Asked by  the office !")
    assert len(metadata["message"]) == MESSAGE_LENGTH


@pytest.mark.django_db
def test_reading_asks_nothing_more(client):
    builders.country("JP")
    for path in ("/en/countries/jp/", "/healthz"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert not [query for query in queries if "pghistory" in query["sql"] or "auth_user" in query["sql"]]


@pytest.mark.django_db
def test_a_stranger_may_post_nothing_and_leaves_no_trace(client):
    get_user_model().objects.create_user("somebody")
    client.post(ADD, FIELDS)
    assert not events(Region).exists()
    assert not Context.objects.exists()


def test_a_database_that_is_down_is_left_to_the_view():
    class Down:
        method = "POST"

        @property
        def user(self):
            raise OperationalError

    answered = HistoryMiddleware(lambda request: "503")(Down())
    assert answered == "503"
