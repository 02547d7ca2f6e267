from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from offices.filters.offices import OfficeFilterSet
from offices.models import Office
from offices.tables.offices import OfficeTable


class OfficeList(ListPage):
    name = "offices"
    title = _("Offices")
    noun = ngettext_lazy("%(count)s office", "%(count)s offices", "number")
    introduction = _("The organisation's offices abroad: with the embassies' services, the hub of their countries.")
    queryset = Office.objects.all()
    filterset_class = OfficeFilterSet
    table_class = OfficeTable
    default_order = "city"


class OfficePage(DetailPage):
    name = "office"
    prefix = "offices"
    queryset = Office.objects.select_related("country").prefetch_related("embassy_services__country")
    template_name = "offices/office.html"

    def extra_context(self, record: Office) -> dict[str, Any]:
        coverages = record.coverages.select_related("country").order_by("start", "country__sort_en", "pk")
        today = localdate()
        present = [each for each in coverages if (each.start or today) <= today <= (each.end or today)]
        return {"present": present, "other": [each for each in coverages if each not in present]}
