from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import FilterSet, search_filter
from offices.articles import origin
from offices.filters.places import country_filter
from partnerships.filters.collaborations import institute_filter


class ExtensionFilterSet(FilterSet):
    q = search_filter()
    country = country_filter(
        "with_partner_from", label=_("With a partner from"), phrase=_("with a partner from %(value)s"), form=origin
    )
    institute = institute_filter()
