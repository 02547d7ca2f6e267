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
from partnerships.views.bars import MOST_BARS, Bars, bars


@dataclass(frozen=True, kw_only=True)
class PartRow:
    label: str
    url: str
    list_url: str
    part: Share
    chart: SafeString


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
    found, words = Participation(index, day, code), Vocabulary(index.version, index.sight)
    years = [(int(share.value), share.coordinated, share.count) for share in found.years]
    context = {
        "found": found,
        "name": name,
        "day": day,
        "columns": overlaid_columns(years, 960, 128),
        "years": [share for share in found.years if share.count],
        "parts": _parts(found, words),
        "bars": [each for each in _bars(found, words) if each.rows],
    }
    return render_to_string("partnerships/programme_body.html", context)


def _parts(found: Participation, words: Vocabulary) -> list[PartRow]:
    shown = [int(share.value) for share in found.years]
    most = max((count for part in found.parts for _year, count, _query in part.years), default=1)
    rows = []
    for part in found.parts:
        counts = {year: count for year, count, _query in part.years}
        rows.append(
            PartRow(
                label=words.label("programme", part.value),
                url=reverse("programme", args=[part.value]),
                list_url=_list(part.query),
                part=part,
                chart=year_columns([counts.get(year, 0) for year in shown], most),
            )
        )
    return rows


def _bars(found: Participation, words: Vocabulary) -> list[Bars]:
    by_record = _("By the record, or by the part of the programme that answers it.")
    partners_from = _("Contracts with a partner from there; the organisation’s own is left out.")
    return [
        _values(found, words, "scheme", _("Funding schemes"), ""),
        _values(found, words, "challenge", _("Societal challenges"), by_record),
        _values(found, words, "country", _("Countries of the partners"), partners_from),
        _partners(found),
    ]


def _values(found: Participation, words: Vocabulary, facet: str, title: str, note: str) -> Bars:
    def page(value: str) -> str:
        return address_of("country", value.lower()) if facet == "country" else ""

    values = [
        (words.label(facet, each.value), each.count, page(each.value), _list(each.query))
        for each in found.values(facet)
    ]
    more = f"{_list(_with(found.whole.query, f'all={facet}'))}#facet-{facet}"
    return bars(facet, title, values, note=note, more=more)


def _partners(found: Participation) -> Bars:
    values = [
        (name, count, address_of("partner", slug), _list(_with(found.whole.query, f"partner={slug}")))
        for slug, name, count in found.result.named_partners(MOST_BARS)
    ]
    return bars("partner", _("Partners"), values)


def _with(query: str, more: str) -> str:
    return f"{query}&{more}" if query else more


def _list(query: str) -> str:
    return f"{address('contracts')}?{query}" if query else address("contracts")
