"""Participation in the programmes of the EU: the whole of it, and that in each programme and each part of one."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.addresses import address, address_of
from cnrs_intl.catalogue.drawing import overlaid_columns
from cnrs_intl.catalogue.small_charts import year_columns
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import OfVersion
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.models import Programme
from partnerships.participation import Participation, Share

MOST_ROWS = 15


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a table or of a list of bars; `share` in percent of the longest bar."""

    label: str
    url: str
    list_url: str
    share: int
    part: Share
    chart: str = ""


@dataclass(frozen=True, kw_only=True)
class Bars:
    name: str
    title: str
    note: str
    rows: list[Row]
    more: str
    """The address of the list with all values."""


def programmes(request: HttpRequest) -> HttpResponse:
    return _page(request, None)


def programme(request: HttpRequest, code: str) -> HttpResponse:
    found = Programme.objects.visible_to(request.user).select_related("parent__parent")
    return _page(request, get_object_or_404(found, code=code))


def _page(request: HttpRequest, record: Programme | None) -> HttpResponse:
    index = CatalogueIndex.current(request.user)
    body = _body(index, record.code if record else "", str(record or ""), localdate(), get_language())
    return render(request, "partnerships/programmes.html", {"record": record, "body": body})


@OfVersion
def _body(index: CatalogueIndex, code: str, name: str, day: date, language: str) -> SafeString:
    """All that the page shows; it is the same as long as the version, the day and the language are."""
    found, words = Participation(index, day, code), Vocabulary(index.version, index.staff)
    years = [(int(share.value), share.coordinated, share.count) for share in found.years]
    context = {
        "found": found,
        "name": name,
        "day": day,
        "columns": overlaid_columns(years, 960, 128),
        "years": [share for share in found.years if share.count],
        "parts": _parts(found, words),
        "bars": [bars for bars in (_bars(found, words, *each) for each in _facets()) if bars.rows],
        "partners": _partners(found),
    }
    return render_to_string("partnerships/programme_body.html", context)


def _facets() -> list[tuple[str, str, str]]:
    """Name, title and method of each list of values."""
    return [
        ("scheme", _("Funding schemes"), ""),
        ("challenge", _("Societal challenges"), _("By the record, or by the part of the programme that answers it.")),
        (
            "country",
            _("Countries of the partners"),
            _("Contracts with a partner from there; the organisation’s own is left out."),
        ),
    ]


def _parts(found: Participation, words: Vocabulary) -> list[Row]:
    shown = [int(share.value) for share in found.years]
    most = max((count for part in found.parts for _year, count, _query in part.years), default=1)
    rows = []
    for part in found.parts:
        counts = {year: count for year, count, _query in part.years}
        rows.append(
            Row(
                label=words.label("programme", part.value),
                url=reverse("programme", args=[part.value]),
                list_url=_list(part.query),
                share=0,
                part=part,
                chart=year_columns([counts.get(year, 0) for year in shown], most),
            )
        )
    return rows


def _bars(found: Participation, words: Vocabulary, facet: str, title: str, note: str) -> Bars:
    values = found.values(facet)
    most = max((value.count for value in values), default=1)
    rows = [
        Row(
            label=words.label(facet, value.value),
            url=address_of("country", value.value.lower()) if facet == "country" else "",
            list_url=_list(value.query),
            share=max(1, 100 * value.count // most),
            part=value,
        )
        for value in values[:MOST_ROWS]
    ]
    question = f"{found.whole.query}&" if found.whole.query else ""
    more = f"{_list(f'{question}all={facet}')}#facet-{facet}" if len(values) > MOST_ROWS else ""
    return Bars(name=facet, title=title, note=note, rows=rows, more=more)


def _partners(found: Participation) -> Bars:
    named = found.result.named_partners(MOST_ROWS)
    most = max((count for *_name, count in named), default=1)
    question = f"{found.whole.query}&" if found.whole.query else ""
    rows = [
        Row(
            label=name,
            url=address_of("partner", slug),
            list_url=_list(f"{question}partner={slug}"),
            share=max(1, 100 * count // most),
            part=Share(value=slug, query="", count=count, coordinated=0),
        )
        for slug, name, count in named
    ]
    return Bars(name="partner", title=_("Partners"), note="", rows=rows, more="")


def _list(query: str) -> str:
    return f"{address('contracts')}?{query}" if query else address("contracts")
