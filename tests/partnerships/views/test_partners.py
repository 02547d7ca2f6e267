from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Infrastructure, InfrastructureAccess, PartnerName
from partnerships.views.partners import MANY_CONTRACTS
from tests import builders
from tests.partnerships.views.figures import check_figures

pytestmark = pytest.mark.django_db
PAST = ((date(2000, 1, 1), date(2003, 12, 31)),)


def page(client, record) -> str:
    connection.check_constraints()
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def fill(partner, number) -> None:
    """Something of every kind and status that the page tells apart."""
    for _ in range(number):
        builders.structure(partners=(partner,))
        builders.structure(partners=(partner,), terms=PAST)
        builders.structure(partners=(partner,), terms=((date(2200, 1, 1), None),))
        builders.structure(partners=(partner,), terms=())
        builders.contract(partners=(partner, builders.partner()), end=date(2100, 1, 1))
        builders.contract(partners=(partner,))
        builders.contract(partners=(partner,), start=None, end=None)
        builders.extension(host=partner)
        builders.exchange(builders.extension(), home=partner, year=2000 + builders.next_number() % 20)


def test_past_and_present_are_apart_and_every_figure_is_the_count_of_its_list(client):
    partner = builders.partner()
    fill(partner, 2)
    shown = page(client, partner)
    for title in ("Now", "To come", "Before", "Without known dates"):
        assert f"<h3>{title} " in shown
    assert check_figures(client, partner.get_absolute_url()) == 9


def test_rows_are_limited_and_the_list_has_them_all(client):
    partner = builders.partner()
    for _ in range(17):
        builders.contract(partners=(partner,))
    assert "As a list: all 17 records" in page(client, partner)
    assert page(client, partner).count('class="status') == 15


def test_the_page_of_the_organisation_itself_and_of_a_draft_for_the_staff(client, admin_client):
    home, draft = builders.partner(iso2="FR", is_home=True), builders.partner(publication="draft")
    builders.contract("OURS", partners=(home, draft))
    assert "OURS" in page(client, home)
    assert "OURS" in page(admin_client, draft)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert check_figures(client, home.get_absolute_url()) == 3


def test_many_contracts_and_no_structure_are_remarked(client):
    partner = builders.partner()
    remark = "Many EU contracts together, and no structure yet."
    for _ in range(MANY_CONTRACTS - 1):
        builders.contract(partners=(partner,))
    assert remark not in page(client, partner)
    builders.contract(partners=(partner,))
    assert remark in page(client, partner)
    builders.structure(partners=(partner,), terms=PAST)
    assert remark not in page(client, partner)


def test_names_are_told_with_their_time_and_spellings_apart(client):
    partner = builders.partner()
    for text, kind in (("Old Name", "former"), ("ON", "acronym"), ("OLD NMAE", "variant")):
        PartnerName.objects.create(partner=partner, text=text, kind=kind, end=date(2011, 12, 31))
    shown = page(client, partner)
    assert shown.index("ON") < shown.index("Old Name") < shown.index("Spellings") < shown.index("OLD NMAE")
    assert "31 December 2011" in shown


def test_infrastructures_open_to_it_with_their_conditions_the_closed_ones_last(client):
    partner = builders.partner()
    for name, end, state in (
        ("Closed", date(2010, 1, 1), "published"),
        ("Open", None, "published"),
        ("No", None, "draft"),
    ):
        made = Infrastructure.objects.create(slug=name.lower(), name_fr=f"{name} Station", publication=state)
        InfrastructureAccess.objects.create(
            infrastructure=made, partner=partner, start=date(2005, 1, 1), end=end, conditions_en="Ask first."
        )
    shown = page(client, partner)
    assert shown.index("Open Station") < shown.index("Closed Station") < shown.index("not open today")
    assert shown.count("Ask first.") == 2
    assert "No Station" not in shown


def test_people_exchanged_with_it_by_year_of_what_may_be_seen(client, admin_client):
    partner, seen, hidden = builders.partner(), builders.structure(), builders.structure(publication="draft")
    for lab in (seen, hidden):
        site = builders.extension(lab)
        builders.exchange(site, 2012, home=partner, head_count=4)
        builders.exchange(site, 2014, home=partner, head_count=1, direction="sent")
    assert "Received: 4 people. Sent: 1. Balance: <strong>+3</strong>" in page(client, partner)
    assert "Received: 8 people. Sent: 2." in page(admin_client, partner)
    assert ">2013</text>" in page(client, partner)


def test_relations_and_the_office_in_charge(client):
    whole, before = builders.partner("Whole"), builders.partner("Earlier")
    partner = builders.partner(parent=whole)
    type(before).objects.filter(pk=before.pk).update(successor=partner)
    builders.partner("Small part", parent=partner)
    builders.office("Tokyo", covers=("JP",))
    shown = page(client, partner)
    for name in ("Whole", "Earlier", "Small part", "Tokyo"):
        assert name in shown


def test_number_of_queries_does_not_grow(client, admin_client):
    partner = builders.partner()

    def queries():
        counts = []
        connection.check_constraints()
        for reader in (client, admin_client):
            for _ in range(2):
                with CaptureQueriesContext(connection) as captured:
                    reader.get(partner.get_absolute_url())
            counts.append(len(captured))
        return counts

    fill(partner, 2)
    few = queries()
    fill(partner, 20)
    assert queries() == few
    assert max(few) <= 25
