from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.detail import DAY, DetailPage
from cnrs_intl.catalogue.drawing import Bar, TimeAxis, axis_around, period_bars
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.locators import Mark, locate
from cnrs_intl.catalogue.related import Figure, figures_for, panels_for
from cnrs_intl.catalogue.states import Memory
from offices.filters.offices import OfficeFilterSet
from offices.models import Country, Coverage, EmbassyService, Office
from offices.services.coverage import coverages
from offices.services.embassies import embassy_services
from offices.tables.offices import OfficeTable

_DRAWN: Memory[dict[str, Any]] = Memory()
BAR_WIDTH = 150
MOST_ROWS = 15


@dataclass(frozen=True)
class CountryLine:
    """A country with the number of each figure and the address of what it counts."""

    country: Country
    numbers: list[tuple[int, str]]
    coverage: Coverage | None = None


def country_line(country: Country, figures: Iterable[Figure], coverage: Coverage | None = None) -> CountryLine:
    numbers = [(figure.numbers.get(country.iso2, 0), figure.link(country.iso2)) for figure in figures]
    return CountryLine(country, numbers, coverage)


class OfficeList(ListPage):
    name = "offices"
    title = _("Offices")
    noun = ngettext_lazy("%(count)s office", "%(count)s offices", "number")
    introduction = _("The organisation's offices abroad: with the embassies' services, the hub of their countries.")
    queryset = Office.objects.all()
    filterset_class = OfficeFilterSet
    table_class = OfficeTable
    default_order = "city"
    template_name = "offices/offices.html"

    filterset: OfficeFilterSet

    def extra_context(self) -> dict[str, Any]:
        key = self.request.user.pk, get_language(), self.filterset.day, self.question()
        return _DRAWN.of(key, self.drawn)

    def drawn(self) -> dict[str, Any]:
        """The map, and the countries without an office with their section as HTML."""
        alone = self.without_office()
        found = {"alone": alone[:MOST_ROWS], "more_alone": alone[MOST_ROWS:], "dated": self.dated_query}
        return found | {
            "map": locate(self.marks(), whole=True),
            "alone_section": render_to_string("offices/alone.html", found),
        }

    @property
    def dated_query(self) -> str:
        dated = self.filterset.query.get(DAY, "")
        return f"?{DAY}={dated}" if dated else ""

    def marks(self) -> dict[str, Mark]:
        """The countries covered on the day, each with its office: of the offices of this list."""
        covering = Coverage.objects.on(self.filterset.day).filter(office__in=self.filterset.qs.order_by().values("pk"))
        return {
            each.country_id: Mark(
                f"{each.country} – {each.office}", address_of("office", each.office.slug) + self.dated_query
            )
            for each in covering.select_related("country", "office")
        }

    def without_office(self) -> list[CountryLine]:
        """Countries without an office on the day in which something goes on: the most first."""
        figures = figures_for(Country, self.request.user, self.filterset.day).values()
        live = {iso2 for figure in figures for iso2 in figure.numbers}
        countries = Country.objects.without_office(self.filterset.day).filter(pk__in=live)
        lines = [country_line(country, figures) for country in countries]
        return sorted(lines, key=lambda line: -sum(number for number, _url in line.numbers))


class OfficePage(DetailPage):
    name = "office"
    prefix = "offices"
    queryset = Office.objects.select_related("country")
    template_name = "offices/office.html"
    dated = True

    def extra_context(self, record: Office) -> dict[str, Any]:
        own = [each for each in coverages(self.request.user) if each.office_id == record.pk]
        present = [each for each in own if each.contains(self.day)]
        figures = figures_for(Country, self.request.user, self.day).values()
        marks = {
            each.country_id: Mark(str(each.country), each.country.get_absolute_url() + self.dated_query)
            for each in present
        }
        return {
            "head": panels_for(self.reading, "head"),
            "is_open": record.contains(self.day),
            "present": [country_line(each.country, figures, each) for each in present],
            "map": locate(marks),
            "history": History(own, self.day),
            "services": self.services(record, present),
        }

    def services(self, record: Office, present: list[Coverage]) -> list[EmbassyService]:
        """The embassies' services that house the office, or are in a country of its territory."""
        covered = {each.country_id for each in present}
        services = embassy_services(self.request.user)
        return [each for each in services if each.office_id == record.pk or each.country_id in covered]


class History:
    """The coverages of an office on one axis, with the mark of the day."""

    width = BAR_WIDTH

    def __init__(self, coverages: list[Coverage], day: date) -> None:
        self.axis: TimeAxis = axis_around(coverages, day, BAR_WIDTH)
        self.mark = self.axis.x(day)
        self.rows: list[Bar] = period_bars(self.axis, coverages, day)

    @property
    def ends(self) -> tuple[int, int] | None:
        """The years at both ends of the axis; None where no date is known, so that nothing is drawn."""
        if not any(bar.item.start or bar.item.end for bar in self.rows):
            return None
        return self.axis.first.year, self.axis.last.year
