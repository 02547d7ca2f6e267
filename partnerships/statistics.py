"""Numbers shown on several pages, each counted by the database from what the reader may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Sum

from partnerships.choices import Direction
from partnerships.models import Exchange, Structure, Succession

YEARS_OF_BALANCE = 5


@dataclass(frozen=True, kw_only=True)
class ExchangeBalance:
    """People received and sent by year, and what remains over the last years counted."""

    years: list[tuple[int, int, int]]
    """(year, received, sent)"""
    since: int
    balance: int
    is_demo: bool


def exchange_balance(structure: Structure) -> ExchangeBalance | None:
    """None when nobody was counted."""
    exchanges = Exchange.objects.filter(site__structure=structure)
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    for row in exchanges.order_by("year").values("year", "direction").annotate(people=Sum("head_count")):
        counted[row["year"]][row["direction"]] = row["people"]
    if not counted:
        return None
    years = [
        (year, people.get(Direction.RECEIVED, 0), people.get(Direction.SENT, 0)) for year, people in counted.items()
    ]
    since = years[-1][0] - YEARS_OF_BALANCE + 1
    return ExchangeBalance(
        years=years,
        since=since,
        balance=sum(received - sent for year, received, sent in years if year >= since),
        is_demo=exchanges.filter(is_demo=True).exists(),
    )


def pathway(structure: Structure, user: Any, day: date) -> list[Structure]:
    """The structures that led to this one and those that followed it, oldest first, with their dates."""
    links = list(Succession.objects.visible_to(user).values_list("predecessor", "successor"))
    before = _reachable(structure.pk, {(successor, predecessor) for predecessor, successor in links})
    after = _reachable(structure.pk, set(links))
    if len(before | after) == 1:
        return []
    found = Structure.objects.visible_to(user).filter(pk__in=before | after).select_related("instrument")
    steps: dict[int, Any] = {step.pk: step for step in found.as_of(day)}
    depth = {key: len(_reachable(key, {(successor, predecessor) for predecessor, successor in links})) for key in steps}
    return sorted(steps.values(), key=lambda step: (depth[step.pk], step.start or date.max, step.pk))


def _reachable(start: int, links: set[tuple[int, int]]) -> set[int]:
    seen, waiting = set(), [start]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += [goal for origin, goal in links if origin == key]
    return seen
