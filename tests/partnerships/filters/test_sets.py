"""Questions that remembered sets answer, alone and with others."""

import pytest
from django.db import connection

from partnerships.models import Participation
from tests import builders

pytestmark = pytest.mark.django_db


def count(client, name, **question):
    connection.check_constraints()
    response = client.get(f"/en/{name}.json", question)
    assert response.status_code == 200
    return response.json()["count"]


def test_contracts_that_the_organisation_coordinates(client):
    home = builders.partner(iso2="FR", is_home=True)
    for role, start in (("coordinator", "2014-01-01"), ("coordinator", "2010-01-01"), ("participant", "2014-01-01")):
        Participation.objects.create(collaboration=builders.contract(start=start), partner=home, role=role)
    assert count(client, "contracts") == 3
    assert count(client, "contracts", coordinated="yes") == 2
    assert count(client, "contracts", coordinated="yes", starts_in="2014") == 1
    page = client.get("/en/contracts/", {"coordinated": "yes"}).content.decode()
    assert "2 EU contracts coordinated by the organisation" in page
    assert client.get("/en/contracts/", {"coordinated": "no"}).status_code == 400


def test_structures_by_renewal_by_the_contracts_of_their_partners_and_by_passage(client):
    partner = builders.partner()
    lab = builders.structure(kind="LIA", partners=(partner,))
    builders.succession(lab, builders.structure(kind="UMI"))
    builders.contract(partners=(partner,))
    assert count(client, "structures", renewed="no") == 2
    assert count(client, "structures", renewed="yes") == 0
    assert count(client, "structures", renewed=["yes", "no"]) == 2
    assert count(client, "structures", contracts="some") == 1
    assert count(client, "structures", contracts="none", kind="UMI") == 1
    assert count(client, "structures", contracts="none", kind="LIA") == 0
    assert count(client, "structures", passage="LIA-UMI") == 1
    assert count(client, "structures", passage="UMI-LIA") == 0


@pytest.mark.parametrize("value", ["LIA", "LIA-XXX", "-", "LIA-UMI-LIA"])
def test_a_passage_between_what_is_no_instrument_is_refused(client, value):
    builders.structure(kind="LIA")
    builders.structure(kind="UMI")
    connection.check_constraints()
    response = client.get("/en/structures/", {"passage": value})
    assert response.status_code == 400
    assert "is none of its values" in response.content.decode()


def test_partners_by_what_they_take_part_in(client):
    builders.country("US")
    one, other, both = (builders.partner() for _ in range(3))
    builders.contract(partners=(one, both))
    builders.structure(partners=(other, both))
    for value in ("contracts", "structures", "both"):
        assert count(client, "partners", takes_part=value) == 1
    assert count(client, "partners", takes_part=["contracts", "both"]) == 2
    assert count(client, "partners", takes_part="contracts", country="US") == 0
