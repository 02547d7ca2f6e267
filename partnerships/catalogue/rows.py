"""Rows of the catalogue: all that a line of the list shows, in one query."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.timezone import localdate

from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.statements import Given, statement
from offices.models import Country
from partnerships.models import Collaboration, Institute, Participation, StructureCode, Term

MOST_PARTNERS = 4
CONTRACT = "contract"


def with_columns(records: QuerySet[Collaboration], sight: Sight, day: date) -> QuerySet[Any]:
    """Add what a line shows: kind, codes, terms, institutes, partners' names, dates, budget, place of the page.

    The kind is the instrument of the code carried on `day`, else that of the record, as in `with_instrument_on`.
    """
    seen = Participation.objects.all().seen("partner__publication", sight)
    takers = Participation.objects.filter(seen, collaboration=OuterRef("pk"), partner__is_home=False)
    names = takers.order_by("partner__sort_name").values("partner__name").distinct()
    terms = Term.objects.filter(structure=OuterRef("pk")).order_by("start")
    codes = StructureCode.objects.filter(structure=OuterRef("pk"))
    return records.annotate(
        kind=Coalesce(
            Subquery(codes.on(day).order_by("-start", "pk").values("instrument__code")[:1]),
            "structure__instrument__code",
            Value(CONTRACT),
            output_field=CharField(),
        ),
        codes_found=ArraySubquery(
            codes.order_by(F("start").desc(nulls_last=True), "pk").values(
                json=JSONObject(code="code", start="start", end="end")
            )
        ),
        terms_found=ArraySubquery(terms.values(json=JSONObject(start="start", end="end"))),
        institutes_found=ArraySubquery(
            Institute.objects.filter(collaborations=OuterRef("pk")).order_by("acronym").values("acronym")
        ),
        partners_found=ArraySubquery(names[: MOST_PARTNERS + 1]),
        start=F("search_document__start"),
        end=F("search_document__end"),
        budget=F("search_document__budget"),
        framework=F("eucontract__framework__code"),
        grant_number=F("eucontract__grant_number"),
        country_name_en=F("country__name_en"),
        country_name_fr=F("country__name_fr"),
    )


def fetch(ids: Sequence[int], sight: Sight, day: date | None = None) -> list[Any]:
    """The rows of these keys, in their order, as of `day`, which each of them keeps: today, unless it is said."""
    if not ids:
        return []
    day, countries = day or localdate(), dict[str, Country]()
    found = {record.pk: record for record in _rows(sight, day).read(keys=as_array(ids))}
    for record in found.values():
        record.day = day
        if iso2 := record.country_id:
            if iso2 not in countries:
                countries[iso2] = Country(iso2=iso2, name_en=record.country_name_en, name_fr=record.country_name_fr)
            record.country = countries[iso2]
    return [found[key] for key in ids if key in found]


@statement
def _rows(sight: Sight, day: date) -> QuerySet[Any]:
    return with_columns(Collaboration.objects.filter(Among("pk", Given("keys"))), sight, day).order_by()


class Span:
    """A period read from JSON, as drawings take it."""

    def __init__(self, start: str | None, end: str | None) -> None:
        self.start = date.fromisoformat(start) if start else None
        self.end = date.fromisoformat(end) if end else None
