"""The figures of the home page, each with the address of the list that says the same number."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.maps import world_map
from offices.models.countries import HOME_COUNTRY
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.rows import fetch
from partnerships.catalogue.standing import standing
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.choices import Status
from partnerships.tables.collaborations import prepare

ACTIVE = {"status": [Status.ACTIVE.value]}
MILLION = 1_000_000
MOST_ROWS = 6


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a figure, or a country of the map."""

    key: str
    label: str
    count: int
    url: str


class Headlines:
    """Counted from the bitmaps of the catalogue as of a day, for one reader."""

    def __init__(self, user: Any, day: date) -> None:
        self.index, self.day = CatalogueIndex.current(user), day
        self.words = Vocabulary(self.index.version, self.index.sight)
        self._standing = standing(self.index)
        self._active = self.index.query(part=STRUCTURES, chosen=ACTIVE, day=day)
        self.countries = self._countries()

    @property
    def structure_count(self) -> int:
        return self._active.total

    def instruments(self) -> list[Part]:
        """Structures active on the day by instrument, the most frequent first."""
        kinds = self._active.facets.facets["kind"]
        counts = {code: bits.intersection_cardinality(self._active.ids) for code, bits in kinds.items()}
        return [
            Part(key=code, label=code, count=count, url=_list("structures", kind=code, **ACTIVE))
            for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if count and code != "contract"
        ]

    @property
    def contract_count(self) -> int:
        return self.index.query(part=CONTRACTS, day=self.day).total

    @property
    def contract_years(self) -> tuple[int, int] | None:
        """The years of the first and the last day of any of them; None where no day is known."""
        bitmaps, ids = self.index.views.bitmaps, self.index.query(part=CONTRACTS, day=self.day).ids
        first, last = bitmaps.days("start").first(ids), bitmaps.days("end").last(ids)
        if first is None or last is None:
            return None
        return date.fromordinal(first).year, date.fromordinal(last).year

    @property
    def active_contract_count(self) -> int:
        return self.index.query(part=CONTRACTS, chosen=ACTIVE, day=self.day).total

    @property
    def funding(self) -> str:
        """What the EU gives to all the contracts, in millions of euros, on one line."""
        millions = self._standing.eu_contribution / MILLION
        decimals = 0 if millions >= 100 else 1
        amount = number_format(round(millions, decimals), decimals, force_grouping=True)
        return _("€%(amount)s M") % {"amount": amount}

    def map(self) -> SafeString:
        """The world, each country a link to what is done with it."""
        counts = {country.key: country.count for country in self.countries}
        return world_map(counts, lambda iso2: self.words.label("country", iso2), self._url_of_country, set())

    def news(self) -> tuple[list[Any], list[Any]]:
        """Rows of what started last among all that is active, and of what was confirmed last. One query of rows."""
        active = self.index.query(chosen=ACTIVE, day=self.day)
        started = active.page(size=MOST_ROWS).ids
        confirmed = self._standing.confirmed
        rows = {row.pk: row for row in fetch([*started, *confirmed], self.index.sight, self.day)}
        for row in rows.values():
            prepare(row)
        return [rows[key] for key in started if key in rows], [rows[key] for key in confirmed if key in rows]

    def _countries(self) -> list[Part]:
        """Countries abroad that a collaboration, past or present, has a partner from."""
        counts = self.index.query(day=self.day).counts["country"]
        return [
            Part(key=iso2, label=self.words.label("country", iso2), count=count, url=self._url_of_country(iso2))
            for iso2, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if iso2 != HOME_COUNTRY
        ]

    def _url_of_country(self, iso2: str) -> str:
        return _list("collaborations", country=iso2)


def _list(name: str, **question: Any) -> str:
    return f"{address(name)}?{urlencode(question, doseq=True)}"
