from decimal import Decimal

import pytest
from django.db import connection

from partnerships.models import Participation, SocietalChallenge
from partnerships.views.contracts import LARGE_CONSORTIUM, by_country, total
from tests import builders
from tests.partnerships.views.figures import check_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return builders.partner("Home Organisation", iso2="FR", is_home=True)


def page(client, record) -> str:
    connection.check_constraints()
    return client.get(record.get_absolute_url()).content.decode()


def taking(contract, partner, role="participant", amount=None) -> Participation:
    return Participation.objects.create(
        collaboration=contract, partner=partner, role=role, ec_contribution=amount and Decimal(amount)
    )


def test_the_coordinator_comes_first_then_the_countries_of_most_participants():
    contract = builders.contract()
    taking(contract, builders.partner("Tokyo", iso2="JP"), amount=1)
    for name in ("Berlin", "Bonn"):
        taking(contract, builders.partner(name, iso2="DE"), amount=2)
    taking(contract, builders.partner("Santiago", iso2="CL"), role="coordinator", amount=7)
    nowhere = builders.partner("Nowhere", country=None, publication="draft")
    taking(contract, nowhere)
    groups = by_country(contract.participations.select_related("partner__country"))
    assert [str(group.country) for group in groups] == ["None", "Germany", "Japan", "None"]
    assert [[str(each.partner) for each in group.participations] for group in groups] == [
        ["Santiago"], ["Berlin", "Bonn"], ["Tokyo"], ["Nowhere"]
    ]  # fmt: skip
    assert [group.contribution for group in groups] == [7, 4, 1, None]
    assert total([]) is None


def test_the_share_of_the_organisation(client, home):
    contract = builders.contract()
    taking(contract, home, amount=100_000)
    taking(contract, home, role="third_party", amount=50_000)
    shown = page(client, contract)
    assert "15 % of the EU contribution goes to the organisation" in shown
    assert "Participant, third party" in shown


def test_no_share_is_told_of_what_is_not_known(client, home):
    contract = builders.contract(ec_contribution=None)
    taking(contract, home, amount=100)
    assert "% of the EU contribution" not in page(client, contract)


def test_structures_with_the_same_partners_are_named_with_them_and_lead_to_their_list(client):
    shared, other, hidden = builders.partner("Shared"), builders.partner(), builders.partner("Hid", publication="draft")
    contract = builders.contract(partners=(shared, builders.partner(), hidden))
    builders.structure("MEETING", partners=(shared,))
    builders.structure("ELSEWHERE", partners=(other,))
    builders.structure("SECRET", partners=(shared,), publication="draft")
    shown = page(client, contract)
    assert "MEETING" in shown
    assert shown.count(">Shared</a>") == 2
    assert "ELSEWHERE" not in shown
    assert "SECRET" not in shown
    assert check_figures(client, contract.get_absolute_url()) >= 1


def test_more_structures_than_are_shown_are_counted(client):
    shared = builders.partner()
    contract = builders.contract(partners=(shared,))
    for _ in range(18):
        builders.structure(partners=(shared,))
    shown = page(client, contract)
    assert "As a list: all 18 structures" in shown
    assert shown.count('class="status') == 16


def test_challenges_of_the_record_and_of_its_part_of_the_programme(client):
    part = builders.programme("FP7-HEALTH", builders.programme("FP7"))
    by_part, own, other = (
        SocietalChallenge.objects.create(number=n, name_en=f"Challenge {n}", name_fr=f"Défi {n}") for n in (1, 2, 3)
    )
    by_part.programmes.add(builders.programme("FP7"))
    contract = builders.contract(programme=part)
    contract.challenges.add(own)
    shown = page(client, contract)
    assert "Challenge 1" in shown
    assert "Challenge 2" in shown
    assert str(other) not in shown


def test_citation_and_address_in_cordis(client):
    contract = builders.contract("OCEAN")
    shown = page(client, contract)
    assert f"cordis.europa.eu/project/id/{contract.grant_number}</a>" in shown
    assert f"http://testserver{contract.get_absolute_url()}, read on" in shown
    assert "cordis" not in page(client, builders.contract(is_demo=True))


def test_a_title_that_is_not_translated_is_marked(client):
    contract = builders.contract(title_en="Deep sea", title_fr="")
    assert '<span lang="en">' not in page(client, contract)
    french = client.get(f"/fr/contracts/{contract.slug}/").content.decode()
    assert '<span lang="en">Deep sea</span>' in french


def test_a_large_consortium_is_told_by_country_and_folded(client):
    small, large = (
        builders.contract(partners=tuple(builders.partner() for _ in range(number)))
        for number in (LARGE_CONSORTIUM, LARGE_CONSORTIUM + 1)
    )
    folded = "All participants by country"
    assert folded not in page(client, small)
    shown = page(client, large)
    assert shown.index(">Japan</a>") < shown.index(folded)


def test_the_staff_finds_the_contracts_of_a_partner_that_is_not_public(client, admin_client):
    hidden = builders.partner("Hidden", publication="draft")
    builders.contract("OURS", partners=(hidden,))
    builders.contract("OTHER")
    connection.check_constraints()
    found = admin_client.get("/en/contracts/", {"partner": hidden.slug}).context["list"]
    assert [row.acronym for row in found.page.object_list] == ["OURS"]
    assert client.get("/en/contracts/", {"partner": hidden.slug}).status_code == 400
