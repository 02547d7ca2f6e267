import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission

from cnrs_intl.permissions import PermissionsBackend

pytestmark = pytest.mark.django_db


def test_permissions_are_those_of_the_account_and_of_its_groups_in_one_query(django_assert_num_queries):
    account = get_user_model().objects.create_user("amina")
    own, shared, _other = Permission.objects.order_by("pk")[:3]
    account.user_permissions.add(own)
    group = Group.objects.create(name="some")
    group.permissions.add(shared, own)
    account.groups.add(group)
    expected = ModelBackend().get_all_permissions(account)
    assert len(expected) == 2
    again = get_user_model().objects.get(pk=account.pk)
    with django_assert_num_queries(1):
        assert PermissionsBackend().get_all_permissions(again) == expected
