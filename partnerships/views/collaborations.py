from dataclasses import replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.facet_views import VALUES_SHOWN, FacetLinks, FacetView, facet_view
from cnrs_intl.catalogue.filters import BadQueryError
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.maps import world_map
from cnrs_intl.catalogue.pagination import LAST_NUMBERED_PAGE, Page
from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue.rows import fetch
from partnerships.filters.catalogue import CatalogueFilterSet
from partnerships.models import Collaboration
from partnerships.tables.collaborations import CollaborationTable, prepare
from partnerships.views.files import CatalogueFiles
from partnerships.views.years import Timeline

RELEVANCE = "relevance"
MOST_PARTNERS = 100
FEW = VALUES_SHOWN + 1
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


class CollaborationList(CatalogueFiles, ListPage):
    """Structures and EU contracts together: search, exact facets, map and timeline, as of any day."""

    name = "collaborations"
    title = _("Collaborations")
    noun = ngettext_lazy("%(count)s collaboration", "%(count)s collaborations", "number")
    introduction = _("Structures and EU contracts together. Every count is exact; this address keeps the question.")
    queryset = Collaboration.objects.all()
    filterset_class = CatalogueFilterSet
    table_class = CollaborationTable
    default_order = "-start"
    template_name = "partnerships/collaborations.html"

    filterset: CatalogueFilterSet

    @property
    def total(self) -> int:
        return self.filterset.result.total

    @cached_property
    def order(self) -> str:
        default = RELEVANCE if self.filterset.query.get("q") else self.default_order
        order = self.filterset.query.get("order", default)
        if order != RELEVANCE and order.removeprefix("-") not in ORDERS:
            known = {"known": ", ".join([RELEVANCE, *ORDERS])}
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
        rows = fetch(ids, self.filterset.index.staff, self.filterset.result.day)
        for record, status in zip(rows, self.filterset.result.statuses([row.pk for row in rows]), strict=True):
            prepare(record).status = status
        return rows

    def extra_context(self) -> dict[str, Any]:
        return {
            "map": self.map(),
            "timeline": self.timeline(),
            "near": self.filterset.result.suggestions() if not self.total else [],
        }

    def facets(self) -> list[FacetView]:
        label = gettext("Status on %(day)s") % {"day": in_words(self.filterset.day)}
        views = [replace(view, label=label) if view.name == "status" else view for view in super().facets()]
        return [*views, *self.partners()]

    def partners(self) -> list[FacetView]:
        """Those in most of these collaborations, and those chosen: there are too many to list all."""
        result, whole = self.filterset.result, self.filterset.unfolded == "partner"
        found = {slug: (name, count) for slug, name, count in result.named_partners(MOST_PARTNERS if whole else FEW)}
        for partner in self.filterset.form.cleaned_data["partner"]:
            found.setdefault(partner.slug, (partner.name, result.count_of_partner(partner.pk)))
        if not found:
            return []
        counts = {slug: count for slug, (_name, count) in found.items()}
        view = facet_view(
            self.filterset, "partner", self.question(), counts, whole=whole, label=lambda slug: found[slug][0]
        )
        return [replace(view, number=None)]

    def map(self) -> SafeString:
        """The country facet, drawn."""
        links = FacetLinks(self.filterset, "country", self.question())
        counts, words = self.filterset.result.counts.get("country", {}), self.filterset.words
        return world_map(
            counts, lambda iso2: words.label("country", iso2), lambda iso2: f"?{links.to(iso2)}", set(links.chosen)
        )

    def timeline(self) -> Timeline:
        years = [(year, starts, active) for year, (starts, active) in self.filterset.result.timeline.items()]
        return Timeline(years, lambda year: self.question_with("starts_in", year))

    @classmethod
    def orders(cls) -> dict[str, Any]:
        return ORDERS

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
