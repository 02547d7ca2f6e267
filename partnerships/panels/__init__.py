"""What partnerships add to the pages of offices and countries: panels by the place where they stand."""

from cnrs_intl.catalogue.related import MAIN, Panel
from partnerships.panels import briefs, countries, offices
from partnerships.panels.figures import at_work_by_country

OFFICE_PANELS: dict[str, tuple[type[Panel], ...]] = {
    "head": (countries.SummaryPanel,),
    MAIN: (
        offices.PortfolioTablePanel,
        offices.EndingStructurePanel,
        offices.EndingContractPanel,
    ),
}
COUNTRY_PANELS: dict[str, tuple[type[Panel], ...]] = {
    "head": (countries.SummaryPanel,),
    MAIN: (
        countries.StructurePanel,
        countries.ContractPanel,
        countries.PartnerPanel,
        countries.ExtensionPanel,
        countries.ExchangePanel,
        countries.ClusterPanel,
    ),
    "brief": (
        briefs.BriefSummaryPanel,
        briefs.BriefStructurePanel,
        briefs.BriefContractPanel,
        briefs.BriefPartnerPanel,
        briefs.BriefExchangePanel,
    ),
}

__all__ = ["COUNTRY_PANELS", "OFFICE_PANELS", "at_work_by_country"]
