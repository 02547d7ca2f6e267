"""Choosing among records by facets, with exact counts: operations on bitmaps, no query."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import and_

from pyroaring import BitMap

Facet = Mapping[str, BitMap]
Chosen = Mapping[str, Collection[str]]


class FacetIndex:
    """The values of each facet as bitmaps of records, over a universe. Never changed once made.

    Values chosen in one facet mean “or”, facets mean “and”. A count is the size of the list that one gets by choosing
    that value in its facet: what is already chosen there does not narrow it, what is chosen elsewhere does.
    """

    def __init__(self, universe: BitMap, facets: Mapping[str, Facet], uncounted: Iterable[str] = ()) -> None:
        self.universe = universe
        self.facets = dict(facets)
        self._counted = [name for name in facets if name not in set(uncounted)]
        self._counts_of_all = lru_cache(1)(lambda: self._sizes(self._counted, self.universe))

    def select(self, chosen: Chosen, within: BitMap | None = None) -> BitMap:
        """Records with one of the values in each facet chosen; `within` is a narrower universe, such as a text's."""
        return self._narrowed(self._chosen(chosen).values(), within)

    def counts(self, chosen: Chosen, within: BitMap | None = None) -> dict[str, dict[str, int]]:
        """Facet -> value -> number of records. A value without records is left out, unless it is chosen."""
        bitmaps = self._chosen(chosen)
        unchosen = [name for name in self._counted if name not in bitmaps]
        counts = self._counts(unchosen, self._narrowed(bitmaps.values(), within))
        for name in self._counted:
            if name in bitmaps:
                others = [bits for other, bits in bitmaps.items() if other != name]
                own = self._counts([name], self._narrowed(others, within))[name]
                counts[name] = dict.fromkeys(chosen[name], 0) | own
        return counts

    def known(self, facet: str, value: str) -> bool:
        return value in self.facets[facet]

    def _chosen(self, chosen: Chosen) -> dict[str, BitMap]:
        return {
            name: _union([self.facets[name][value] for value in values if self.known(name, value)])
            for name, values in chosen.items()
            if values
        }

    def _narrowed(self, bitmaps: Iterable[BitMap], within: BitMap | None) -> BitMap:
        narrow = sorted(bitmaps, key=len)
        if within is not None:
            narrow.insert(0, within)
        # Two by two: `BitMap.intersection` copies the first of them, which takes longer than all the rest.
        return reduce(and_, narrow, self.universe) if narrow else self.universe

    def _counts(self, names: Iterable[str], selection: BitMap) -> dict[str, dict[str, int]]:
        """Counts over everything are remembered: a page without a choice asks for all, one with a choice for some."""
        if selection is self.universe:
            return {name: dict(self._counts_of_all()[name]) for name in names}
        return self._sizes(names, selection)

    def _sizes(self, names: Iterable[str], selection: BitMap) -> dict[str, dict[str, int]]:
        size = selection.intersection_cardinality
        return {
            name: {value: count for value, bits in self.facets[name].items() if (count := size(bits))} for name in names
        }


def _union(bitmaps: list[BitMap]) -> BitMap:
    """One bitmap stands for itself: with a million records, its copy would take longer than what is asked of it."""
    return bitmaps[0] if len(bitmaps) == 1 else BitMap.union(BitMap(), *bitmaps)


@dataclass(frozen=True)
class Selection:
    """What is chosen in an index, and its answer; `within` is a narrower universe."""

    facets: FacetIndex
    chosen: Chosen
    within: BitMap | None = None

    @cached_property
    def ids(self) -> BitMap:
        return self.facets.select(self.chosen, self.within)

    @property
    def total(self) -> int:
        return len(self.ids)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Facet -> value -> how many one gets by choosing that value."""
        return self.facets.counts(self.chosen, self.within)
