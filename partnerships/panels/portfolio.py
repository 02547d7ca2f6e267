"""What the catalogue holds of a country, or of the territory of an office: counts from bitmaps, a few rows by index."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.detail import DAY
from cnrs_intl.catalogue.related import Reading
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.tables import DrawnColumn
from offices.models import Country
from partnerships.catalogue import CatalogueIndex, CatalogueResult
from partnerships.catalogue.rows import fetch
from partnerships.catalogue.views import CONTRACTS, STRUCTURES, WHOLE
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.choices import Status
from partnerships.tables.collaborations import CollaborationTable, prepare

MOST_ROWS = 15
DASH = SafeString("—")
LISTS = {WHOLE: "collaborations", STRUCTURES: "structures", CONTRACTS: "contracts"}


@dataclass(frozen=True)
class Question:
    """What a number remembered for later was computed from; the keys follow from the rest."""

    version: int
    sight: Sight
    day: date
    place: tuple[str, str]
    keys: BitMap = field(compare=False, repr=False)


def country_of_the_day(record: Any) -> SafeString:
    if not record.country:
        return DASH
    url = record.country.get_absolute_url() + record.dated
    return SafeString(f'<a href="{escape(url)}">{escape(str(record.country))}</a>')


class PlaceTable(CollaborationTable):
    country = DrawnColumn(country_of_the_day, verbose_name=_("country"))


class Portfolio:
    """The collaborations of one place for one reader on one day.

    Today, all that is recorded; on another day, what was then active or had ended: what began later, or nobody knows
    when, was not known then.
    """

    def __init__(self, reading: Reading) -> None:
        record = reading.record
        self.is_country = isinstance(record, Country)
        self.place = ("country", record.iso2) if self.is_country else ("office", record.slug)
        self.user, self.day = reading.request.user, reading.day
        self.is_today = self.day == localdate()
        self.index = CatalogueIndex.current(self.user)
        self.words = Vocabulary(self.index.version, self.index.sight)

    def ask(self, part: str = WHOLE, **chosen: Collection[str]) -> CatalogueResult:
        return self.index.query(part=part, chosen={self.place[0]: [self.place[1]]} | chosen, day=self.day)

    def recorded(self, part: str = WHOLE) -> CatalogueResult:
        return self.ask(part) if self.is_today else self.ask(part, status=(Status.ACTIVE, Status.ENDED))

    def active(self, part: str = WHOLE, **chosen: Collection[str]) -> CatalogueResult:
        return self.ask(part, status=(Status.ACTIVE,), **chosen)

    def question(self, result: CatalogueResult) -> Question:
        return Question(self.index.version, self.index.sight, self.day, self.place, result.ids)

    def url(self, part: str = WHOLE, *, active: bool = False, **asked: str | int) -> str:
        """The address of the list that holds the same rows; “active” is asked for by the day, if it is not today's."""
        query = dict([self.place]) | asked
        if not self.is_today:
            query[DAY] = self.day.isoformat()
        elif active:
            query["status"] = Status.ACTIVE.value
        return f"{address(LISTS[part])}?{urlencode(query)}"

    def rows(self, *results: CatalogueResult, order: str = "-start", size: int = MOST_ROWS) -> list[list[Any]]:
        """The first records of each result, as the table of the catalogue takes them: one query for all of them."""
        pages = [result.page(order=order, size=size).ids if result.total else [] for result in results]
        keys = [key for ids in pages for key in ids]
        found = {record.pk: prepare(record) for record in fetch(keys, self.index.sight, self.day)} if keys else {}
        for key, status in zip(found, results[0].statuses(list(found)), strict=True):
            found[key].status = status
            found[key].dated = self.dated
            found[key].url += self.dated
        return [[found[key] for key in ids if key in found] for ids in pages]

    @property
    def dated(self) -> str:
        """What links to pages add, so that they too are read as of the day."""
        return "" if self.is_today else f"?{DAY}={self.day.isoformat()}"

    def table(self, rows: list[Any]) -> "PlaceTable":
        """Without the column that says the same in each row."""
        return PlaceTable(rows, exclude=("country",) if self.is_country else ("institutes",))

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The years in which the first collaboration began and in which the last one ended or will end."""
        bitmaps, ids = self.index.views.bitmaps, self.recorded().ids
        first, last = bitmaps.days("start").first(ids), bitmaps.days("end").last(ids)
        if first is None:
            return None
        return date.fromordinal(first).year, date.fromordinal(last or first).year


def sizes(result: CatalogueResult, facet: str) -> list[tuple[str, int]]:
    """The values of one facet that some of these records have, and how many have each: the most first."""
    size = result.ids.intersection_cardinality
    found = [(value, count) for value, bits in result.facets.facets[facet].items() if (count := size(bits))]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
