from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.faceting import FacetFilter
from cnrs_intl.catalogue.filters import RecordsFilter
from offices.articles import place
from partnerships.catalogue.views import STRUCTURES
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.filters.places import CountryFacetFilter
from partnerships.models import Cluster


class StructureFilterSet(CollaborationFilterSet):
    part = STRUCTURES
    first = ("q", "kind", "family", "status", "country", "located_in")

    kind = FacetFilter("instrument", label=_("Instrument"), phrase=_("of the instrument %(value)s"))
    family = FacetFilter("family", label=_("Family"), phrase=_("of the family %(value)s"))
    located_in = CountryFacetFilter("located_in", form=place, label=_("Located in"), phrase=_("located in %(value)s"))
    cluster = RecordsFilter(
        records=Cluster.objects.all(),
        key="slug",
        hidden=True,
        verb="in_cluster",
        label=_("Cluster"),
        phrase=_("in the cluster %(value)s"),
    )
