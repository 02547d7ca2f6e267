from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cnrs_intl import urls
from offices.models import Country
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


@pytest.fixture
def staff(db) -> Client:
    user = get_user_model().objects.create_user("staff", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(params=["anonymous", "staff"])
def reader(request, db) -> Client:
    return request.getfixturevalue("staff") if request.param == "staff" else Client()
