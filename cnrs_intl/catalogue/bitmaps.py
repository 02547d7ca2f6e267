"""Bitmaps of records by facet and value, and answers for any day out of them.

A set of bitmaps is never changed: a change makes another set, which shares all bitmaps that stay the same.
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from pyroaring import BitMap

DAY_BITS = 22
KNOWN = DAY_BITS
"""The slice that holds all records whose day is known."""
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


def of_bytes(data: Any, *, start: int = 0, step: int = 1) -> BitMap:
    """Integers of four bytes, the highest first, as PostgreSQL sends them; of them every `step`th from `start` on."""
    numbers = array("I", bytes(data))
    if sys.byteorder == "little":
        numbers.byteswap()
    # Not as runs: many of them take 200 times as long to be met with others.
    return BitMap(numbers[start::step], optimize=False)


class Period(NamedTuple):
    """A value that holds from one day to another, both included, in days of `date.toordinal()`."""

    facet: str
    value: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What one record is found by. Periods of one facet and value must not overlap."""

    key: int
    values: Iterable[tuple[str, int]]
    days: Mapping[str, int] = field(default_factory=dict)
    periods: Iterable[Period] = ()


class Values(Mapping[int, BitMap]):
    """The bitmaps of one facet, thawed from their stored form when first read."""

    def __init__(self, bitmaps: Mapping[int, BitMap | bytes], sizes: Mapping[int, int] | None = None) -> None:
        self._bitmaps = dict(bitmaps)
        self._sizes = dict(sizes) if sizes is not None else {value: len(bits) for value, bits in bitmaps.items()}

    def __getitem__(self, value: int) -> BitMap:
        bits = self._bitmaps[value]
        if isinstance(bits, bytes):
            bits = self._bitmaps[value] = BitMap.deserialize(bits)
        return bits

    def __iter__(self) -> Iterator[int]:
        return iter(self._bitmaps)

    def __len__(self) -> int:
        return len(self._bitmaps)

    def size(self, value: int) -> int:
        """The number of records of a value, which stays as it is stored; 0 for one that no record has."""
        return self._sizes.get(value, 0)

    @cached_property
    def by_size(self) -> list[tuple[int, int]]:
        """Value and number of records of each, the largest first."""
        return sorted(self._sizes.items(), key=lambda pair: (-pair[1], pair[0]))

    def changed(self, without: BitMap, suspects: Iterable[int], more: Mapping[int, BitMap]) -> "Values":
        """The same after `without` left the values of `suspects` and `more` came in. Empty values go."""
        bitmaps, sizes = dict(self._bitmaps), dict(self._sizes)
        for value in {*suspects, *more}:
            old = self.get(value)
            bits = (BitMap() if old is None else old - without) | more.get(value, BitMap())
            if bits:
                bitmaps[value], sizes[value] = bits, len(bits)
            else:
                bitmaps.pop(value, None)
                sizes.pop(value, None)
        return Values(bitmaps, sizes)


class Bitmaps(Mapping[str, Values]):
    """All bitmaps at one version, by facet; a facet that nothing has is empty."""

    def __init__(self, facets: Mapping[str, Values]) -> None:
        self._facets = dict(facets)

    def __getitem__(self, facet: str) -> Values:
        return self._facets.get(facet, _NONE)

    def __iter__(self) -> Iterator[str]:
        return iter(self._facets)

    def __len__(self) -> int:
        return len(self._facets)

    def changed(self, keys: BitMap, entries: Iterable[Entry], former: Mapping[str, Iterable[int]]) -> "Bitmaps":
        """The same with `entries` in the place of all that was known of `keys`.

        `former` names the values that the keys may have had, for the facets where looking at all of them is long.
        """
        more = collect(entries)
        facets = {}
        for facet in {*self, *more}:
            values = self[facet]
            suspects = former.get(facet)
            if suspects is None:
                suspects = [value for value in values if not values[value].isdisjoint(keys)]
            facets[facet] = values.changed(keys, suspects, more[facet])
        return Bitmaps(facets)

    def days(self, name: str) -> "Days":
        return Days(self[name])

    def periods(self, facet: str) -> "Periods":
        return Periods(self, facet)


_NONE = Values({})


Place = tuple[str, int]
"""A facet and one of its values, or the name of a date and a day."""


def collect(entries: Iterable[Entry]) -> Bitmaps:
    """Turn records into bitmaps."""
    found: defaultdict[Place, list[int]] = defaultdict(list)
    days: defaultdict[Place, list[int]] = defaultdict(list)
    for entry in entries:
        key = entry.key
        for place in entry.values:
            found[place].append(key)
        for place in entry.days.items():
            days[place].append(key)
        for slot, (facet, value, first, last) in _slots(entry.periods):
            name = slot_name(facet, slot)
            found[name, value].append(key)
            days[first_days(name), first].append(key)
            days[last_days(name), last].append(key)
    return arrange(
        ((place, BitMap(keys)) for place, keys in found.items()),
        ((place, BitMap(keys)) for place, keys in days.items()),
    )


