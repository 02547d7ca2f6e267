"""The parts of an office's page: what goes on in its territory."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.related import Reading
from partnerships.catalogue import CatalogueResult
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.panels.countries import PortfolioPanel
from partnerships.panels.portfolio import Portfolio, sizes

MONTHS_AHEAD = 12
WIDTH = 100


class PortfolioTablePanel(PortfolioPanel):
    """Collaborations at work in the territory, by instrument and by institute."""

    title = _("What is at work")
    template_name = "partnerships/panels/portfolio.html"

    def get_content(self) -> dict[str, Any]:
        active = self.portfolio.active()
        if not active.total:
            return {}
        return {
            "tables": [
                (_("By instrument"), self.rows(active, "kind")),
                (_("By institute"), self.rows(active, "institute")),
            ],
            "total": active.total,
            "url": self.portfolio.url(active=True),
        }

    def rows(self, active: CatalogueResult, facet: str) -> list[tuple[str, int, str, float]]:
        """(label, how many, address of their list, width of the bar)."""
        found = sizes(active, facet)
        most = max((count for _value, count in found), default=1)
        words, url = self.portfolio.words, self.portfolio.url
        return [
            (words.label(facet, value), count, url(active=True, **{facet: value}), round(count / most * WIDTH, 1))
            for value, count in found
        ]


def _ending(reading: Reading) -> dict[str, tuple[CatalogueResult, list[Any]]]:
    """What ends soon and its first rows, by part of the catalogue: one query for the rows of both."""
    portfolio = reading.once(Portfolio)
    name, value = portfolio.place
    found = {
        part: portfolio.index.query(part=part, chosen={name: [value]}, day=reading.day, ending_within=MONTHS_AHEAD)
        for part in (STRUCTURES, CONTRACTS)
    }
    rows = portfolio.rows(*found.values(), order="end")
    return dict(zip(found, zip(found.values(), rows, strict=True), strict=True))


class _EndingPanel(PortfolioPanel):
    template_name = "partnerships/panels/ending.html"
    part: ClassVar[str]

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        found, rows = self.reading.once(_ending)[self.part]
        if not found.total:
            return {}
        url = portfolio.url(self.part, ending_within=MONTHS_AHEAD)
        return {"table": portfolio.table(rows), "rows": rows, "count": found.total, "url": url}


class EndingStructurePanel(_EndingPanel):
    title = _("Structures that end within a year")
    part = STRUCTURES


class EndingContractPanel(_EndingPanel):
    title = _("EU contracts that end within a year")
    part = CONTRACTS
