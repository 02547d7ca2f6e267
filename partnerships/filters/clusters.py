from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import FilterSet, search_filter
from offices.articles import place
from offices.filters.places import country_filter, region_filter


class ClusterFilterSet(FilterSet):
    q = search_filter()
    country = country_filter("in_country", label=_("Country"), phrase=_("in %(value)s"), form=place)
    region = region_filter()
