"""The parts of an office's page: what goes on in its territory."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerships.catalogue import CatalogueResult
from partnerships.catalogue.views import CONTRACTS, STRUCTURES, WHOLE
from partnerships.panels.countries import PortfolioPanel
from partnerships.panels.portfolio import sizes

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


class _EndingPanel(PortfolioPanel):
    template_name = "partnerships/panels/ending.html"
    part = WHOLE

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        chosen = dict([portfolio.place])
        found = portfolio.index.query(
            part=self.part,
            chosen={name: [value] for name, value in chosen.items()},
            day=self.day,
            ending_within=MONTHS_AHEAD,
        )
        if not found.total:
            return {}
        (rows,) = portfolio.rows(found, order="end")
        url = portfolio.url(self.part, ending_within=MONTHS_AHEAD)
        return {"table": portfolio.table(rows), "rows": rows, "count": found.total, "url": url}


class EndingStructurePanel(_EndingPanel):
    title = _("Structures that end within a year")
    part = STRUCTURES


class EndingContractPanel(_EndingPanel):
    title = _("EU contracts that end within a year")
    part = CONTRACTS
