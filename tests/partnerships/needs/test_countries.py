from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection

from partnerships.choices import StaffRole
from partnerships.needs import REASONS, Reader, groups
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.partnerships.needs.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    set_up_groups()
    user = User.objects.create_user("administrator", is_staff=True)
    user.groups.add(Group.objects.get(name=StaffRole.ADMINISTRATOR.value))
    return Reader(User.objects.get(pk=user.pk), TODAY)


def test_a_country_with_something_running_needs_an_office(administrator, office):
    builders.structure(iso2="DE")
    builders.contract(country=builders.country("CL"), start=date(2025, 1, 1), end=date(2028, 1, 1))
    builders.structure(iso2="DE", terms=((date(2010, 1, 1), None),))
    builders.structure(iso2="JP")
    builders.structure(iso2="US", terms=((date(2001, 1, 1), date(2004, 1, 1)),))
    connection.check_constraints()
    (group,) = groups([REASONS["uncovered"]], administrator)
    assert [(line.name, line.why.split()[0]) for line in group.lines] == [("Germany", "2"), ("Chile", "1")]


def test_those_of_one_office_do_not_set_coverages(reader_of):
    builders.structure(iso2="DE")
    assert groups([REASONS["uncovered"]], reader_of()) == []
