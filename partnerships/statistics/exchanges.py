"""People received and sent, counted by the database: by year, by category and by site."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cnrs_intl.catalogue.statements import Given, statement
from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange

YEARS_OF_BALANCE = 5


@dataclass(frozen=True)
class Flow:
    """People who came and people who went."""

    received: int = 0
    sent: int = 0

    def __add__(self, other: "Flow") -> "Flow":
        return Flow(self.received + other.received, self.sent + other.sent)

    @property
    def balance(self) -> int:
        return self.received - self.sent

    @property
    def people(self) -> int:
        return self.received + self.sent


@dataclass(frozen=True, kw_only=True)
class ExchangeBalance:
    """People received and sent by year and category, and what remains over the last years counted."""

    counts: dict[tuple[int, ExchangeCategory], Flow]
    """By year and category, in order: the earliest year first, categories as in `ExchangeCategory`."""
    is_demo: bool
    """At least one of the counts is made up."""

    @cached_property
    def years(self) -> list[tuple[int, Flow]]:
        return _added((year, flow) for (year, _category), flow in self.counts.items())

    @property
    def until(self) -> int:
        """The last year counted."""
        return self.years[-1][0]

    @property
    def since(self) -> int:
        """The first year counted of the last five, over which the balance is taken."""
        return next(year for year, _flow in self.years if year > self.until - YEARS_OF_BALANCE)

    @cached_property
    def recent(self) -> Flow:
        """The last years together."""
        return sum((flow for year, flow in self.years if year >= self.since), Flow())

    @cached_property
    def rolling(self) -> list[tuple[int, Flow]]:
        """For each year counted, the five years that end with it together: the trend of the balance."""
        return [
            (last, sum((flow for year, flow in self.years if last - YEARS_OF_BALANCE < year <= last), Flow()))
            for last, _flow in self.years
        ]

    @cached_property
    def categories(self) -> list[tuple[ExchangeCategory, Flow]]:
        """The last years by category."""
        return _added((category, flow) for (year, category), flow in self.counts.items() if year >= self.since)


def exchange_balance(exchanges: QuerySet[Exchange]) -> ExchangeBalance | None:
    """Counted with one query; None when nobody was counted."""
    return _balance(_counted(exchanges))


def balance_of(place: str, key: int) -> ExchangeBalance | None:
    """The same of one place: a “site”, or all sites of a structure, “site__structure”."""
    return _balance(_counted_at(place).read(key=key))


@statement
def _counted_at(place: str) -> QuerySet[Any]:
    return _counted(Exchange.objects.filter(**{place: Given("key")}))


def _counted(exchanges: QuerySet[Any]) -> QuerySet[Any]:
    grouped = exchanges.order_by().values("year", "category", "direction")
    return grouped.annotate(people=Sum("head_count"), made_up=BoolOr("is_demo"))


def _balance(rows: Iterable[dict[str, Any]]) -> ExchangeBalance | None:
    places = list(ExchangeCategory)
    found: dict[tuple[int, ExchangeCategory], Flow] = defaultdict(Flow)
    is_demo = False
    for row in rows:
        received = row["direction"] == Direction.RECEIVED
        key = row["year"], ExchangeCategory(row["category"])
        found[key] += Flow(row["people"], 0) if received else Flow(0, row["people"])
        is_demo = is_demo or row["made_up"]
    if not found:
        return None
    ordered = sorted(found, key=lambda key: (key[0], places.index(key[1])))
    return ExchangeBalance(counts={key: found[key] for key in ordered}, is_demo=is_demo)


def is_within(balance: ExchangeBalance | None, tolerance: int | None) -> bool | None:
    """Whether the received and the sent of the last years differ by no more people than agreed upon.

    None: nothing was agreed upon, or nobody was counted.
    """
    if balance is None or tolerance is None:
        return None
    return abs(balance.recent.balance) <= tolerance


def flows_by(field: str, exchanges: QuerySet[Exchange], since: int, most: int) -> dict[int | None, Flow]:
    """Of the years from `since`, by key of the site or of the home institution (`field`), None where it is not known.

    Those with most people come first, and there are at most `most`.
    """

    def people(direction: str) -> Coalesce:
        return Coalesce(Sum("head_count", filter=Q(direction=direction)), 0)

    grouped = exchanges.filter(year__gte=since).order_by().values(field)
    counted = grouped.annotate(received=people(Direction.RECEIVED), sent=people(Direction.SENT))
    largest = counted.order_by((F("received") + F("sent")).desc(), field)[:most]
    return {row[field]: Flow(row["received"], row["sent"]) for row in largest}


def _added(pairs: Iterable[tuple[Any, Flow]]) -> list[tuple[Any, Flow]]:
    """The flows of each key together, in the order of their first appearance."""
    found: dict[Any, Flow] = {}
    for key, flow in pairs:
        found[key] = found.get(key, Flow()) + flow
    return list(found.items())
