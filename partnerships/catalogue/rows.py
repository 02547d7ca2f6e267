"""Rows of the catalogue: all that a line of the list shows, in one query."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.timezone import localdate
from pyroaring import BitMap

from cnrs_intl.catalogue.faceting import Among
from cnrs_intl.catalogue.sight import Sight
from offices.models import Country
from partnerships.models import Collaboration, Institute, Participation, StructureCode, Term

MOST_PARTNERS = 4
MOST_STATEMENTS = 64
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
    day = day or localdate()
    sql, values = _statement(sight)
    known = {_ANY_KEYS: f"{{{','.join(map(str, ids))}}}", _ANY_DAY: day}
    rows = Collaboration.objects.raw(sql, [known.get(value, value) for value in values])
    found = {record.pk: _complete(record, day) for record in rows}
    return [found[key] for key in ids if key in found]


# What stands for the keys and for the day in a statement that is made once.
_ANY_KEYS, _ANY_DAY = "{}", date(1, 2, 3)


@lru_cache(MOST_STATEMENTS)
def _statement(sight: Sight) -> tuple[str, tuple[Any, ...]]:
    """The query of the rows with its values: Django takes longer to make it than PostgreSQL to answer it."""
    records = Collaboration.objects.filter(Among("pk", BitMap()))
    return with_columns(records, sight, _ANY_DAY).order_by().query.sql_with_params()


def _complete(record: Any, day: date) -> Any:
    """What Django makes of a row by itself only where it makes the query as well: JSON and the country."""
    record.day = day
    record.codes_found = [json.loads(text) for text in record.codes_found]
    record.terms_found = [json.loads(text) for text in record.terms_found]
    if record.country_id:
        record.country = Country(iso2=record.country_id, name_en=record.country_name_en, name_fr=record.country_name_fr)
    return record


class Span:
    """A period read from JSON, as drawings take it."""

    def __init__(self, start: str | None, end: str | None) -> None:
        self.start = date.fromisoformat(start) if start else None
        self.end = date.fromisoformat(end) if end else None
