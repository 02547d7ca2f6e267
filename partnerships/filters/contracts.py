from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import RecordsFilter
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.models import FundingScheme, Programme


class ContractFilterSet(CollaborationFilterSet):
    first = ("q", "programme", "scheme")

    programme = RecordsFilter(
        records=Programme.objects.all(),
        key="code",
        verb="under",
        label=_("Programme or part"),
        phrase=_("under %(value)s"),
    )
    scheme = RecordsFilter(
        records=FundingScheme.objects.all(),
        key="code",
        verb="of_scheme",
        label=_("Funding scheme"),
        phrase=_("of the scheme %(value)s"),
    )
