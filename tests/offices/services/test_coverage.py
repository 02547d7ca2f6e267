from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from offices.services.coverage import office_in_charge
from tests import builders

DAY = date(2014, 1, 1)
ANYBODY = AnonymousUser()
pytestmark = pytest.mark.django_db


def test_the_office_of_the_day_is_in_charge():
    tokyo = builders.office("Tokyo", covers=("JP",))
    japan = builders.country("JP")
    assert office_in_charge(japan, ANYBODY, DAY) == tokyo
    tokyo.coverages.update(end=date(2013, 12, 31))
    assert office_in_charge(japan, ANYBODY, DAY) is None
    assert office_in_charge(japan, ANYBODY, date(2013, 12, 31)) == tokyo


def test_no_country_and_a_country_without_office_have_none():
    builders.office("Tokyo", covers=("JP",))
    assert office_in_charge(None, ANYBODY, DAY) is None
    assert office_in_charge(builders.country("DE"), ANYBODY, DAY) is None


def test_a_hidden_office_is_in_charge_for_those_who_see_it(admin_user):
    draft = builders.office("Tokyo", covers=("JP",), publication="draft")
    japan = builders.country("JP")
    assert office_in_charge(japan, ANYBODY, DAY) is None
    assert office_in_charge(japan, admin_user, DAY) == draft
