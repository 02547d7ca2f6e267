"""The parts of a country's page."""

from dataclasses import dataclass
from datetime import date
from heapq import heappushpop
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.drawing import column_groups
from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.querysets import holds_on
from cnrs_intl.catalogue.related import Panel
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.statements import Given, statement
from partnerships.catalogue.partners import PartnerIndex
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.choices import Direction, Status
from partnerships.models import Cluster, FrenchExtension, Partner, Structure
from partnerships.panels.portfolio import MOST_ROWS, Portfolio
from partnerships.panels.sums import Exchanges, contributions, exchanges_with, received_there

MOST_PARTNERS = 10
YEARS_DRAWN = 12


class PortfolioPanel(Panel):
    """A panel over the collaborations of the place: all panels of a page share them."""

    @property
    def portfolio(self) -> Portfolio:
        return self.reading.once(Portfolio)

    def exchanges(self) -> Exchanges:
        """Of people, with the country, until the year of the day."""
        return exchanges_with(self.portfolio.index, self.record.iso2, self.day.year)


def people(direction: Direction, last_year: int) -> Coalesce:
    """SQL: how many were counted at a site, to the end of a year."""
    until = Q(exchanges__direction=direction, exchanges__year__lte=last_year)
    return Coalesce(Sum("exchanges__head_count", filter=until), 0)


@dataclass(frozen=True)
class Group:
    """Collaborations of one status: how many, the first ones, and the list that holds them, where there is one."""

    title: Any
    count: int
    table: Any
    url: str
    is_cut: bool


def at_work(number: int) -> str:
    return ngettext("structure at work", "structures at work", number)


def running(number: int) -> str:
    return ngettext("EU contract running", "EU contracts running", number)


class SummaryPanel(PortfolioPanel):
    """The sentence and the figures at the top."""

    title = _("In short")
    template_name = "partnerships/panels/summary.html"

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        structures, contracts = portfolio.active(STRUCTURES), portfolio.active(CONTRACTS)
        return {
            "portfolio": portfolio,
            "total": portfolio.recorded().total,
            "active": structures.total + contracts.total,
            "active_url": portfolio.url(active=True),
            "figures": [
                (structures.total, at_work(structures.total), portfolio.url(STRUCTURES, active=True)),
                (contracts.total, running(contracts.total), portfolio.url(CONTRACTS, active=True)),
            ],
            "years": portfolio.years,
        }


class StructurePanel(PortfolioPanel):
    """Present and past apart; today also what is to come and what has no dates."""

    title = _("Structures")
    template_name = "partnerships/panels/groups.html"

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        asked = [(_("At work"), Status.ACTIVE), (_("Ended"), Status.ENDED)]
        if portfolio.is_today:
            asked += [(_("To come"), Status.UPCOMING), (_("Without known dates"), Status.UNKNOWN)]
        found = [(title, status, portfolio.ask(STRUCTURES, status=(status,))) for title, status in asked]
        found = [(title, status, result) for title, status, result in found if result.total]
        if not found:
            return {}
        rows = portfolio.rows(*(result for _title, _status, result in found))
        return {
            "groups": [
                Group(title, result.total, portfolio.table(shown), self.url(status), result.total > len(shown))
                for (title, status, result), shown in zip(found, rows, strict=True)
            ]
        }

    def url(self, status: Status) -> str:
        """A list as of another day holds what is active on it, and nothing else."""
        if self.portfolio.is_today:
            return self.portfolio.url(STRUCTURES, status=status.value)
        return self.portfolio.url(STRUCTURES) if status == Status.ACTIVE else ""


class ContractPanel(PortfolioPanel):
    """How many contracts and how much, by framework programme; then those that run."""

    title = _("EU contracts")
    template_name = "partnerships/panels/contracts.html"

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        recorded, active = portfolio.recorded(CONTRACTS), portfolio.active(CONTRACTS)
        if not recorded.total:
            return {}
        question = portfolio.question(recorded)
        (rows,) = portfolio.rows(active)
        return {
            "count": recorded.total,
            "url": portfolio.url(CONTRACTS) if portfolio.is_today else "",
            "frameworks": self.frameworks(question),
            "contribution": sum(each.contribution for each in contributions(question)),
            "there": received_there(question) if portfolio.is_country else None,
            "active": active.total,
            "active_url": portfolio.url(CONTRACTS, active=True),
            "table": portfolio.table(rows) if rows else None,
        }

    def frameworks(self, question: Any) -> list[tuple[str, int, Any, str]]:
        """(code, contracts, EU contribution, address of the list), the most contracts first."""
        sums = contributions(question)
        codes = dict.fromkeys(each.framework for each in sums)
        found = [
            (
                code,
                sum(each.contracts for each in sums if each.framework == code),
                sum(each.contribution for each in sums if each.framework == code),
                self.portfolio.url(CONTRACTS, programme=code) if self.portfolio.is_today else "",
            )
            for code in codes
        ]
        return sorted(found, key=lambda row: (-row[1], row[0]))


