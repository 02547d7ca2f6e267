from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.faceting import FacetFilter
from partnerships.catalogue.aggregates import coordinated
from partnerships.catalogue.views import CONTRACTS
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.filters.sets import SetChoices


class ContractFilterSet(CollaborationFilterSet):
    part = CONTRACTS
    first = ("q", "programme", "scheme")

    programme = FacetFilter("programme", label=_("Programme or part"), phrase=_("under %(value)s"))
    scheme = FacetFilter("scheme", label=_("Funding scheme"), phrase=_("of the scheme %(value)s"))
    coordinated = SetChoices(
        lambda index: {"yes": coordinated(index)},
        choices={"yes": _("by the organisation")},
        label=_("Coordinated"),
        phrase=_("coordinated %(value)s"),
    )
