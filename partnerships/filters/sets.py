"""Questions that sets of records answer, which are counted once for each version of the catalogue."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from pyroaring import BitMap

from cnrs_intl.catalogue.faceting import ValuesField
from cnrs_intl.catalogue.filters import ChoicesFilter, Verb
from partnerships.catalogue import CatalogueIndex

Sets = Callable[[CatalogueIndex], Mapping[str, BitMap]]


class SetFilter(Verb):
    """Records of the sets of these names; a set that is not there is empty."""

    def __init__(self, sets: Sets, **extra: Any) -> None:
        super().__init__(verb="", **extra)
        self.sets = sets

    def keys(self, index: CatalogueIndex, names: list[str]) -> BitMap:
        sets = self.sets(index)
        return BitMap.union(BitMap(), *(sets.get(name, BitMap()) for name in names))


class SetChoices(SetFilter, ChoicesFilter):
    """Its sets are few, each with a check box."""

    def __init__(self, sets: Sets, *, choices: Mapping[str, Any], **extra: Any) -> None:
        super().__init__(sets, choices=list(choices.items()), **extra)


class PassageFilter(SetFilter):
    """Instruments passed from and to, such as LIA-IRL; chosen by links, it has no control."""

    multiple = True

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = ValuesField(label=self.label, required=False, knows=self.knows)
        return self._field

    def knows(self, value: str) -> bool:
        codes = value.split("-")
        return len(codes) == len(("from", "to")) and all(self.parent.words.knows("instrument", code) for code in codes)

    def arguments(self, value: Any) -> list[Any]:
        return list(value or ())

    def chips(self, value: Any) -> list[tuple[str, str]]:
        return [(each, each.replace("-", " → ")) for each in value or ()]


def within_sets(
    filters: Mapping[str, Any], asked: Mapping[str, Any], index: CatalogueIndex, within: BitMap | None
) -> BitMap | None:
    """The records `within` that are in the sets asked for; None: all, nothing is asked."""
    for name, each in filters.items():
        if isinstance(each, SetFilter) and asked.get(name):
            keys = each.keys(index, asked[name])
            within = keys if within is None else within & keys
    return within
