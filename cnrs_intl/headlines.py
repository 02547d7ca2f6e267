"""The figures of the home page, each with the address of the list that says the same number."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.maps import world_map
from cnrs_intl.catalogue.numbers import grouping
from offices.models.countries import HOME_COUNTRY
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.rows import fetch
from partnerships.catalogue.standing import ACTIVE, standing
from partnerships.catalogue.views import CONTRACTS
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.tables.collaborations import prepare

MILLION = 1_000_000


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
        self._standing = standing(self.index, day)
        self.countries = self._countries()

    @property
    def structure_count(self) -> int:
        return self._standing.structures

    def instruments(self) -> list[Part]:
        """Structures active on the day by instrument, the most frequent first."""
        counts = self._standing.by_instrument
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
        return self._standing.contract_years

    @property
    def active_contract_count(self) -> int:
        return self._standing.contracts

    @property
    def funding(self) -> str:
        """What the EU gives to all the contracts, in millions of euros, on one line."""
        millions = self._standing.eu_contribution / MILLION
        decimals = 0 if millions >= 100 else 1
        amount = number_format(round(millions, decimals), decimals, force_grouping=True)
        return _("€%(amount)s M") % {"amount": amount}

    def map(self) -> SafeString:
        """The world, each country a link to what is done with it."""
        found = {country.key: country for country in self.countries}
        counts = {iso2: country.count for iso2, country in found.items()}
        return world_map(counts, lambda iso2: found[iso2].label, lambda iso2: found[iso2].url, set())

    def rows(self) -> SafeString:
        """The countries as rows of a table, as HTML: there are some two hundred."""
        country, number, grouped = escape(_("Country")), escape(_("Collaborations")), grouping()
        return SafeString(
            "".join(
                f'<tr><td data-label="{country}"><a href="{escape(each.url)}">{escape(each.label)}</a></td>'
                f'<td class="number" data-label="{number}">{grouped(each.count)}</td></tr>'
                for each in self.countries
            )
        )

    def news(self) -> tuple[list[Any], list[Any]]:
        """Rows of what started last among all that is active, and of what was confirmed last. One query of rows."""
        started, confirmed = self._standing.started, self._standing.confirmed
        rows = {row.pk: row for row in fetch([*started, *confirmed], self.index.sight, self.day)}
        for row in rows.values():
            prepare(row)
        return [rows[key] for key in started if key in rows], [rows[key] for key in confirmed if key in rows]

    def _countries(self) -> list[Part]:
        """Countries abroad that a collaboration, past or present, has a partner from."""
        counts = self.index.query(day=self.day).counts["country"]
        label, root = self.words.label, address("collaborations")
        return [
            Part(key=iso2, label=label("country", iso2), count=count, url=f"{root}?country={iso2}")
            for iso2, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            if iso2 != HOME_COUNTRY
        ]


def _list(name: str, **question: Any) -> str:
    return f"{address(name)}?{urlencode(question, doseq=True)}"
