"""What the register says as a whole: passages between instruments, renewals, balance of exchanges."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import QuerySet, Sum
from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import FIRST_DAY, LAST_DAY
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.statements import Given, statement
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import Passage, by_terms, passages
from partnerships.catalogue.views import STRUCTURES
from partnerships.choices import Direction, Status
from partnerships.models import Exchange

DAYS_OF_YEAR = 365.25
YEARS_DRAWN = 12


@dataclass(frozen=True, kw_only=True)
class Balance:
    """People received and sent, by year: (year, received, sent)."""

    years: list[tuple[int, int, int]]
    is_demo: bool
    """Some of these counts are made up."""

    @property
    def drawn(self) -> list[tuple[int, tuple[int, int]]]:
        """The last years, also those in which nobody was counted: (year, (received, sent))."""
        counted = {year: (received, sent) for year, received, sent in self.years}
        last = max(counted)
        return [
            (year, counted.get(year, (0, 0))) for year in range(max(min(counted), last - YEARS_DRAWN + 1), last + 1)
        ]

    @property
    def received(self) -> int:
        return sum(received for _year, received, _sent in self.years)

    @property
    def sent(self) -> int:
        return sum(sent for _year, _received, sent in self.years)

    @property
    def difference(self) -> int:
        """More people received than sent; negative when more were sent."""
        return self.received - self.sent


def balance(exchanges: QuerySet[Exchange]) -> Balance | None:
    """Of these exchanges; None when nobody was counted. One query."""
    return _balance(_by_year(exchanges))


def balance_with(partner: int, sight: Sight) -> Balance | None:
    """The same of those with one partner, at the structures that the reader may see."""
    return _balance(_with_partner(sight).read(partner=partner))


@statement
def _with_partner(sight: Sight) -> QuerySet[Any]:
    return _by_year(Exchange.objects.all().in_sight(sight).filter(home=Given("partner")))


def _by_year(exchanges: QuerySet[Any]) -> QuerySet[Any]:
    rows = exchanges.order_by("year").values("year", "direction")
    return rows.annotate(people=Sum("head_count"), made_up=BoolOr("is_demo"))


def _balance(rows: Iterable[dict[str, Any]]) -> Balance | None:
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    is_demo = False
    for row in rows:
        counted[row["year"]][row["direction"]] = row["people"]
        is_demo = is_demo or row["made_up"]
    years = [
        (year, people.get(Direction.RECEIVED, 0), people.get(Direction.SENT, 0)) for year, people in counted.items()
    ]
    return Balance(years=years, is_demo=is_demo) if years else None


def visible_exchanges(index: CatalogueIndex) -> QuerySet[Exchange]:
    """Those of the structures that the reader may see."""
    return Exchange.objects.all().in_sight(index.sight)


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """The structures of one instrument, and how often their terms were renewed."""

    instrument: str
    structures: int
    dated: int
    """Those with at least one term."""
    renewed: int
    """Those with two terms or more."""
    renewals: int
    """Terms after the first ones."""
    ended: int
    """Those whose first and last day are known, and past."""
    life: float | None
    """Years from the first day to the last one of the ended ones, on average."""

    @property
    def rate(self) -> int:
        """In percent, of those with a term."""
        return round(100 * self.renewed / self.dated) if self.dated else 0

    @property
    def mean(self) -> float:
        return self.renewals / self.dated if self.dated else 0


def renewals(index: CatalogueIndex, day: date) -> list[Renewal]:
    """By instrument on `day`, in the order of the codes."""
    facets = index.query(part=STRUCTURES, day=day).facets
    ended = facets.facets["status"].get(Status.ENDED.value, BitMap())
    terms = by_terms(index)
    found = []
    for code, bits in sorted(facets.facets["kind"].items()):
        structures = bits & facets.universe
        if not structures or code == "contract":
            continue
        counts = {number: keys.intersection_cardinality(structures) for number, keys in terms.items()}
        over = structures & ended
        found.append(
            Renewal(
                instrument=code,
                structures=len(structures),
                dated=sum(counts.values()),
                renewed=sum(count for number, count in counts.items() if number > 1),
                renewals=sum((number - 1) * count for number, count in counts.items()),
                ended=len(over),
                life=mean_life(index, over),
            )
        )
    return found


def mean_life(index: CatalogueIndex, records: BitMap) -> float | None:
    """Years from the first to the last day, on average, of the records of which both are known."""
    start, end = index.views.bitmaps.days("start"), index.views.bitmaps.days("end")
    known = records & start.known & end.known
    if not known:
        return None
    return ((end.total(known) - start.total(known)) / len(known) + 1) / DAYS_OF_YEAR


@dataclass(frozen=True, kw_only=True)
class Step:
    """A passage from one instrument to another, and its share of the structures that were under the first one."""

    last: str
    following: str
    passage: Passage
    ever: int
    """How many structures were under the first one, whenever it was."""

    @property
    def rate(self) -> int:
        """In percent."""
        return round(100 * self.count / self.ever) if self.ever else 0

    @property
    def count(self) -> int:
        return len(self.passage.keys)

    @property
    def name(self) -> str:
        """As the list of structures takes it."""
        return f"{self.last}-{self.following}"


def steps(index: CatalogueIndex) -> list[Step]:
    """All passages, those of the most structures first."""
    ever = index.views.bitmaps.periods("kind").during(FIRST_DAY, LAST_DAY)
    keys = {code: key for key, code, _family in index.views.words.get("kinds", [])}

    def under(code: str, passed: BitMap) -> int:
        return len((ever.get(keys[code], BitMap()) | passed) & index.universe)

    found = [
        Step(last=last, following=following, passage=each, ever=under(last, each.keys))
        for (last, following), each in passages(index).items()
    ]
    return sorted(found, key=lambda step: (-step.count, step.name))


def families(index: CatalogueIndex, codes: Iterable[str]) -> dict[str, str]:
    """The family of each of these instruments."""
    known = {code: family for _key, code, family in index.views.words.get("kinds", [])}
    return {code: known.get(code, "") for code in codes}
