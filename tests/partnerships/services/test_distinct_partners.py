import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from partnerships.models import DistinctPartners
from partnerships.services.distinct_partners import tell_apart
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_pair_is_kept_once_in_the_order_of_its_keys_as_it_was_first_decided():
    older, younger = builders.partner(), builders.partner()
    first, second = (User.objects.create_user(name) for name in ("first", "second"))
    told = tell_apart(one=younger, other=older, by=first)
    assert tell_apart(one=older, other=younger, by=second) == told
    kept = DistinctPartners.objects.get()
    assert (kept.first, kept.second, kept.decided_by) == (older, younger, first)
    assert kept.decided_at is not None


def test_a_partner_is_not_told_apart_from_itself():
    partner = builders.partner()
    with pytest.raises(ValidationError, match="one record"):
        tell_apart(one=partner, other=partner, by=None)


@pytest.mark.parametrize("order", [1, -1])
def test_the_database_refuses_a_second_one_and_the_other_order(order):
    pair = [builders.partner(), builders.partner()]
    tell_apart(one=pair[0], other=pair[1], by=None)
    first, second = pair[::order]
    with pytest.raises(IntegrityError):
        DistinctPartners.objects.create(first=first, second=second)


def test_it_outlives_the_account_and_goes_with_a_partner():
    person = User.objects.create_user("gone")
    pair = [builders.partner(), builders.partner()]
    told = tell_apart(one=pair[0], other=pair[1], by=person)
    person.delete()
    told.refresh_from_db()
    assert told.decided_by is None
    pair[1].delete()
    assert not DistinctPartners.objects.exists()
