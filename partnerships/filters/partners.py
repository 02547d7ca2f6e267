from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import ChoicesFilter, FilterSet, search_filter
from offices.filters.places import country_filter, office_filter, region_filter
from partnerships.choices import PartnerKind


class PartnerFilterSet(FilterSet):
    q = search_filter()
    type = ChoicesFilter(
        verb="of_type", choices=PartnerKind.choices, label=_("Type"), phrase=_("of the type %(value)s")
    )
    country = country_filter("in_country", label=_("Country"), phrase=_("in %(value)s"))
    region = region_filter()
    office = office_filter()
