from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from partnerships.statistics import exchange_balance, pathway
from tests import builders

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture
def structure():
    return builders.structure()


def site_of(structure):
    return structure.sites.get(role="main")


def steps(structure, user=ANYBODY):
    return [step.acronym for step in pathway(structure, user, localdate())]


def test_nobody_counted_is_no_balance(structure):
    assert exchange_balance(structure) is None


def test_people_are_added_over_sites_and_categories(structure):
    elsewhere = builders.extension(structure)
    elsewhere.exchanges.all().delete()
    for site, category, people in (
        (site_of(structure), "student", 2),
        (elsewhere, "student", 3),
        (elsewhere, "engineer", 4),
    ):
        builders.exchange(site, 2014, category=category, head_count=people)
    builders.exchange(elsewhere, 2014, direction="sent", head_count=10)
    balance = exchange_balance(structure)
    assert balance.years == [(2014, 9, 10)]
    assert balance.balance == -1


def test_a_direction_that_was_not_counted_is_zero(structure):
    builders.exchange(site_of(structure), 2013, direction="sent", head_count=2)
    builders.exchange(site_of(structure), 2015, head_count=7)
    assert exchange_balance(structure).years == [(2013, 0, 2), (2015, 7, 0)]


def test_the_balance_is_that_of_the_last_five_years_counted(structure):
    for year, people in ((2009, 100), (2010, 1), (2012, 2), (2014, 4)):
        builders.exchange(site_of(structure), year, head_count=people)
    balance = exchange_balance(structure)
    assert (balance.since, balance.balance) == (2010, 7)
    assert len(balance.years) == 4


def test_one_made_up_count_marks_the_whole(structure):
    builders.exchange(site_of(structure), 2013)
    assert not exchange_balance(structure).is_demo
    builders.exchange(site_of(structure), 2014, is_demo=True)
    assert exchange_balance(structure).is_demo


def test_other_structures_do_not_count(structure):
    builders.exchange(site_of(builders.structure()))
    assert exchange_balance(structure) is None


def test_a_structure_alone_has_no_pathway(structure):
    assert steps(structure) == []


def test_a_pathway_reads_the_same_from_each_of_its_steps():
    names = ("PICS", "LIA", "UMI")
    pics, lia, umi = (builders.structure(name) for name in names)
    builders.succession(lia, umi)
    builders.succession(pics, lia)
    assert steps(pics) == steps(lia) == steps(umi) == list(names)


def test_of_two_first_steps_the_older_comes_first():
    young = builders.structure("YOUNG", terms=((date(2010, 1, 1), None),))
    old = builders.structure("OLD", terms=((date(2000, 1, 1), None),))
    joint = builders.structure("JOINT", terms=((date(2015, 1, 1), None),))
    builders.succession(young, joint)
    builders.succession(old, joint)
    assert steps(joint) == ["OLD", "YOUNG", "JOINT"]
    assert steps(old) == ["OLD", "JOINT"]


def test_a_step_that_is_not_public_breaks_the_pathway_for_the_public(admin_user):
    first, hidden, last = (
        builders.structure(name, publication=state)
        for name, state in (("FIRST", "published"), ("HIDDEN", "draft"), ("LAST", "published"))
    )
    builders.succession(first, hidden)
    builders.succession(hidden, last)
    assert steps(first) == []
    assert steps(first, admin_user) == ["FIRST", "HIDDEN", "LAST"]
