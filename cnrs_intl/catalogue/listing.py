"""A list: a queryset, a filter set and a table, and from these its page and its files.

`ListPage` names each step as a method that can be replaced alone. A subclass with a `name` is registered, and so
are its addresses: `structures/`, `structures.csv`, `.xlsx`, `.json`, one query string for all of them.
"""

from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views import View

from cnrs_intl.catalogue import exports
from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.facet_views import FacetView, facet_view
from cnrs_intl.catalogue.faceting import FacetedFilterSet
from cnrs_intl.catalogue.filters import DAY, PAGE_PARAMETERS, BadQueryError, FilterSet, without_empty
from cnrs_intl.catalogue.sight import sight_of
from cnrs_intl.catalogue.tables import Table

SUFFIXES = ("csv", "xlsx", "json")
WINDOW = 2


class ListPage(View):
    """Base of every list."""

    registry: ClassVar[dict[str, type["ListPage"]]] = {}

    name: ClassVar[str] = ""
    """The last part of the address and the name of its URL."""
    queryset: ClassVar[QuerySet[Any]]
    filterset_class: ClassVar[type[FilterSet]]
    table_class: ClassVar[type[Table]]
    noun: ClassVar[Any]
    """`ngettext_lazy` of “%(count)s structure”, its plural by the key “number”."""
    title: ClassVar[Any]
    """The name of the list in navigation."""
    introduction: ClassVar[Any] = ""
    default_order: ClassVar[str]
    page_size: ClassVar[int] = 25
    suffixes: ClassVar[tuple[str, ...]] = SUFFIXES
    """Each names a method `render_<suffix>`."""
    template_name: ClassVar[str] = "catalogue/list.html"

    http_method_names = ["get", "head", "options"]

    def __init_subclass__(cls, **extra: Any) -> None:
        super().__init_subclass__(**extra)
        if cls.name:
            ListPage.registry[cls.name] = cls

    @classmethod
    def orders(cls) -> dict[str, Any]:
        """The orders on offer, with their labels; each is asked for as it is or with - before it."""
        return cls.table_class.orders()

    @classmethod
    def urls(cls) -> list[URLPattern]:
        view = cls.as_view()
        return [
            path(f"{cls.name}/", view, {"suffix": "html"}, name=cls.name),
            re_path(rf"^{cls.name}\.(?P<suffix>{'|'.join(cls.suffixes)})$", view, name=f"{cls.name}-file"),
        ]

    def get(self, request: HttpRequest, suffix: str) -> HttpResponseBase:
        try:
            return getattr(self, f"render_{suffix}")()
        except BadQueryError as error:
            return self.render_bad_query(error, suffix)

    # The steps.

    @cached_property
    def filterset(self) -> FilterSet:
        visible = self.queryset.all().visible_to(self.request.user)  # type: ignore[attr-defined]
        return self.filterset_class(self.request.GET, visible, request=self.request)

    @cached_property
    def order(self) -> str:
        order = self.filterset.query.get("order", self.default_order)
        if order.removeprefix("-") not in self.orders():
            known = {"known": ", ".join(self.orders())}
            raise BadQueryError({"order": [_("write one of %(known)s, with - before it for descending.") % known]})
        return order

    def rows(self) -> QuerySet[Any]:
        """Every row of the filtered list, in order, with what its cells read."""
        ordered = self.filterset.qs.order_by(*self.table_class.ordering(self.order))
        return self.table_class.fetch(ordered, sight_of(self.request.user))

    def stream(self) -> Iterator[Any]:
        """The same for files, a batch at a time."""
        return self.rows().iterator(chunk_size=exports.BATCH)

    @cached_property
    def paginator(self) -> Paginator:
        paginator = Paginator(self.rows(), self.page_size)
        paginator.count = self.filterset.total
        return paginator

    @cached_property
    def page_number(self) -> int:
        text = self.filterset.query.get("page", "1")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
        if not 1 <= number <= self.paginator.num_pages:
            last = {"last": self.paginator.num_pages}
            raise BadQueryError({"page": [_("write a number from 1 to %(last)s, the last page.") % last]})
        return number

    @property
    def total(self) -> int:
        return self.paginator.count

    @cached_property
    def page(self) -> Any:
        """The page asked for: Django's, or something with the same words."""
        return self.paginator.page(self.page_number)

    @cached_property
    def heading(self) -> str:
        """The answer in words: “37 structures with a partner from Japan”."""
        counted = self.noun % {"number": self.total, "count": number_format(self.total, force_grouping=True)}
        return f"{counted} {self.filterset.sentence()}".strip()

    # The forms of the answer.

    def render_html(self) -> HttpResponse:
        page, sorts = self.page, self.sort_links()
        context = {
            "list": self,
            "page": page,
            "table": self.table(page.object_list, sorts),
            "sorts": sorts,
            "chips": self.filterset.active(),
            "facets": self.facets(),
            "files": [(suffix.upper(), self.address(suffix)) for suffix in self.suffixes],
            "suggestions": [] if self.total else self.suggestions(),
        }
        return render(self.request, self.template_name, context | self.extra_context())

    def table(self, records: Any, sorts: list[dict[str, Any]]) -> Table:
        table = self.table_class(records)
        table.directions = {link["name"]: link["direction"] for link in sorts}
        return table

    def render_csv(self) -> HttpResponseBase:
        lines = exports.rows(self.table_class, self.stream())
        first = [f"{self.heading} · {self.dated()} · {self.absolute_address()}"]
        return exports.csv_response(_chain([first, exports.header(self.table_class)], lines), self.filename("csv"))

    def render_xlsx(self) -> HttpResponseBase:
        about = [[self.heading], [self.dated()], [self.absolute_address()]]
        with transaction.atomic():
            lines = exports.rows(self.table_class, self.stream())
            return exports.xlsx_response(exports.header(self.table_class), lines, about, self.filename("xlsx"))

    def render_json(self) -> HttpResponse:
        page = self.page
        records = list(page.object_list)
        values = self.table_class(records).as_values()
        next(values)
        names = list(self.table_class.base_columns)
        results = [
            {"id": record.pk, "url": self.absolute(record.get_absolute_url())} | dict(zip(names, row, strict=True))
            for record, row in zip(records, values, strict=True)
        ]
        return JsonResponse(
            {
                "count": self.total,
                "next": self.absolute(self.address("json", self.next_query())) if page.has_next() else None,
                "previous": self.absolute(self.address("json", self.previous_query())) if page.has_previous() else None,
                "results": results,
            },
            json_dumps_params={"ensure_ascii": False},
        )

    def render_bad_query(self, error: BadQueryError, suffix: str) -> HttpResponse:
        """400: which parameter is wrong and what to do, in the form that was asked for."""
        if suffix == "html":
            context = {"list": self, "errors": error.errors, "mended": self.mended(error)}
            return render(self.request, "catalogue/bad_query.html", context, status=400)
        if suffix == "json":
            return JsonResponse({"errors": error.errors}, status=400, json_dumps_params={"ensure_ascii": False})
        lines = [f"{name}: {text}\n" for name, texts in error.errors.items() for text in texts]
        return HttpResponse("".join(lines), status=400, content_type="text/plain; charset=utf-8")

    def extra_context(self) -> dict[str, Any]:
        return {}

    # What the forms say of the list.

    def facets(self) -> list[FacetView]:
        """Each facet that has values, with their exact counts."""
        filterset = self.filterset
        if not isinstance(filterset, FacetedFilterSet):
            return []
        counts, question = filterset.result.counts, self.question()
        return [
            facet_view(filterset, name, question, counts[name], whole=name == filterset.unfolded)
            for name in filterset.facets()
            if counts.get(name)
        ]

    def suggestions(self) -> list[tuple[str, str, int]]:
        """For an empty list: each filter whose removal alone gives rows (its label, the query without it, how many)."""
        found = []
        for parameter in dict.fromkeys(chip.parameter for chip in self.filterset.active()):
            if count := self.filterset.total_without(parameter):
                query = QueryDict(self.question(), mutable=True)
                query.pop(parameter)
                found.append((str(self.filterset.filters[parameter].label), query.urlencode(), count))
        return found

    def sort_links(self) -> list[dict[str, Any]]:
        """For each order on offer: its label, the query that asks for it, and whether it is in use."""
        links = []
        for name, label in self.orders().items():
            chosen = self.order.removeprefix("-") == name
            query = self.question_with("order", f"-{name}" if self.order == name else name)
            direction = ("descending" if self.order.startswith("-") else "ascending") if chosen else ""
            links.append({"name": name, "label": capfirst(label), "query": query, "direction": direction})
        return links

    def previous_query(self) -> str:
        return self.query_of_page(self.page_number - 1)

    def next_query(self) -> str:
        return self.query_of_page(self.page_number + 1)

    def page_links(self) -> list[tuple[int | str, str]]:
        """(number, query string) of the first, last and neighbouring pages; (…, "") where some are left out."""
        pages = self.paginator.get_elided_page_range(self.page_number, on_each_side=WINDOW, on_ends=1)
        return [(page, self.query_of_page(page) if isinstance(page, int) else "") for page in pages]

    def query_of_page(self, number: int) -> str:
        return self.question_with("page", str(number))

    def address(self, suffix: str = "html", query: str | None = None) -> str:
        """The address of the same question in another form, its first page; or with another query string."""
        query = self.question() if query is None else query
        base = address(self.name) if suffix == "html" else address(f"{self.name}-file", suffix)
        return f"{base}?{query}" if query else base

    def question(self) -> str:
        """The query string without what only names a page."""
        return self._asked

    @cached_property
    def _asked(self) -> str:
        query = self.filterset.query.copy()
        for name in PAGE_PARAMETERS:
            query.pop(name, None)
        return query.urlencode()

    def question_with(self, name: str, value: str) -> str:
        """The same with one value of one parameter, in the place of those it has."""
        return "&".join(part for part in (self.question_without(name), urlencode({name: value})) if part)

    def question_without(self, name: str) -> str:
        if name not in self.filterset.query:
            return self.question()
        query = QueryDict(self.question(), mutable=True)
        query.pop(name, None)
        return query.urlencode()

    def mended(self, error: BadQueryError) -> str:
        """The query string without what was refused."""
        query = without_empty(self.request.GET)
        for name in error.errors:
            query.pop(name, None)
        return "" if "" in error.errors else query.urlencode()

    # The controls of the filters.

    @cached_property
    def day_field(self) -> Any:
        """The control of the day that the list is read as of; None: it has none."""
        form = self.filterset.form
        return form[DAY] if DAY in form.fields else None

    @property
    def is_of_another_day(self) -> bool:
        return self.filterset.day != localdate()

    def question_of_today(self) -> str:
        return self.question_without(DAY)

    def questions(self) -> list[Any]:
        apart = {DAY, *self.filterset.further}
        return [field for field in self.filterset.form.visible_fields() if field.name not in apart]

    def further_questions(self) -> list[Any]:
        return [self.filterset.form[name] for name in self.filterset.further]

    def asks_further(self) -> bool:
        return any(name in self.filterset.query for name in self.filterset.further)

    def kept(self) -> list[tuple[str, str]]:
        """What a form of the filters has no control for and keeps: the order, and what is chosen in facets."""
        hidden = {"order", *(field.name for field in self.filterset.form.hidden_fields())}
        return [(name, value) for name, values in self.filterset.query.lists() if name in hidden for value in values]

    def absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)

    def absolute_address(self) -> str:
        return self.absolute(self.address())

    def dated(self) -> str:
        return in_words(localdate())

    def filename(self, suffix: str) -> str:
        return f"{self.name}-{localdate().isoformat()}.{suffix}"


def _chain(first: list[list[Any]], rest: Any) -> Any:
    """The lines before, then the rows, in one transaction: a server-side cursor then streams from the first row."""
    with transaction.atomic():
        yield from first
        yield from rest
