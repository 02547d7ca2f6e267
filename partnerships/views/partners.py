from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.filters.partners import PartnerFilterSet
from partnerships.models import EUContract, Partner, Structure
from partnerships.models.periods import YOUNGEST_FIRST
from partnerships.tables.partners import PartnerTable


class PartnerList(ListPage):
    name = "partners"
    title = _("Partners")
    noun = ngettext_lazy("%(count)s partner", "%(count)s partners", "number")
    introduction = _("Universities, research organisations, companies, agencies and embassies.")
    # The organisation itself has a page, but is not its own partner.
    queryset = Partner.objects.filter(is_home=False)
    filterset_class = PartnerFilterSet
    table_class = PartnerTable
    default_order = "name"


class PartnerPage(DetailPage):
    name = "partner"
    prefix = "partners"
    queryset = Partner.objects.select_related("country", "parent", "successor")
    template_name = "partnerships/partner.html"

    def extra_context(self, record: Partner) -> dict[str, Any]:
        user, today = self.request.user, localdate()
        structures = Structure.objects.visible_to(user).with_partner(record.slug).as_of(today)
        contracts = EUContract.objects.visible_to(user).with_partner(record.slug).as_of(today)
        relatives = Partner.objects.visible_to(user)
        return {
            "names": record.names.all(),
            "structures": structures.select_related("instrument").order_by(*YOUNGEST_FIRST),
            "contracts": contracts.order_by(*YOUNGEST_FIRST)[:20],
            "contract_count": contracts.count(),
            "parts": relatives.filter(parent=record),
            "predecessors": relatives.filter(successor=record),
            "parent": relatives.filter(pk=record.parent_id).first(),
            "successor": relatives.filter(pk=record.successor_id).first(),
            "accesses": record.infrastructure_accesses.visible_to(user).select_related("infrastructure"),
        }
