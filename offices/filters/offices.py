from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import DayFilter, FilterSet, search_filter
from offices.filters.places import country_filter, region_filter


class OfficeFilterSet(FilterSet):
    q = search_filter()
    region = region_filter()
    country = country_filter("covering", label=_("In charge of"), phrase=_("in charge of %(value)s"), dated=True)
    active_on = DayFilter(verb="open_on", label=_("Open on"), phrase=_("open on %(value)s"))
