from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser

from partnerships.models import Structure, StructureCode
from partnerships.statistics.pathways import pathway, status_on
from tests import builders

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def steps(structure, user=ANYBODY):
    return [step.acronym for step, _origins in pathway(structure, user)]


def test_a_structure_alone_is_its_own_pathway():
    alone = builders.structure("ALONE")
    assert pathway(alone, ANYBODY) == [(alone, set())]


def test_a_pathway_reads_the_same_from_each_of_its_steps():
    names = ("PICS", "LIA", "UMI")
    pics, lia, umi = (builders.structure(name) for name in names)
    builders.succession(lia, umi)
    builders.succession(pics, lia)
    assert steps(pics) == steps(lia) == steps(umi) == list(names)
    assert [origins for _step, origins in pathway(lia, ANYBODY)] == [set(), {pics.pk}, {lia.pk}]


def test_of_two_first_steps_the_older_comes_first():
    young = builders.structure("YOUNG", terms=((date(2010, 1, 1), None),))
    unknown = builders.structure("UNKNOWN", terms=())
    old = builders.structure("OLD", terms=((date(2000, 1, 1), None),))
    joint = builders.structure("JOINT", terms=((date(2015, 1, 1), None),))
    for before in (young, unknown, old):
        builders.succession(before, joint)
    assert steps(joint) == ["OLD", "YOUNG", "UNKNOWN", "JOINT"]
    assert steps(old) == ["OLD", "JOINT"]


def test_what_came_from_elsewhere_is_no_part_of_it():
    """Two laboratories that went into one are not on each other's way."""
    one, other, joint, last = (builders.structure(name) for name in ("ONE", "OTHER", "JOINT", "LAST"))
    builders.succession(one, joint)
    builders.succession(other, joint)
    builders.succession(joint, last)
    assert steps(one) == ["ONE", "JOINT", "LAST"]
    assert steps(last) == ["ONE", "OTHER", "JOINT", "LAST"]


def test_a_step_that_is_not_public_breaks_the_pathway_for_the_public(admin_user):
    first, hidden, last = (
        builders.structure(name, publication=state)
        for name, state in (("FIRST", "published"), ("HIDDEN", "draft"), ("LAST", "published"))
    )
    builders.succession(first, hidden)
    builders.succession(hidden, last)
    assert steps(first) == ["FIRST"]
    assert steps(first, admin_user) == ["FIRST", "HIDDEN", "LAST"]


def test_a_long_way_takes_four_queries_with_codes_and_terms(django_assert_num_queries):
    chain = [builders.structure(f"S{number:02}") for number in range(12)]
    for before, after in pairwise(chain):
        builders.succession(before, after)
    StructureCode.objects.create(structure=chain[3], instrument=builders.instrument("LIA"), code="LIA 3")
    with django_assert_num_queries(4):
        found = [step for step, _origins in pathway(chain[6], ANYBODY)]
        assert [code.instrument.code for code in found[3].own_codes] == ["UMI", "LIA"]
        assert all(step.own_terms[0].start == step.start for step in found)
    assert found == chain


@pytest.mark.parametrize(
    "terms",
    [
        (),
        ((date(2010, 1, 1), date(2013, 12, 31)),),
        ((date(2010, 1, 1), None),),
        ((date(2010, 1, 1), date(2010, 12, 31)), (date(2012, 1, 1), date(2019, 12, 31))),
    ],
)
def test_dates_and_status_of_a_step_are_those_of_the_lists(terms):
    structure = builders.structure(terms=terms)
    ((step, _origins),) = pathway(structure, ANYBODY)
    edges = (1900, 2009, 2010, 2011, 2012, 2013, 2014, 2018, 2019, 2020, 2100)
    for day in (date(year, *place) for year in edges for place in ((1, 1), (12, 31))):
        listed = Structure.objects.with_status(day).get(pk=structure.pk)
        assert (step.start, step.end, status_on(step, day)) == (listed.start, listed.end, listed.status)
