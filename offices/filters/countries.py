from typing import Any

from django.utils.functional import cached_property

from cnrs_intl.catalogue.filters import FilterSet, search_filter
from cnrs_intl.catalogue.related import Figure, figures_for
from offices.filters.places import AsOfFilter, office_filter, region_filter
from offices.models import Country


class CountryFilterSet(FilterSet):
    q = search_filter()
    region = region_filter()
    office = office_filter()
    active_on = AsOfFilter()

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return figures_for(Country, self.request.user, self.day)

    @property
    def qs(self) -> Any:
        countries: Any = super().qs
        return countries.with_numbers(**{name: figure.numbers for name, figure in self.figures.items()})
