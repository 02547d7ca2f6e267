import pytest

from partnerships.models import FundingScheme
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_programme_holds_the_contracts_of_its_parts(found):
    part = builders.programme("FP7-PEOPLE", parent=builders.programme("FP7"))
    builders.programme("H2020")
    record = builders.contract(programme=part)
    assert found("contracts", record, programme="FP7-PEOPLE")
    assert found("contracts", record, programme="FP7")
    assert not found("contracts", record, programme="H2020")
    assert not found("contracts", builders.contract(), programme="FP7-PEOPLE")


def test_scheme(found):
    scheme = FundingScheme.objects.create(code="MC-IEF", name_en="Fellowship")
    record = builders.contract(scheme=scheme)
    assert found("contracts", record, scheme="MC-IEF")
    assert not found("contracts", builders.contract(), scheme="MC-IEF")


def test_the_grant_number_finds_the_contract(ask):
    record = builders.contract()
    builders.contract()
    assert ask("contracts", q=record.grant_number) == {record.get_absolute_url()}
