from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse


@pytest.fixture
def ask(client, db) -> Callable[..., set[str]]:
    """The addresses of the records that a list gives for a question."""

    def asked(name: str, **query: object) -> set[str]:
        connection.check_constraints()  # an index follows when a transaction ends, which a test's never does
        response = client.get(reverse(f"{name}-file", args=["json"]), query)
        assert response.status_code == 200, response.content
        return {row["url"].removeprefix("http://testserver") for row in response.json()["results"]}

    return asked


@pytest.fixture
def found(ask) -> Callable[..., bool]:
    """Whether a list gives a record for a question."""

    def holds(name: str, record: object, **query: object) -> bool:
        return record.get_absolute_url() in ask(name, **query)

    return holds
