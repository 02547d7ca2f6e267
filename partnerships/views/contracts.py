from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from partnerships.filters.contracts import ContractFilterSet
from partnerships.models import EUContract, Participation
from partnerships.tables.contracts import ContractTable
from partnerships.views.catalogue import CatalogueList


class ContractList(CatalogueList):
    name = "contracts"
    title = _("EU contracts")
    noun = ngettext_lazy("%(count)s EU contract", "%(count)s EU contracts", "number")
    introduction = _("Grants of the European Union's framework programmes in which the organisation takes part.")
    queryset = EUContract.objects.all()
    filterset_class = ContractFilterSet
    table_class = ContractTable


class ContractPage(DetailPage):
    name = "contract"
    prefix = "contracts"
    queryset = EUContract.objects.select_related("framework", "programme", "scheme", "call", "country")
    template_name = "partnerships/contract.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().as_of(localdate())

    def extra_context(self, record: EUContract) -> dict[str, Any]:
        visible = Participation.objects.visible_to(self.request.user)
        return {"participations": visible.filter(collaboration=record).select_related("partner__country")}