def arrange(values: Iterable[tuple[Place, BitMap]], days: Iterable[tuple[Place, BitMap]]) -> Bitmaps:
    """All bitmaps out of those of each value and of each day; a place may come several times.

    A day may come in parts, each with some of its bits: a record is then at each part.
    """
    facets: defaultdict[str, dict[int, BitMap]] = defaultdict(dict)
    for (facet, value), bits in values:
        known = facets[facet].get(value)
        facets[facet][value] = bits if known is None else known | bits
    by_day: defaultdict[str, list[tuple[int, BitMap]]] = defaultdict(list)
    for (name, day), bits in days:
        by_day[name].append((day, bits))
    for name, pairs in by_day.items():
        slices = {bit: [bits for day, bits in pairs if day >> bit & 1] for bit in range(DAY_BITS)}
        slices[KNOWN] = [bits for _day, bits in pairs]
        facets[name] = {bit: BitMap.union(*bitmaps) for bit, bitmaps in slices.items() if bitmaps}
    return Bitmaps({facet: Values(bitmaps) for facet, bitmaps in facets.items()})


def slot_name(facet: str, slot: int) -> str:
    """Where the values of the periods in one slot are."""
    return f"{facet}#{slot}"


def first_days(slot: str) -> str:
    return f"{slot} from"


def last_days(slot: str) -> str:
    return f"{slot} to"


def _slots(periods: Iterable[Period]) -> Iterator[tuple[int, Period]]:
    """Number the periods of each facet: a slot holds at most one period of a record."""
    used: dict[str, int] = {}
    for period in periods:
        slot = used[period.facet] = used.get(period.facet, -1) + 1
        yield slot, period


class Days:
    """A day for each record, cut in bits: comparing all records with a day takes one operation per bit."""

    def __init__(self, slices: Mapping[int, BitMap]) -> None:
        self._slices = slices

    @property
    def known(self) -> BitMap:
        return self._slices.get(KNOWN, BitMap())

    def until(self, day: int) -> BitMap:
        """Records whose day is `day` or earlier."""
        if day < FIRST_DAY:
            return BitMap()
        if day >= LAST_DAY:
            return self.known
        earlier, equal = BitMap(), self.known.copy()
        for bit in reversed(range(DAY_BITS)):
            ones = self._slices.get(bit)
            if day >> bit & 1:
                if ones is None:
                    earlier |= equal
                    return earlier
                earlier |= equal - ones
                equal &= ones
            elif ones is not None:
                equal -= ones
        return earlier | equal

    def total(self, records: BitMap) -> int:
        """The sum of the days of these records, of each that is known."""
        return sum(bits.intersection_cardinality(records) << bit for bit, bits in self._slices.items() if bit != KNOWN)

    def last(self, records: BitMap) -> int | None:
        """The last day of these records; None where none is known."""
        return self._furthest(records, later=True)

    def first(self, records: BitMap) -> int | None:
        return self._furthest(records, later=False)

    def _furthest(self, records: BitMap, *, later: bool) -> int | None:
        left, day = records & self.known, 0
        if not left:
            return None
        for bit in reversed(range(DAY_BITS)):
            ones = self._slices.get(bit, BitMap())
            preferred = left & ones if later else left - ones
            if later == bool(preferred):
                day |= 1 << bit
            left = preferred or left
        return day

    def in_order(self, records: BitMap, most: int, *, later: bool) -> list[int]:
        """The first `most` of these records by day, then by key; `later`: both from the last on.

        Those whose day is not known come at the end in either case.
        """
        found: list[int] = []
        waiting = [(records - self.known, -1), (records & self.known, DAY_BITS - 1)]
        while waiting and len(found) < most:
            group, bit = waiting.pop()
            while bit >= 0 and len(group) > 1:
                ones = group & self._slices.get(bit, BitMap())
                zeros = group - ones
                group, rest = (ones, zeros) if later else (zeros, ones)
                bit -= 1
                waiting.append((rest, bit))
            left = most - len(found)
            found += reversed(group[-left:]) if later else group[:left]
        return found

    def between(self, first: int, last: int) -> BitMap:
        """Records whose day is from `first` to `last`, both included."""
        return self.until(last) - self.until(first - 1)


class Periods:
    """The values of one facet with the days on which they hold."""

    def __init__(self, bitmaps: Bitmaps, facet: str) -> None:
        self._always = bitmaps[facet]
        self._slots: list[tuple[Values, Days, Days]] = []
        while values := bitmaps[slot_name(facet, len(self._slots))]:
            slot = slot_name(facet, len(self._slots))
            self._slots.append((values, bitmaps.days(first_days(slot)), bitmaps.days(last_days(slot))))

    def during(self, first: int, last: int) -> dict[int, BitMap]:
        """The records of each value that hold on at least one day from `first` to `last`."""
        found = {value: self._always[value] for value in self._always}
        for values, start, end in self._slots:
            holding = start.until(last) - end.until(first - 1)
            for value in values:
                bits = values[value] & holding
                if bits:
                    found[value] = found[value] | bits if value in found else bits
        return found

    def after(self, day: int) -> BitMap:
        """Records with a period that starts after `day`."""
        return BitMap.union(*(start.known - start.until(day) for _, start, _ in self._slots), BitMap())

    def ever(self) -> BitMap:
        """Records with a period, whenever it is."""
        always = (self._always[value] for value in self._always)
        return BitMap.union(*always, *(start.known for _, start, _ in self._slots), BitMap())
