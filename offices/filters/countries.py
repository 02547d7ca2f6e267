from cnrs_intl.catalogue.filters import FilterSet, search_filter
from offices.filters.places import office_filter, region_filter


class CountryFilterSet(FilterSet):
    q = search_filter()
    region = region_filter()
    office = office_filter()
