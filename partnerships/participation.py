"""The organisation's part in the programmes of the EU: contracts, coordination and amounts, by part and by year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from pyroaring import BitMap

from offices.models.countries import HOME_COUNTRY
from partnerships.catalogue import CatalogueIndex, CatalogueResult
from partnerships.catalogue.aggregates import Sums, coordinated, sums
from partnerships.catalogue.views import CONTRACTS

LEVELS = 2
"""Of the tree of a programme, that are shown together."""
NONE_KNOWN = Sums()


@dataclass(frozen=True, kw_only=True)
class Share:
    """Some of the contracts: `query` is that of the list of exactly these."""

    value: str
    query: str
    count: int
    coordinated: int
    sums: Sums = NONE_KNOWN
    level: int = 0
    years: list[tuple[int, int, str]] = field(default_factory=list)
    """(year, how many start in it, the query of their list)"""

    @property
    def rate(self) -> int:
        """Of these contracts, in percent, the coordinated ones."""
        return round(100 * self.coordinated / self.count) if self.count else 0

    @property
    def coordinated_query(self) -> str:
        return f"{self.query}&coordinated=yes" if self.query else "coordinated=yes"


class Participation:
    """Of all contracts, or of those of one programme (its code) and of its parts."""

    def __init__(self, index: CatalogueIndex, day: date, code: str = "") -> None:
        self.index, self.day, self.code = index, day, code
        self._tree: list[tuple[int, str, int | None]] = [
            (key, name, parent) for key, name, parent in index.views.words.get("programmes", [])
        ]

    @cached_property
    def result(self) -> CatalogueResult:
        chosen = {"programme": [self.code]} if self.code else {}
        return self.index.query(part=CONTRACTS, chosen=chosen, day=self.day)

    @cached_property
    def whole(self) -> Share:
        return self._share("", self.result.ids, {}, sums=self._sums(self._within(self._root)))

    @cached_property
    def active(self) -> Share:
        active = self.result.facets.facets["status"].get("active", BitMap())
        return self._share("active", active, {"status": "active"})

    @cached_property
    def undated(self) -> Share:
        unknown = self.result.facets.facets["status"].get("unknown", BitMap())
        return self._share("unknown", unknown, {"status": "unknown"})

    @cached_property
    def years(self) -> list[Share]:
        """By year of the start, from the first year with one to the last."""
        started = self.index.views.bitmaps["start_year"]
        known = [year for year in started if not started[year].isdisjoint(self.result.ids)]
        if not known:
            return []
        keys = self._within(self._root)
        return [
            self._share(
                str(year), started.get(year, BitMap()), {"starts_in": year}, sums=self._sums(keys, year)
            )
            for year in range(min(known), max(known) + 1)
        ]  # fmt: skip

    @cached_property
    def parts(self) -> list[Share]:
        """The parts of the programme, and theirs, each followed by its own; those without a contract are left out."""
        return list(self._parts(self._root, 0))

    def values(self, facet: str) -> list[Share]:
        """The values of a facet, those of the most contracts first; the organisation's country is left out."""
        counts = self.result.counts.get(facet, {})
        order = sorted(counts, key=lambda value: (-counts[value], value))
        bitmaps = self.result.facets.facets[facet]
        return [
            self._share(value, bitmaps[value], {facet: value})
            for value in order
            if not (facet == "country" and value == HOME_COUNTRY)
        ]

    @cached_property
    def _coordinated(self) -> BitMap:
        return coordinated(self.index)

    @cached_property
    def _amounts(self) -> Mapping[tuple[int, int | None], Sums]:
        return sums(self.index)

    @cached_property
    def _root(self) -> int | None:
        return next((key for key, code, _parent in self._tree if code == self.code), None)

    def _parts(self, root: int | None, level: int) -> Iterator[Share]:
        if level == LEVELS:
            return
        bitmaps = self.result.facets.facets["programme"]
        for key, code, parent in sorted(self._tree, key=lambda each: each[1]):
            if parent == root and (bits := bitmaps.get(code)) is not None and bits.intersect(self.result.ids):
                yield self._share(
                    code,
                    bits,
                    {"programme": code},
                    sums=self._sums(self._within(key)),
                    level=level,
                    years=self._by_year(bits, code),
                )
                yield from self._parts(key, level + 1)

    def _share(
        self,
        value: str,
        bits: BitMap,
        question: dict[str, str | int],
        *,
        sums: Sums = NONE_KNOWN,
        level: int = 0,
        years: list[tuple[int, int, str]] | None = None,
    ) -> Share:
        found = bits & self.result.ids
        asked = ({"programme": self.code} if self.code else {}) | question
        return Share(
            value=value,
            query=urlencode(asked),
            count=len(found),
            coordinated=found.intersection_cardinality(self._coordinated),
            sums=sums,
            level=level,
            years=years or [],
        )

    def _by_year(self, bits: BitMap, code: str) -> list[tuple[int, int, str]]:
        started, found = self.index.views.bitmaps["start_year"], bits & self.result.ids
        counts = {year: started[year].intersection_cardinality(found) for year in sorted(started)}
        return [
            (year, count, urlencode({"programme": code, "starts_in": year})) for year, count in counts.items() if count
        ]

    def _within(self, root: int | None) -> set[int]:
        """A programme with its parts at any depth; all of them for none."""
        found: set[int] = set()
        waiting = [key for key, _code, parent in self._tree if key == root or (root is None and parent is None)]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += [child for child, _code, parent in self._tree if parent == key]
        return found

    def _sums(self, programmes: set[int], year: int | None = None) -> Sums:
        some = (each for (key, first), each in self._amounts.items() if key in programmes and year in (None, first))
        return sum(some, NONE_KNOWN)
