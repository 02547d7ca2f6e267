"""The timeline of the catalogue: how many start, and how many are active, in each year."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.drawing import overlaid_columns
from cnrs_intl.catalogue.numbers import grouped

WIDTH, HEIGHT = 960, 128
_ROW = (
    '<tr><td data-label="{in_year}"><a href="?{query}">{year}</a></td>'
    '<td class="number" data-label="{starting}">{starts}</td><td class="number" data-label="{active}">{going}</td></tr>'
)


@dataclass(frozen=True)
class Timeline:
    years: list[tuple[int, int, int]]
    """(year, how many start, how many are active on a day of it)"""
    query: Callable[[str], str]
    """The query string of the same question of what starts in a year."""

    @property
    def columns(self) -> SafeString:
        return overlaid_columns(self.years, WIDTH, HEIGHT)

    @property
    def rows(self) -> SafeString:
        words = {"in_year": escape(_("Year")), "starting": escape(_("Starting")), "active": escape(_("Active"))}
        lines = [
            {"year": year, "query": escape(self.query(str(year))), "starts": grouped(starts), "going": grouped(active)}
            for year, starts, active in self.years
        ]
        return SafeString("".join(_ROW.format(**words, **line) for line in lines))
