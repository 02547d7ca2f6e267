"""The parts of the brief about a country: what two sheets of paper hold, whatever there is."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.choices import Status
from partnerships.panels.countries import PartnerPanel, PortfolioPanel, SummaryPanel, at_work, running
from partnerships.panels.sums import contributions, received_there

MOST_STRUCTURES, MOST_AT_WORK, MOST_PARTS, MOST_PARTNERS, MOST_YEARS = 12, 10, 7, 8, 6


class BriefSummaryPanel(SummaryPanel):
    """The sentence, and figures without links."""

    template_name = "partnerships/panels/brief_summary.html"

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        question = portfolio.question(portfolio.recorded(CONTRACTS))
        exchanges = self.exchanges()
        figures = [
            (active := portfolio.active(STRUCTURES).total, at_work(active)),
            (
                ended := portfolio.ask(STRUCTURES, status=(Status.ENDED,)).total,
                ngettext("structure ended", "structures ended", ended),
            ),
            (contracts := portfolio.active(CONTRACTS).total, running(contracts)),
            (
                recorded := portfolio.recorded(CONTRACTS).total,
                ngettext("EU contract in all", "EU contracts in all", recorded),
            ),
            (received_there(question), _("euros of the EU to its partners")),
            (
                exchanges.received,
                ngettext("person received in France", "people received in France", exchanges.received),
            ),
            (exchanges.sent, ngettext("person sent there", "people sent there", exchanges.sent)),
        ]
        return super().get_content() | {
            "figures": [figure for figure in figures if figure[0]],
            "is_demo": exchanges.is_demo,
        }


class BriefStructurePanel(PortfolioPanel):
    title = _("Structures")
    template_name = "partnerships/panels/brief_structures.html"

    def get_content(self) -> dict[str, Any]:
        active = self.portfolio.active(STRUCTURES)
        ended = self.portfolio.ask(STRUCTURES, status=(Status.ENDED,))
        if not active.total and not ended.total:
            return {}
        present, past = self.portfolio.rows(active, ended, size=MOST_AT_WORK)
        past = past[: MOST_STRUCTURES - len(present)]
        return {
            "groups": [
                (title, rows, result.total - len(rows))
                for title, rows, result in ((_("At work"), present, active), (_("Ended"), past, ended))
                if rows
            ]
        }


class BriefContractPanel(PortfolioPanel):
    title = _("EU contracts by programme")
    template_name = "partnerships/panels/brief_contracts.html"

    def get_content(self) -> dict[str, Any]:
        recorded = self.portfolio.recorded(CONTRACTS)
        sums = contributions(self.portfolio.question(recorded))
        others = sums[MOST_PARTS:]
        return (
            {
                "rows": sums[:MOST_PARTS],
                "others": len(others),
                "other_contracts": sum(each.contracts for each in others),
                "other_contribution": sum(each.contribution for each in others),
                "contracts": recorded.total,
                "contribution": sum(each.contribution for each in sums),
            }
            if sums
            else {}
        )


class BriefPartnerPanel(PartnerPanel):
    template_name = "partnerships/panels/brief_partners.html"

    def get_content(self) -> dict[str, Any]:
        content = super().get_content()
        return content | {"rows": content["rows"][:MOST_PARTNERS]} if content else {}


class BriefExchangePanel(PortfolioPanel):
    title = _("People exchanged")
    template_name = "partnerships/panels/brief_exchanges.html"

    def get_content(self) -> dict[str, Any]:
        found = self.exchanges()
        return {"years": found.years[-MOST_YEARS:], "is_demo": found.is_demo} if found.years else {}
