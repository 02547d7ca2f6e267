from typing import Any

from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address, address_of
from cnrs_intl.catalogue.detail import DAY, DetailPage
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.locators import Mark, locate
from cnrs_intl.catalogue.maps import world_map
from cnrs_intl.catalogue.related import panels_for
from cnrs_intl.catalogue.states import Memory
from offices.filters.countries import CountryFilterSet
from offices.models import Country
from offices.services.coverage import coverages
from offices.services.embassies import embassy_services
from offices.tables.countries import CountryTable

_DRAWN: Memory[SafeString] = Memory()


class CountryList(ListPage):
    name = "countries"
    title = _("Countries")
    noun = ngettext_lazy("%(count)s country or territory", "%(count)s countries and territories", "number")
    queryset = Country.objects.all()
    filterset_class = CountryFilterSet
    table_class = CountryTable
    default_order = "name"
    page_size = 50
    template_name = "offices/countries.html"

    filterset: CountryFilterSet

    def extra_context(self) -> dict[str, Any]:
        key = self.request.user.pk, get_language(), self.filterset.day, self.question()
        return {"map": _DRAWN.of(key, self.map)}

    def map(self) -> SafeString:
        """Of the countries of the list, what is at work with each."""
        listed = {country.iso2: country for country in self.filterset.qs.order_by()}
        figures = self.filterset.figures.values()
        numbers = {iso2: sum(figure.numbers.get(iso2, 0) for figure in figures) for iso2 in listed}
        dated = self.filterset.query.get(DAY, "")
        query = f"?{DAY}={dated}" if dated else ""
        return world_map(
            numbers,
            lambda iso2: str(listed[iso2].name),
            lambda iso2: f"{address_of('country', iso2.lower())}{query}",
            set(),
        )


class CountryPage(DetailPage):
    name = "country"
    prefix = "countries"
    queryset = Country.objects.select_related("region")
    lookup = "iso2"
    template_name = "offices/country.html"
    dated = True

    @classmethod
    def urls(cls) -> list[URLPattern]:
        brief = path("countries/<slug:key>/brief/", CountryBrief.as_view(), name="country-brief")
        return [*super().urls(), brief]

    def get_record(self, key: str) -> Country:
        """By its code, in capitals or not."""
        found: Country = super().get_record(key.upper())
        return found

    def extra_context(self, record: Country) -> dict[str, Any]:
        collaborations = f"{address('collaborations')}?country={record.iso2}"
        return {
            "head": panels_for(self.reading, "head"),
            "map": locate({record.iso2: Mark(str(record), collaborations)}),
        } | self.contacts(record)

    def contacts(self, record: Country) -> dict[str, Any]:
        """Whom to ask on the day: the office in charge, those at other times, the embassy's services."""
        found = [each for each in coverages(self.request.user) if each.country_id == record.pk]
        return {
            "office": next((each.office for each in found if each.contains(self.day)), None),
            "other_coverages": [each for each in found if not each.contains(self.day)],
            "services": [each for each in embassy_services(self.request.user) if each.country_id == record.pk],
        }


class CountryBrief(CountryPage):
    """The country on two sheets of paper."""

    place = "brief"
    template_name = "offices/brief.html"

    def extra_context(self, record: Country) -> dict[str, Any]:
        return self.contacts(record) | {"address": self.request.build_absolute_uri(record.get_absolute_url())}
