from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from tests import builders

FIGURES = {
    "structures": "structure_count",
    "contracts": "contract_count",
    "partners": "partner_count",
    "extensions": "extension_count",
}


@pytest.fixture
def register(db):
    """Two of each kind, one of them a draft; and the organisation itself among the partners of a contract."""
    today = localdate()
    for publication in ("published", "draft"):
        partner = builders.partner(publication=publication)
        record = builders.structure(partners=(partner,), publication=publication)
        builders.extension(record)
        builders.contract(partners=(partner,), publication=publication)
    builders.structure("GONE", terms=((date(2000, 1, 1), today - timedelta(days=1)),))
    builders.contract(partners=(builders.partner("The organisation itself", is_home=True),))
    connection.check_constraints()  # an index follows when a transaction ends, which a test's never does


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_the_number_of_rows_behind_its_link(client, register, name):
    home = client.get("/en/")
    assert f'href="{reverse(name)}"' in home.content.decode()
    assert home.context[FIGURES[name]] == client.get(reverse(f"{name}-file", args=["json"])).json()["count"]


def test_staff_and_public_count_what_they_see(client, admin_client, register):
    assert (client.get("/en/").context["structure_count"], admin_client.get("/en/").context["structure_count"]) == (
        2,
        3,
    )


def test_what_ended_yesterday_is_not_at_work_today(client, register):
    page = client.get("/en/")
    assert "1 structure at work with the world today" in page.content.decode()
    assert "Ended" in page.content.decode()


def test_the_youngest_structures_come_first(client, db):
    for year in (2001, 2020, 2010):
        builders.structure(f"OF{year}", terms=((date(year, 1, 1), None),))
    assert [record.acronym for record in client.get("/en/").context["latest"]] == ["OF2020", "OF2010", "OF2001"]


def test_an_empty_register_has_a_home(client, db):
    assert "0 structures at work" in client.get("/en/").content.decode()
