"""The way from first contact to joint laboratory: which structures led to one and which followed it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from graphlib import TopologicalSorter
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import Given, statement
from partnerships.choices import Status
from partnerships.models import Structure, StructureCode, Term
from partnerships.models.periods import a_year_after
from partnerships.models.structures import OPEN_END

# Walks the links from one structure, each step by an index: the number of all links does not matter.
_LINKS = """
WITH RECURSIVE before(predecessor_id, successor_id) AS (
    SELECT predecessor_id, successor_id FROM partnerships_succession WHERE successor_id = %(key)s
    UNION
    SELECT link.predecessor_id, link.successor_id
    FROM partnerships_succession link JOIN before ON link.successor_id = before.predecessor_id
), after(predecessor_id, successor_id) AS (
    SELECT predecessor_id, successor_id FROM partnerships_succession WHERE predecessor_id = %(key)s
    UNION
    SELECT link.predecessor_id, link.successor_id
    FROM partnerships_succession link JOIN after ON link.predecessor_id = after.successor_id
)
SELECT predecessor_id, successor_id FROM before UNION SELECT predecessor_id, successor_id FROM after
"""
Link = tuple[int, int]


def pathway(structure: Structure, user: Any) -> list[tuple[Structure, set[int]]]:
    """The structures that led to this one, itself, and those that followed it; each after all that led to it.

    With each one, the keys of those that it follows directly. They have `start`, `end`, `own_terms` and
    `own_codes`. A structure that `user` may not see ends the way. At most four queries, however long it is.
    """
    links = _links(structure.pk)
    others = {key for link in links for key in link} - {structure.pk}
    found = _others(sight_of(user)).read(keys=as_array(others)) if others else []
    seen = {step.pk: step for step in (structure, *found)}
    _give_dates(seen)
    links = [link for link in links if link[0] in seen and link[1] in seen]
    reached = _reachable(structure.pk, ((after, before) for before, after in links))
    reached |= _reachable(structure.pk, links)
    origins = {key: {before for before, after in links if after == key and before in reached} for key in reached}
    return [(seen[key], origins[key]) for key in _in_order(origins, seen)]


@statement
def _others(sight: Sight) -> QuerySet[Any]:
    return Structure.objects.all().in_sight(sight).filter(Among("pk", Given("keys"))).select_related("instrument")


@statement
def _codes() -> QuerySet[StructureCode]:
    codes = StructureCode.objects.filter(Among("structure_id", Given("keys"))).select_related("instrument")
    return codes.order_by(F("start").desc(nulls_last=True), "pk")


@statement
def _terms() -> QuerySet[Term]:
    return Term.objects.filter(Among("structure_id", Given("keys"))).order_by("start", "pk")


def _give_dates(steps: dict[int, Any]) -> None:
    """`own_codes` and `own_terms` of each step, and its first and last day by the rule of `with_dates`."""
    keys = as_array(steps)
    for step in steps.values():
        step.own_codes, step.own_terms = [], []
    for code in _codes().read(keys=keys):
        steps[code.structure_id].own_codes.append(code)
    for term in _terms().read(keys=keys):
        steps[term.structure_id].own_terms.append(term)
    for step in steps.values():
        last = max((term.end or OPEN_END for term in step.own_terms), default=OPEN_END)
        step.start = min((term.start for term in step.own_terms), default=None)
        step.end = last if last != OPEN_END else None


def status_on(step: Any, day: date) -> Status:
    """The rule of `with_status`, of a step of a pathway."""
    terms = step.own_terms
    if any(term.contains(day) for term in terms):
        return Status.ENDING_SOON if step.end and step.end <= a_year_after(day) else Status.ACTIVE
    if any(term.start > day for term in terms):
        return Status.UPCOMING
    return Status.ENDED if terms else Status.UNKNOWN


def _links(key: int) -> list[Link]:
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, {"key": key})
        return cursor.fetchall()


def _reachable(start: int, links: Iterable[Link]) -> set[int]:
    goals: dict[int, list[int]] = defaultdict(list)
    for origin, goal in links:
        goals[origin].append(goal)
    seen, waiting = set(), [start]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += goals[key]
    return seen


def _in_order(origins: dict[int, set[int]], steps: dict[int, Any]) -> list[int]:
    """Each key after its origins; among those that could come next, the older structure first."""
    sorter = TopologicalSorter(origins)
    sorter.prepare()
    ordered: list[int] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda key: (steps[key].start is None, steps[key].start, key))
        ordered += ready
        sorter.done(*ready)
    return ordered
