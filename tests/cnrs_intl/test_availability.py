import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.utils import translation

from cnrs_intl import availability


def test_the_process_answers_without_a_database():
    assert Client().get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_when_the_schema_is_that_of_the_code(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'partnerships'")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations\n")
    assert response["Retry-After"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_database_that_does_not_answer_is_a_503_in_the_language_of_the_page(language):
    middleware = availability.AvailabilityMiddleware(lambda request: None)
    with translation.override(language):
        response = middleware.process_exception(RequestFactory().get("/"), OperationalError("gone"))
    assert response.status_code == 503
    assert response["Retry-After"]
    assert f'<html lang="{language}">' in response.content.decode()
    assert b"gone" not in response.content


def test_other_errors_are_left_alone():
    middleware = availability.AvailabilityMiddleware(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("x")) is None
