"""People of the staff, and the day on which they look."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User

from partnerships.choices import StaffRole
from partnerships.models import Scope
from partnerships.needs import REASONS, Reader, groups
from partnerships.services.staff import set_up_groups
from tests import builders

TODAY = date(2026, 3, 15)


@pytest.fixture
def office(db):
    return builders.office("Tokyo", covers=("JP",))


@pytest.fixture
def reader_of(office):
    """A reader of the role, with the office of Tokyo as scope."""
    set_up_groups()

    def make(role=StaffRole.REVIEWER):
        user = User.objects.create_user(f"{role.value}-{builders.next_number()}", is_staff=True)
        user.groups.add(Group.objects.get(name=role.value))
        Scope.objects.create(user=user).offices.add(office)
        return Reader(User.objects.get(pk=user.pk), TODAY)

    return make


@pytest.fixture
def found(reader_of):
    """The names, in order, of the records that need somebody of the role for the reason."""

    def names(key, role=StaffRole.REVIEWER):
        made = groups([REASONS[key]], reader_of(role))
        return [line.name for group in made for line in group.lines]

    return names
