from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from offices.filters.countries import CountryFilterSet
from offices.models import Country, Office
from offices.tables.countries import CountryTable


class CountryList(ListPage):
    name = "countries"
    title = _("Countries")
    noun = ngettext_lazy("%(count)s country or territory", "%(count)s countries and territories", "number")
    queryset = Country.objects.all()
    filterset_class = CountryFilterSet
    table_class = CountryTable
    default_order = "name"
    page_size = 50


class CountryPage(DetailPage):
    name = "country"
    prefix = "countries"
    queryset = Country.objects.select_related("region").prefetch_related("embassy_services")
    lookup = "iso2__iexact"
    template_name = "offices/country.html"

    def extra_context(self, record: Country) -> dict[str, Any]:
        office = Office.objects.visible_to(self.request.user).in_charge_of(record, localdate()).first()
        return {"office": office}
