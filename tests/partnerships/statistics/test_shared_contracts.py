from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from partnerships.statistics.shared_contracts import shared_contracts
from tests import builders

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def pair():
    return builders.partner("Left"), builders.partner("Right")


def shared(pair, user=ANYBODY, most=10):
    connection.check_constraints()  # what a commit does: the catalogue follows
    return shared_contracts([partner.pk for partner in pair], user, most)


def test_partners_without_a_contract_share_nothing(pair):
    builders.structure(partners=pair)
    builders.contract(partners=(builders.partner(),))
    assert shared(pair) is None


def test_contracts_with_two_of_the_partners_are_named_and_those_with_one_counted(pair):
    both = builders.contract("BOTH", partners=pair)
    builders.contract("ONE", partners=pair[:1])
    found = shared(pair)
    assert (found.contracts, found.together, found.with_any) == ([both], 1, 2)


def test_where_none_has_two_those_with_one_are_named_youngest_first(pair):
    old = builders.contract("OLD", partners=pair[:1], start=date(2009, 1, 1))
    young = builders.contract("YOUNG", partners=pair[1:], start=date(2013, 1, 1))
    found = shared(pair)
    assert (found.contracts, found.together, found.with_any) == ([young, old], 0, 2)


def test_more_are_counted_than_named(pair):
    for _ in range(4):
        builders.contract(partners=pair)
    found = shared(pair, most=3)
    assert (len(found.contracts), found.together) == (3, 4)


def test_a_draft_is_neither_counted_nor_named(pair, admin_user):
    builders.contract(partners=pair, publication="draft")
    assert shared(pair) is None
    assert shared(pair, admin_user).together == 1


def test_the_number_of_contracts_and_partners_costs_no_query(django_assert_max_num_queries):
    partners = [builders.partner() for _ in range(12)]
    for _ in range(8):
        builders.contract(partners=tuple(partners))
    connection.check_constraints()
    with django_assert_max_num_queries(5):  # two of them by check_constraints
        assert shared(partners).together == 8
