from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from partnerships.models import StructureCode
from partnerships.services.term_rules import Period
from partnerships.statistics.pathways import pathway
from partnerships.views.pathways import MOST_LANES, levels, life
from tests import builders

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def drawn(record):
    return levels(pathway(record, AnonymousUser()), record, DAY)


def said(found):
    return [
        [(stage.label, stage.start and stage.start.year, stage.end and stage.end.year) for stage in level]
        for level in found
    ]


@pytest.fixture
def renamed():
    """A UMI that became an IRL: terms from 2004 to 2028, the code changed in 2019."""
    terms = [(date(2004, 1, 1), date(2015, 12, 31)), (date(2016, 1, 1), date(2020, 12, 31))]
    terms.append((date(2021, 1, 1), date(2028, 12, 31)))
    record = builders.structure("LIMMS", kind="IRL", code="IRL 2820", terms=tuple(terms))
    record.codes.update(start=date(2019, 1, 1))
    umi = {"start": date(2004, 1, 1), "end": date(2018, 12, 31)}
    StructureCode.objects.create(structure=record, instrument=builders.instrument("UMI"), code="UMI 2820", **umi)
    return record


def test_a_renamed_structure_has_a_stage_for_each_code(renamed):
    found = drawn(renamed)
    assert said(found) == [[("UMI 2820", 2004, 2018)], [("IRL 2820", 2019, None)]]
    (umi,), (irl,) = found
    assert (umi.is_present, irl.is_present) == (False, True)
    assert [len(stage.terms) for stage in (umi, irl)] == [2, 1]


def test_what_came_before_stands_before_all_the_stages_it_led_to(renamed):
    lia = builders.structure("FIRST", kind="LIA", terms=((date(2000, 1, 1), date(2003, 12, 31)),))
    lia.codes.all().delete()
    side = builders.structure("SIDE", kind="PICS", terms=())
    side.codes.all().delete()
    builders.succession(lia, renamed)
    builders.succession(side, renamed)
    found = drawn(renamed)
    assert said(found) == [
        [("LIA", 2000, 2003), ("PICS", None, None)],
        [("UMI 2820", 2004, 2018)],
        [("IRL 2820", 2019, None)],
    ]
    assert [stage.is_here for level in found for stage in level] == [False, False, True, True]


def test_an_open_code_of_a_structure_that_ended_ends_with_it():
    record = builders.structure(code="UMI 1", terms=((date(2000, 1, 1), date(2012, 12, 31)),))
    assert said(drawn(record)) == [[("UMI 1", 2000, 2012)]]
    assert not drawn(record)[0][0].is_present


def test_a_term_after_the_last_code_has_a_stage_of_the_instrument():
    terms = (date(2010, 1, 1), date(2013, 12, 31)), (date(2014, 1, 1), date(2017, 12, 31))
    record = builders.structure(code="UMI 1", terms=terms)
    record.codes.update(end=date(2013, 12, 31))
    assert said(drawn(record)) == [[("UMI 1", 2010, 2013)], [("UMI", 2014, 2017)]]


def test_lanes_hold_the_terms_and_after_the_last_own_one_what_could_follow(renamed):
    ordered = [stage for level in drawn(renamed) for stage in level]
    picture = life(ordered, [Period(date(2029, 1, 1), date(2033, 12, 31))], DAY)
    assert [(lane.label, len(lane.bars), len(lane.possible)) for lane in picture.lanes] == [
        ("UMI 2820", 2, 0),
        ("IRL 2820", 1, 1),
    ]
    assert picture.years[0][1] == 2004
    assert picture.lanes[1].possible[0].x > picture.today


def test_a_structure_without_terms_is_not_drawn_whatever_came_before():
    record = builders.structure(terms=())
    builders.succession(builders.structure(), record)
    assert life([stage for level in drawn(record) for stage in level], (), DAY) is None


def test_of_many_structures_that_led_to_one_some_are_drawn(renamed):
    for _ in range(MOST_LANES + 5):
        builders.succession(builders.structure(terms=((date(1990, 1, 1), date(1994, 1, 1)),)), renamed)
    ordered = [stage for level in drawn(renamed) for stage in level]
    picture = life(ordered, (), DAY)
    assert len(picture.lanes) <= MOST_LANES
    assert picture.lanes[-1].label == "IRL 2820"
