"""The way from first contact to joint laboratory: which structures led to one and which followed it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from graphlib import TopologicalSorter
from typing import Any

from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects

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

    With each one, the keys of those that it follows directly. They have `start`, `end`, and their terms and codes at
    hand. A structure that `user` may not see ends the way. At most four queries, however long it is.
    """
    links = _links(structure.pk)
    others = {key for link in links for key in link} - {structure.pk}
    found = Structure.objects.visible_to(user).filter(pk__in=others).select_related("instrument")
    steps = [structure, *found] if others else [structure]
    prefetch_related_objects(steps, *_dated_facts())
    seen = {step.pk: _dated(step) for step in steps}
    links = [link for link in links if link[0] in seen and link[1] in seen]
    reached = _reachable(structure.pk, ((after, before) for before, after in links))
    reached |= _reachable(structure.pk, links)
    origins = {key: {before for before, after in links if after == key and before in reached} for key in reached}
    return [(seen[key], origins[key]) for key in _in_order(origins, seen)]


def _dated_facts() -> list[Prefetch]:
    return [
        Prefetch("codes", queryset=StructureCode.objects.select_related("instrument")),
        Prefetch("terms", queryset=Term.objects.order_by("start", "pk")),
    ]


def _dated(step: Any) -> Any:
    """The rule of `with_dates`, of terms that are at hand."""
    terms = step.terms.all()
    last = max((term.end or OPEN_END for term in terms), default=OPEN_END)
    step.start = min((term.start for term in terms), default=None)
    step.end = last if last != OPEN_END else None
    return step


def status_on(step: Any, day: date) -> Status:
    """The rule of `with_status`, of a step of a pathway."""
    terms = step.terms.all()
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
