from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.drawing import column_groups
from offices.models import Office
from partnerships.choices import SiteRole
from partnerships.filters.structures import StructureFilterSet
from partnerships.models import EUContract, Participation, Structure
from partnerships.models.periods import YOUNGEST_FIRST
from partnerships.statistics import ExchangeBalance, exchange_balance, pathway
from partnerships.tables.structures import StructureTable
from partnerships.views.catalogue import CatalogueList

# More would not leave each year the room for its label; the table beside the drawing has them all.
YEARS_DRAWN = 12


class StructureList(CatalogueList):
    name = "structures"
    title = _("Structures")
    noun = ngettext_lazy("%(count)s structure", "%(count)s structures", "number")
    introduction = _("Joint laboratories, associated laboratories, networks and projects with partners abroad.")
    queryset = Structure.objects.all()
    filterset_class = StructureFilterSet
    table_class = StructureTable
    offered = ("start", "end", "title")


class StructurePage(DetailPage):
    """Found by its address, or by any code it carries or carried, which leads to the address."""

    name = "structure"
    prefix = "structures"
    converter = "str"
    queryset = Structure.objects.select_related("instrument", "country")
    template_name = "partnerships/structure.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        coded = self.get_queryset().coded(key).exclude(slug=key)
        if not self.get_queryset().filter(slug=key).exists() and (record := coded.order_by("-pk").first()):
            return redirect(record)
        return super().get(request, key)

    def get_queryset(self) -> Any:
        return super().get_queryset().as_of(localdate())

    def extra_context(self, record: Structure) -> dict[str, Any]:
        user, today = self.request.user, localdate()
        sites = record.sites.select_related("country", "host", "laboratory")
        balance = exchange_balance(record)
        visible = Participation.objects.visible_to(user).filter(collaboration=record)
        participations = list(visible.select_related("partner__country"))
        return {
            "codes": record.codes.select_related("instrument"),
            "terms": record.terms.order_by("start"),
            "sites": sites,
            "main_site": next((site for site in sites.on(today) if site.role == SiteRole.MAIN), None),
            "participations": participations,
            "with_periods": any(each.start or each.end for each in participations),
            "pathway": pathway(record, user, today),
            "balance": balance,
            "columns": self.columns(balance),
            "office": Office.objects.visible_to(user).in_charge_of(record.country, today).first()
            if record.country
            else None,
            "shared_contracts": self.shared_contracts(record),
        }

    def columns(self, balance: ExchangeBalance | None) -> list[Any]:
        years = balance.years[-YEARS_DRAWN:] if balance else []
        return column_groups([(year, (received, sent)) for year, received, sent in years], 600, 130)

    def shared_contracts(self, record: Structure) -> Any:
        """EU contracts in which a partner of the structure takes part too."""
        partners = Participation.objects.filter(collaboration=record, partner__is_home=False).values("partner")
        contracts = EUContract.objects.visible_to(self.request.user)
        return contracts.having(participations__partner__in=partners).order_by(*YOUNGEST_FIRST)[:10]