class PartnerPanel(PortfolioPanel):
    """The partners in the country that take part in most collaborations."""

    title = _("Partners")
    template_name = "partnerships/panels/partners.html"

    def get_content(self) -> dict[str, Any]:
        partners = PartnerIndex.current(self.portfolio.user).of_day(self.day)
        keys = partners.select({"country": [self.record.iso2]})
        if not keys:
            return {}
        return {
            "rows": self.top(keys),
            "count": len(keys),
            "url": f"{address('partners')}?country={self.record.iso2}",
        }

    def top(self, keys: Any) -> list[tuple[Partner, int, str]]:
        """(partner, number of collaborations, address of their list), the most first; those with one come first."""
        portfolio = self.portfolio
        bitmaps, among = portfolio.index.views.bitmaps["partner"], portfolio.recorded().ids
        best = [(0, 0)] * MOST_PARTNERS
        for size, key in sorted(((bitmaps.size(key), -key) for key in keys), reverse=True):
            if size < best[0][0] or not size:
                break
            if count := among.intersection_cardinality(bitmaps[-key]):
                heappushpop(best, (count, key))
        counts = {-key: count for count, key in sorted(best, reverse=True) if count}
        found = {partner.pk: partner for partner in _partners().read(keys=as_array(counts))} if counts else {}
        return [(found[key], count, self.url(found[key])) for key, count in counts.items() if key in found]

    def url(self, partner: Partner) -> str:
        return self.portfolio.url(partner=partner.slug) if self.portfolio.is_today else ""


class ExtensionPanel(PortfolioPanel):
    title = _("French extensions")
    template_name = "partnerships/panels/extensions.html"

    def get_content(self) -> dict[str, Any]:
        portfolio = self.portfolio
        found = portfolio.ask(extension=("yes",)) if portfolio.is_today else portfolio.active(extension=("yes",))
        if not found.total:
            return {}
        rows = _extensions(self.day).read(structures=as_array(found.ids))
        return {"rows": rows, "count": found.total, "url": portfolio.url(extension="yes")}


class ExchangePanel(PortfolioPanel):
    title = _("People exchanged")
    template_name = "partnerships/panels/exchanges.html"

    def get_content(self) -> dict[str, Any]:
        found = self.exchanges()
        if not found.years:
            return {}
        drawn = [(year, (received, sent)) for year, received, sent in found.years[-YEARS_DRAWN:]]
        return {"exchanges": found, "columns": column_groups(drawn, 600, 130)}


class ClusterPanel(PortfolioPanel):
    title = _("Clusters")
    template_name = "partnerships/panels/clusters.html"

    def get_content(self) -> dict[str, Any]:
        """Clusters of the country, and those of a region that one of its structures belongs to."""
        rows = _clusters(self.portfolio.index.sight, self.day).read(iso2=self.record.iso2)
        return {"rows": rows} if rows else {}


@statement
def _partners() -> QuerySet[Partner]:
    return Partner.objects.filter(Among("pk", Given("keys"))).order_by()


@statement
def _extensions(day: date) -> QuerySet[FrenchExtension]:
    """People are counted by year: those of the years after the day were not known then."""
    sites = FrenchExtension.objects.filter(Among("structure_id", Given("structures"))).on(day)
    shown = sites.select_related("structure").order_by("structure__acronym", "pk")
    counts = {"received": people(Direction.RECEIVED, day.year), "sent": people(Direction.SENT, day.year)}
    return shown.annotate(**counts)[:MOST_ROWS]


@statement
def _clusters(sight: Sight, day: date) -> QuerySet[Cluster]:
    in_country = Structure.objects.all().in_sight(sight).filter(country=Given("iso2"))
    of_structures = Cluster.structures.through.objects.filter(structure__in=in_country)
    mine = Q(country=Given("iso2")) | Q(pk__in=of_structures.values("cluster"))
    found = Cluster.objects.all().in_sight(sight).filter(mine, holds_on(day))
    return found.order_by("sort_en", "pk")[:MOST_ROWS]
