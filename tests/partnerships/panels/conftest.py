from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import localdate

from partnerships.models.periods import a_year_after
from tests import builders

LATER = date(2100, 1, 1)


@pytest.fixture
def shown(client, db) -> Callable[..., dict[str, Any]]:
    """The content of each panel of a record's page, by the name of its class."""

    def panels(record: Any, reader: Any = client, **query: str) -> dict[str, Any]:
        connection.check_constraints()  # the catalogue follows when a transaction ends, which a test's never does
        response = reader.get(record.get_absolute_url(), query)
        assert response.status_code == 200
        found = [*response.context["panels"], *response.context["head"]]
        return {type(panel).__name__: panel.content for panel in found}

    return panels


@pytest.fixture
def listed(client, db) -> Callable[[str], list[str]]:
    """The acronyms of the rows of the list at an address, and their number."""

    def rows(url: str) -> list[str]:
        body = client.get(url.replace("/?", ".json?")).json()
        assert body["count"] == len(body["results"])
        return sorted(row["acronym"] for row in body["results"])

    return rows


@pytest.fixture
def world(db):
    """Structures and contracts with Japan and with Chile; one of each ends soon; two have ended."""
    soon = a_year_after(localdate())
    for iso2, label in (("JP", "NEAR"), ("CL", "FAR")):
        partner = builders.partner(iso2=iso2)
        for end, moment in ((soon, "SOON"), (LATER, "LATER"), (date(2015, 12, 31), "GONE")):
            lab = builders.structure(
                f"{label}{moment}",
                terms=((date(2008, 1, 1), end),), partners=(partner,), iso2=iso2, institutes=("INSIS",),
            )  # fmt: skip
            builders.contract(f"{label}{moment}EU", partners=(partner,), start=date(2014, 1, 1), end=end)
        builders.extension(lab)
        builders.cluster(country=builders.country(iso2), structures=(lab,))
    return builders.office("Tokyo", covers=("JP",))
