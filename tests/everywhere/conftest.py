from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cnrs_intl import urls
from offices.models import Country, Coverage, EmbassyService
from partnerships.models import Participation, PartnerName, Site, StructureCode, Term
from tests import builders

assert urls.urlpatterns, "the addresses are what fills the registries of lists and pages"

ROWS: dict[str, Callable[[], object]] = {
    "collaborations": lambda: builders.structure(partners=(builders.partner(),), institutes=("INSIS",)),
    "structures": lambda: builders.structure(
        partners=(builders.partner(), builders.partner(iso2="US")), institutes=("INSIS", "INC")
    ),
    "extensions": builders.extension,
    "partners": builders.partner,
    "contracts": lambda: builders.contract(partners=(builders.partner(), builders.partner(iso2="DE"))),
    "clusters": lambda: builders.cluster(structures=(builders.structure(),)),
    "offices": lambda: builders.office(f"City{builders.next_number()}", covers=()),
    "countries": lambda: Country.objects.create(
        iso2=(code := builders.next_code()), iso3=f"{code}X", cordis_code=code, name_en=code, name_fr=code,
        region=builders.region("europe"),
    ),
}  # fmt: skip


def grow_structure(record: Any) -> None:
    """One more of everything that the page of a structure shows."""
    number, partner = builders.next_number(), builders.partner()
    Participation.objects.create(collaboration=record, partner=partner)
    year = 1 + number % 1_900  # before the terms of builders
    Term.objects.create(structure=record, start=date(year, 1, 1), end=date(year, 12, 31))
    StructureCode.objects.create(structure=record, instrument=builders.instrument("LIA"), code=f"LIA {number}")
    site = Site.objects.create(
        structure=record, role="mirror", country=builders.country("JP"), host=partner, name=f"Site {number}"
    )
    builders.exchange(site, year=1950 + number % 100)
    builders.succession(builders.structure(), record)
    builders.contract(partners=(partner,))
    builders.extension(record, city_en=f"City {number}")
    builders.document(record)


def grow_partner(record: Any) -> None:
    builders.structure(partners=(record,))
    builders.contract(partners=(record,))
    PartnerName.objects.create(partner=record, text=f"Name {builders.next_number()}", kind="former")
    builders.partner(parent=record)
    builders.partner(successor=record)


def grow_contract(record: Any) -> None:
    number = builders.next_number()
    Participation.objects.create(collaboration=record, partner=builders.partner(), role="participant", position=number)


def grow_office(record: Any) -> None:
    """A country, with something that goes on there and something that ends soon."""
    country = ROWS["countries"]()
    Coverage.objects.create(office=record, country=country, start=date(2000, 1, 1))
    EmbassyService.objects.create(country=country, office=record, name_en=f"Service {country.iso2}")
    grow_country(country)


def grow_country(record: Any) -> None:
    partner = builders.partner(country=record)
    lab = builders.structure(partners=(partner,), country=record)
    builders.extension(lab)
    builders.contract(partners=(partner,))
    builders.cluster(country=record)


GROW: dict[str, Callable[[Any], None]] = {
    "structure": grow_structure,
    "extension": lambda record: builders.exchange(record, year=1950 + builders.next_number() % 100),
    "partner": grow_partner,
    "contract": grow_contract,
    "cluster": lambda record: record.structures.add(builders.structure()),
    "office": grow_office,
    "country": grow_country,
}
"""For each page, how to add one row to everything that it shows."""


@pytest.fixture
def staff(db) -> Client:
    user = get_user_model().objects.create_user("staff", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def readers(staff) -> dict[str, Client]:
    return {"anybody": Client(), "staff": staff}
