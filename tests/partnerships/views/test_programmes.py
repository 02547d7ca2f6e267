from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import FundingScheme, Participation, Programme, SocietalChallenge
from tests import builders
from tests.partnerships.views.figures import check_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return builders.partner("Home", iso2="FR", is_home=True)


def make(home, number, *, start=2013):
    """Contracts of two parts, some coordinated, in several years, with partners from several countries."""
    root = builders.programme("FP7")
    part = builders.programme("FP7-PEOPLE", root)
    leaf = builders.programme("FP7-PEOPLE-ITN", part)
    scheme = FundingScheme.objects.get_or_create(code="MC-ITN")[0]
    challenge = SocietalChallenge.objects.get_or_create(number=1, defaults={"name_en": "Sea", "name_fr": "Mer"})[0]
    challenge.programmes.add(part)
    partners = [builders.partner(iso2=iso2) for iso2 in ("DE", "JP", "FR")]
    for place in range(number):
        contract = builders.contract(
            programme=(root, part, leaf)[place % 3], scheme=scheme if place % 2 else None,
            start=date(start + place % 3, 1, 1), end=date(2100, 1, 1), partners=tuple(partners[: place % 4]),
        )  # fmt: skip
        role = "coordinator" if place % 2 else "participant"
        Participation.objects.create(collaboration=contract, partner=home, role=role, ec_contribution=1000)
    connection.check_constraints()


@pytest.mark.parametrize("path", ["", "FP7/", "FP7-PEOPLE/", "FP7-PEOPLE-ITN/"])
def test_every_figure_is_the_count_of_its_list(client, home, path):
    make(home, 13)
    builders.contract(start=None, end=None)
    connection.check_constraints()
    assert check_figures(client, f"/en/programmes/{path}") > 10


def test_staff_figures_are_those_of_staff_lists(admin_client, home):
    make(home, 6)
    builders.contract(publication="draft", partners=(home,))
    connection.check_constraints()
    assert check_figures(admin_client, "/en/programmes/") > 10
    assert b"<strong>7</strong> EU contracts" in admin_client.get("/en/programmes/").content


def test_amounts_are_rolled_up_the_tree(client, home):
    make(home, 12)
    whole, part = (client.get(f"/en/programmes/{path}").content.decode() for path in ("", "FP7-PEOPLE/"))
    assert "€0.0\u00a0M" in whole  # 12 × 1000 €
    assert "€12.0\u00a0M" in whole
    assert "€8.0\u00a0M" in part
    assert "FP7-PEOPLE-ITN" in part


def test_parts_without_a_contract_and_years_before_the_first_are_left_out(client, home):
    make(home, 3)
    Programme.objects.create(code="FP7-EMPTY", name_en="Empty", parent=builders.programme("FP7"))
    page = client.get("/en/programmes/").content.decode()
    assert "FP7-EMPTY" not in page
    assert "starts_in=2012" not in page
    assert "starts_in=2013" in page
    assert "No contract is recorded" in client.get("/en/programmes/FP7-EMPTY/").content.decode()


def test_number_of_queries_does_not_grow(client, home):
    def queries():
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/en/programmes/FP7/").status_code == 200
        return len(captured)

    make(home, 6)
    few = queries()
    make(home, 40, start=1990)
    assert queries() == few <= 8


def test_a_programme_that_is_not_there_is_not_found(client):
    assert client.get("/en/programmes/XX/").status_code == 404
    assert client.get("/fr/programmes/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_page_is_made_once_for_a_version_and_an_edit_shows_on_the_next_request(client):
    home = builders.partner("Home", iso2="FR", is_home=True)
    make(home, 4)
    assert b"<strong>4</strong>" in client.get("/en/programmes/").content
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/programmes/")
    assert len(captured) == 1
    Participation.objects.filter(partner=home).update(ec_contribution=3_000_000)
    assert "€12.0\u00a0M</strong> from the EU to the organisation" in client.get("/en/programmes/").content.decode()
    assert "Participation" in client.get("/fr/programmes/").content.decode()
