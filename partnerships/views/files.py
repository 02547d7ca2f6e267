"""The catalogue in every other form than a page: the same question, the same rows, streamed."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, ClassVar

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue import exports
from cnrs_intl.catalogue.filters import BadQueryError
from cnrs_intl.catalogue.listing import SUFFIXES
from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue import files
from partnerships.catalogue.completion import complete
from partnerships.catalogue.recent import recently_changed
from partnerships.catalogue.rows import fetch
from partnerships.tables.collaborations import prepare

MOST_SHEET_ROWS = 100_000
ENTRIES_OF_FEED = 50
LINES_OF_BLOCK = 200
TRUE = {"1", "true"}


def _blocks(texts: Iterator[str]) -> Iterator[str]:
    """The same text in fewer pieces: a server sends each piece by itself."""
    while block := "".join(islice(texts, LINES_OF_BLOCK)):
        yield block


class CatalogueFiles:
    """The forms of `/collaborations/` for machines and spreadsheets."""

    suffixes: ClassVar[tuple[str, ...]] = (*SUFFIXES, "geojson", "atom")

    @property
    def site(self) -> str:
        """The absolute address that those of the records start with."""
        return self.absolute(reverse("home"))  # type: ignore[attr-defined]

    def _question(self: Any) -> tuple[Any, str, str]:
        return self.filterset.result, self.order, self.site

    def titles(self) -> list[str]:
        return [capfirst(str(label)) for label in files.COLUMNS.values()]

    def render_csv(self: Any) -> HttpResponseBase:
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow([f"{self.heading} · {self.dated()} · {self.absolute_address()}"])
        writer.writerow(self.titles())
        question = self._question()
        start = (exports.BYTE_ORDER_MARK + buffer.getvalue()).encode()

        def stream() -> Iterator[bytes]:
            yield start
            yield from files.csv_chunks(*question)

        response = StreamingHttpResponse(stream(), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{self.filename("csv")}"'
        return response

    def render_xlsx(self: Any) -> HttpResponseBase:
        if self.total > MOST_SHEET_ROWS:
            most = {"most": MOST_SHEET_ROWS}
            raise BadQueryError({"": [_("A workbook takes %(most)s rows: ask for less, or take the CSV.") % most]})
        about = [[self.heading], [self.dated()], [self.absolute_address()]]
        lines = (list(line) for line in files.lines(*self._question()))
        return exports.xlsx_response(self.titles(), lines, about, self.filename("xlsx"))

    def render_json(self: Any) -> HttpResponseBase:
        """A page as an object; with `lines=1`, every row as a line of its own."""
        if self.filterset.query.get("lines") not in TRUE:
            return super().render_json()
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in files.records(*self._question()))
        return StreamingHttpResponse(_blocks(lines), content_type="application/x-ndjson; charset=utf-8")

    def render_geojson(self: Any) -> HttpResponseBase:
        question = self._question()  # refused, if at all, before the first byte

        def stream() -> Iterator[str]:
            yield '{"type": "FeatureCollection", "features": ['
            for number, feature in enumerate(files.features(*question)):
                yield f",\n{feature}" if number else f"\n{feature}"
            yield "\n]}\n"

        return StreamingHttpResponse(_blocks(stream()), content_type="application/geo+json; charset=utf-8")

    def render_atom(self: Any) -> HttpResponseBase:
        keys = recently_changed(self.filterset.result.ids, ENTRIES_OF_FEED)
        rows = fetch(keys, self.filterset.index.sight, self.filterset.result.day)
        records = [prepare(record) for record in rows]
        return CatalogueFeed(self, records)(self.request)


class CatalogueFeed(Feed):
    """What was changed last of what is asked for (Atom 1.0)."""

    feed_type = Atom1Feed

    def __init__(self, page: Any, records: list[Any]) -> None:
        self.page, self.records = page, records

    def title(self) -> str:
        return self.page.heading

    def link(self) -> str:
        return self.page.address()

    def author_name(self) -> str:
        return "CNRS"

    def items(self) -> list[Any]:
        return self.records

    def item_title(self, item: Any) -> str:
        return f"{item} – {item.title}" if item.acronym and item.title else str(item)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return item.url

    def item_updateddate(self, item: Any) -> Any:
        return item.updated_at


def completions(request: HttpRequest) -> HttpResponse:
    """What the search box offers for what is written in it: codes, acronyms, partners."""
    try:
        offers = complete(request.GET.get("q", ""), request.user)
    except QueryError as error:
        return JsonResponse({"errors": {"q": [str(error)]}}, status=400)
    return JsonResponse({"results": [{"kind": offer.kind, "text": offer.text} for offer in offers]})
