import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from cnrs_intl.catalogue.rights import Level, level_of
from offices.models import Country, Office
from partnerships.choices import StaffRole
from partnerships.models import FrenchExtension, Laboratory, Participation, Scope, Structure
from partnerships.services.staff import set_up_groups

pytestmark = pytest.mark.django_db


def member(role):
    set_up_groups()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    return user


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (StaffRole.READER, Level.READER),
        (StaffRole.CONTRIBUTOR, Level.CONTRIBUTOR),
        (StaffRole.REVIEWER, Level.REVIEWER),
        (StaffRole.ADMINISTRATOR, Level.REVIEWER),
    ],
)
def test_the_level_of_each_role(role, level):
    user = member(role)
    assert {level_of(user, model) for model in (Structure, FrenchExtension, Participation)} == {level}
    keeps_reference = role == StaffRole.ADMINISTRATOR
    assert user.has_perm("offices.change_country") == user.has_perm("offices.change_office") == keeps_reference
    assert user.has_perm("partnerships.view_scope") == user.has_perm("auth.change_user") == keeps_reference
    assert user.has_perm("catalogue.see_everything") == keeps_reference
    assert all(user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}") for model in (Country, Office))
    assert level_of(user, Laboratory) == (level if level == Level.REVIEWER else Level.READER)


def test_nobody_but_a_superuser_touches_groups_or_history():
    user = member(StaffRole.ADMINISTRATOR)
    assert not any(user.has_perm(f"auth.{action}_group") for action in ("add", "change", "delete"))
    assert not user.has_perm("admin.delete_logentry")


def test_a_second_run_mends_what_was_changed_and_makes_nothing_twice(capsys):
    granted = set_up_groups()
    Group.objects.get(name="reader").permissions.clear()
    assert set_up_groups() == granted
    assert {group.name: group.permissions.count() for group in Group.objects.all()} == granted
    call_command("set_up_roles")
    assert f"contributor: {granted['contributor']} permissions" in capsys.readouterr().out
    assert Scope.objects.count() == 0
