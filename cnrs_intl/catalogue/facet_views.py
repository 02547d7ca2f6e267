"""Facets as a page shows them: each value with its exact count and the link that chooses it or gives it up."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.text import capfirst

from cnrs_intl.catalogue.faceting import FacetedFilterSet

VALUES_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    label: str
    count: int
    query: str
    """The query string that chooses it, or, when it is chosen, gives it up."""
    chosen: bool
    share: int
    """Of the largest count of the facet, in percent: the bar behind it."""


@dataclass(frozen=True, kw_only=True)
class FacetView:
    name: str
    label: str
    first: list[FacetValue]
    more: list[FacetValue]


class FacetLinks:
    """Query strings that choose one more value of a facet, or one less. `question`: the list's own query string."""

    def __init__(self, filterset: FacetedFilterSet[Any], name: str, question: str) -> None:
        self.chosen: list[str] = filterset.form.cleaned_data.get(name) or []
        query = QueryDict(question, mutable=True)
        query.pop(name, None)
        self._name, self._others = name, query.urlencode()

    def to(self, value: str) -> str:
        kept = [each for each in self.chosen if each != value]
        values = kept if value in self.chosen else [*kept, value]
        own = "&".join(f"{self._name}={quote_plus(each)}" for each in values)
        return "&".join(part for part in (self._others, own) if part)


def facet_view(filterset: FacetedFilterSet[Any], name: str, question: str, counts: dict[str, int]) -> FacetView:
    """A facet with its values: those chosen first, then the most frequent ones."""
    links, most = FacetLinks(filterset, name, question), max(counts.values()) or 1
    in_order = sorted(counts.items(), key=lambda pair: (pair[0] not in links.chosen, -pair[1], pair[0]))
    values = [
        FacetValue(
            label=filterset.words.label(name, value),
            count=count,
            query=links.to(value),
            chosen=value in links.chosen,
            share=round(100 * count / most),
        )
        for value, count in in_order
    ]
    label = capfirst(str(filterset.filters[name].label))
    return FacetView(name=name, label=label, first=values[:VALUES_SHOWN], more=values[VALUES_SHOWN:])
