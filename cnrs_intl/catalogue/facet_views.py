"""Facets as a page shows them: each value with its exact count and the link that chooses it or gives it up.

A page has more than a hundred values. They are written here, from constant pieces and what each has of its own: as
templates, they would cost more than all the rest of the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from html import escape
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.faceting import FacetedFilterSet
from cnrs_intl.catalogue.numbers import grouped

VALUES_SHOWN = 10
_quoted = lru_cache(4_096)(quote_plus)
_ITEM = (
    '<li{chosen}><svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
    '<rect width="{share}" height="10"/></svg><a id="{id}" href="?{query}"{current}>{label}{mark}</a> '
    '<span class="count">{count}</span></li>'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetValue:
    value: str
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
    values: list[FacetValue]
    """Those that are shown: the first ones, or all."""
    number: int | None
    """How many values there are, where they are all counted."""
    is_cut: bool
    """There are more than are shown."""
    can_be_cut: bool
    query: str
    """The query string of the same page with all values of this facet; with the first ones where all are shown."""

    @property
    def items(self) -> SafeString:
        """The values as items of an HTML list."""
        words = _("(chosen: give up)")
        given_up = f'<span class="unseen"> {escape(words)}</span>'
        return SafeString(
            "".join(
                _ITEM.format(
                    chosen=' class="chosen"' if value.chosen else "",
                    current=' aria-current="true"' if value.chosen else "",
                    mark=given_up if value.chosen else "",
                    share=value.share,
                    id=escape(f"{self.name}={_quoted(value.value)}"),
                    query=escape(value.query),
                    label=escape(value.label),
                    count=grouped(value.count),
                )
                for value in self.values
            )
        )


class FacetLinks:
    """Query strings that choose one more value of a facet, or one less. `question`: the list's own query string."""

    def __init__(self, filterset: FacetedFilterSet[Any], name: str, question: str) -> None:
        in_use = filterset.filters[name].arguments(filterset.form.cleaned_data.get(name))
        self.chosen = [str(value) for value in in_use]
        query = QueryDict(question, mutable=True)
        query.pop(name, None)
        self._name, self._others = name, query.urlencode()
        self._with_chosen = self._query(self.chosen)

    def to(self, value: str) -> str:
        if value in self.chosen:
            return self._query([each for each in self.chosen if each != value])
        more = f"{self._name}={_quoted(value)}"
        return f"{self._with_chosen}&{more}" if self._with_chosen else more

    def _query(self, values: list[str]) -> str:
        own = (f"{self._name}={_quoted(each)}" for each in values)
        return "&".join(part for part in (self._others, *own) if part)


def facet_view(
    filterset: FacetedFilterSet[Any],
    name: str,
    question: str,
    counts: Mapping[str, int],
    *,
    whole: bool = False,
    label: Callable[[str], str] | None = None,
) -> FacetView:
    """A facet with its values: those chosen first, then the most frequent ones, as many as are shown, or the `whole`.

    `label`: the words of a value; those of the list's vocabulary where it is not given.
    """
    links, most = FacetLinks(filterset, name, question), max(counts.values()) or 1
    label = label or (lambda value: filterset.words.label(name, value))
    shown = len(counts) if whole else max(VALUES_SHOWN, len(links.chosen))
    in_order = nsmallest(shown, counts.items(), key=lambda pair: (pair[0] not in links.chosen, -pair[1], pair[0]))
    values = [
        FacetValue(
            value=value,
            label=label(value),
            count=count,
            query=links.to(value),
            chosen=value in links.chosen,
            share=round(100 * count / most),
        )
        for value, count in in_order
    ]
    query = question if whole else "&".join(part for part in (question, f"all={name}") if part)
    title = capfirst(str(filterset.filters[name].label))
    return FacetView(
        name=name,
        label=title,
        values=values,
        number=len(counts),
        is_cut=len(values) < len(counts),
        can_be_cut=len(counts) > VALUES_SHOWN,
        query=query,
    )
