import pytest

from partnerships.models import PartnerName
from tests import builders

pytestmark = pytest.mark.django_db


def test_questions(found):
    record = builders.partner("Keio University", kind="university")
    other = builders.partner("Acme", iso2="US", kind="company")
    office = builders.office(covers=("JP",))
    questions = ({"type": "university"}, {"country": "JP"}, {"region": "asia-oceania"}, {"office": office.slug})
    for question in questions:
        assert found("partners", record, **question), question
        assert not found("partners", other, **question), question
    assert found("partners", other, type=["university", "company"])


def test_a_former_name_and_an_acronym_find_the_partner(ask):
    record = builders.partner("Sorbonne Université")
    builders.partner()
    PartnerName.objects.create(partner=record, text="Université Pierre-et-Marie-Curie", kind="former")
    PartnerName.objects.create(partner=record, text="UPMC", kind="acronym")
    for text in ("upmc", "pierre-et-marie", "Universite Pierre", "sorbonne"):
        assert ask("partners", q=text) == {record.get_absolute_url()}, text


def test_the_organisation_is_no_partner_of_itself(found):
    assert not found("partners", builders.partner("Home", is_home=True))
