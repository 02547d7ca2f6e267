"""What partnerships add to the pages of offices and countries."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.related import Panel
from partnerships.models import Cluster, EUContract, FrenchExtension, Partner, Structure
from partnerships.models.periods import SOONEST_END_FIRST, YOUNGEST_FIRST

MOST_ROWS = 15
MONTHS_AHEAD = 12


class _Portfolio(Panel):
    """Records of the office's territory or of the country, the first ones, with the address of the whole list."""

    list_name: str
    template_name = "partnerships/panels/portfolio.html"

    def rows(self) -> Any:
        raise TypeError("a portfolio says which rows it shows")

    def query(self) -> str:
        """The query string of the list that holds the same rows."""
        return f"office={self.record.slug}" if hasattr(self.record, "slug") else f"country={self.record.iso2}"

    def of_record(self, queryset: Any) -> Any:
        """The rows that concern the office or country, by the verb that the list's filter calls too."""
        visible = queryset.visible_to(self.request.user)
        if hasattr(self.record, "slug"):
            return visible.of_office(self.record.slug, day=localdate())
        return visible.with_partner_from(self.record.iso2)

    def get_content(self) -> dict[str, Any]:
        rows = self.rows()
        count = rows.count()
        if not count:
            return {}
        return {"rows": rows[:MOST_ROWS], "count": count, "url": f"{reverse(self.list_name)}?{self.query()}"}


class StructurePanel(_Portfolio):
    title = _("Structures")
    list_name = "structures"

    def rows(self) -> Any:
        found = self.of_record(Structure.objects.select_related("instrument", "country"))
        return found.as_of(localdate()).order_by("acronym", "pk")


class EndingPanel(_Portfolio):
    title = _("Structures that end within a year")
    list_name = "structures"

    def query(self) -> str:
        return f"{super().query()}&ending_within={MONTHS_AHEAD}"

    def rows(self) -> Any:
        found = self.of_record(Structure.objects.select_related("instrument", "country")).as_of(localdate())
        return found.ending_within(MONTHS_AHEAD, day=localdate()).order_by(*SOONEST_END_FIRST)


class ContractPanel(_Portfolio):
    title = _("EU contracts")
    list_name = "contracts"

    def rows(self) -> Any:
        return self.of_record(EUContract.objects.select_related("country")).as_of(localdate()).order_by(*YOUNGEST_FIRST)


class EndingContractPanel(_Portfolio):
    title = _("EU contracts that end within a year")
    list_name = "contracts"

    def query(self) -> str:
        return f"{super().query()}&ending_within={MONTHS_AHEAD}"

    def rows(self) -> Any:
        found = self.of_record(EUContract.objects.select_related("country")).as_of(localdate())
        return found.ending_within(MONTHS_AHEAD, day=localdate()).order_by(*SOONEST_END_FIRST)


class ExtensionPanel(_Portfolio):
    title = _("French extensions")
    list_name = "extensions"
    template_name = "partnerships/panels/extensions.html"

    def rows(self) -> Any:
        return self.of_record(FrenchExtension.objects.select_related("structure")).order_by("structure__acronym", "pk")


class PartnerPanel(_Portfolio):
    title = _("Partners")
    list_name = "partners"
    template_name = "partnerships/panels/partners.html"

    def rows(self) -> Any:
        found = Partner.objects.visible_to(self.request.user).in_country(self.record.iso2).filter(is_home=False)
        number = Count("participations__collaboration", distinct=True)
        return found.annotate(number=number).order_by("-number", "sort_name", "pk")


class ClusterPanel(_Portfolio):
    title = _("Clusters")
    list_name = "clusters"
    template_name = "partnerships/panels/partners.html"

    def rows(self) -> Any:
        return Cluster.objects.visible_to(self.request.user).in_country(self.record.iso2).order_by("sort_en", "pk")


OFFICE_PANELS: tuple[type[Panel], ...] = (EndingPanel, EndingContractPanel, StructurePanel, ContractPanel)
COUNTRY_PANELS: tuple[type[Panel], ...] = (StructurePanel, ExtensionPanel, ClusterPanel, ContractPanel, PartnerPanel)
