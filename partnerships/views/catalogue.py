"""Lists of the catalogue or of a part of it: their pages are walked in the index, at any size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue import exports
from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.facet_views import FacetView
from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.filters import BadQueryError
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.pagination import LAST_NUMBERED_PAGE, Page
from cnrs_intl.catalogue.search import QueryError
from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import Given, statement
from partnerships.filters.collaborations import CollaborationFilterSet

RELEVANCE = "relevance"
ORDERS = {
    "start": _("start"),
    "end": _("end"),
    "title": _("title"),
    "budget": _("budget"),
}


class CataloguePage:
    """A page of the catalogue, in the words of Django's pages."""

    def __init__(self, page: Page, records: list[Any], size: int) -> None:
        self.page, self.object_list, self.size = page, records, size
        self.number = page.number

    def start_index(self) -> int | None:
        return (self.number - 1) * self.size + 1 if self.number else None

    def end_index(self) -> int | None:
        return (self.number - 1) * self.size + len(self.object_list) if self.number else None

    def has_next(self) -> bool:
        return self.page.has_next

    def has_previous(self) -> bool:
        return self.page.has_previous

    def has_other_pages(self) -> bool:
        return self.page.has_next or self.page.has_previous


class CatalogueList(ListPage):
    """Base of the lists that the catalogue's index answers: text, exact facets, orders and pages."""

    default_order = "-start"
    offered: ClassVar[tuple[str, ...]] = tuple(ORDERS)
    """The orders on offer, of ORDERS."""

    filterset: CollaborationFilterSet

    @property
    def total(self) -> int:
        return self.filterset.result.total

    @cached_property
    def order(self) -> str:
        default = RELEVANCE if self.filterset.query.get("q") else self.default_order
        order = self.filterset.query.get("order", default)
        if order != RELEVANCE and order.removeprefix("-") not in self.offered:
            known = {"known": ", ".join([RELEVANCE, *self.offered])}
            raise BadQueryError(
                {"order": [gettext("write one of %(known)s, with - before it for descending.") % known]}
            )
        return order

    @cached_property
    def page(self) -> CataloguePage:
        place = self.place()
        try:
            page = self.filterset.result.page(order=self.order, size=self.page_size, **place)
        except QueryError as error:
            side = next((name for name in ("after", "before") if name in place), "page")
            raise BadQueryError({side: [str(error)]}) from error
        return CataloguePage(page, self.records(page.ids), self.page_size)

    def place(self) -> dict[str, int]:
        """Which page: a number, or the record that it comes after or before."""
        query = self.filterset.query
        given = [name for name in ("page", "after", "before") if name in query]
        if len(given) > 1:
            raise BadQueryError({given[1]: [gettext("give only one of page, after and before.")]})
        if not given:
            return {}
        text = str(query[given[0]])
        if not (text.isascii() and text.isdecimal() and len(text) < len("1000000000")):
            raise BadQueryError({given[0]: [gettext("write a whole number.")]})
        return {"number" if given[0] == "page" else given[0]: int(text)}

    def records(self, ids: list[int]) -> list[Any]:
        """The rows of these keys, in their order, as of the day of the list."""
        rows = _rows(type(self), sight_of(self.request.user), self.filterset.day).read(keys=as_array(ids))
        found = {record.pk: record for record in rows}
        return [found[key] for key in ids if key in found]

    def stream(self) -> Iterator[Any]:
        keys = self.filterset.result.keys(self.order)
        while batch := list(islice(keys, exports.BATCH)):
            yield from self.records(batch)

    def extra_context(self) -> dict[str, Any]:
        return {"near": self.filterset.result.suggestions() if not self.total else []}

    def facets(self) -> list[FacetView]:
        label = gettext("Status on %(day)s") % {"day": in_words(self.filterset.day)}
        return [replace(view, label=label) if view.name == "status" else view for view in super().facets()]

    @classmethod
    def orders(cls) -> dict[str, Any]:
        return {name: ORDERS[name] for name in cls.offered}

    def sort_links(self) -> list[dict[str, Any]]:
        """As of every list, and by relevance where a text is searched."""
        links = super().sort_links()
        if self.filterset.query.get("q"):
            chosen = "descending" if self.order == RELEVANCE else ""
            label, query = capfirst(gettext("relevance")), self.question_with("order", RELEVANCE)
            links.insert(0, {"name": RELEVANCE, "label": label, "query": query, "direction": chosen})
        return links

    def next_query(self) -> str:
        return self.query_beside("after", -1)

    def previous_query(self) -> str:
        return self.query_beside("before", 0)

    def query_beside(self, side: str, place: int) -> str:
        """The next or previous page: by its neighbour, which costs the same on any page; by relevance, by number."""
        if self.order == RELEVANCE and self.page.number:
            return self.query_of_page(self.page.number + (1 if side == "after" else -1))
        return self.question_with(side, str(self.page.page.ids[place]))

    def page_links(self) -> list[tuple[int | str, str]]:
        if not self.page.number:
            return [(1, self.query_of_page(1))]
        last = min(-(-self.total // self.page_size), LAST_NUMBERED_PAGE)
        near = range(max(1, self.page.number - 2), min(last, self.page.number + 2) + 1)
        numbers = sorted({1, last, *near})
        links: list[tuple[int | str, str]] = []
        for before, number in zip([0, *numbers], numbers, strict=False):
            if number > before + 1:
                links.append(("…", ""))
            links.append((number, self.query_of_page(number)))
        return links


@statement
def _rows(page: type[CatalogueList], sight: Sight, day: date) -> QuerySet[Any]:
    """The rows of some keys as of the day, with what their cells read."""
    records: Any = page.queryset.all()
    return page.table_class.fetch(records.in_sight(sight).as_of(day).filter(Among("pk", Given("keys"))), sight)
