from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import ChoicesFilter, RecordsFilter
from offices.filters.places import country_filter
from partnerships.choices import Family
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.models import Cluster, Instrument


class StructureFilterSet(CollaborationFilterSet):
    first = ("q", "kind", "family", "status", "country", "located_in")

    kind = RecordsFilter(
        records=Instrument.objects.all(),
        key="code",
        verb="of_kind",
        label=_("Instrument"),
        phrase=_("of the instrument %(value)s"),
    )
    family = ChoicesFilter(
        verb="of_family", choices=Family.choices, label=_("Family"), phrase=_("of the family %(value)s")
    )
    located_in = country_filter("located_in", label=_("Located in"), phrase=_("located in %(value)s"), dated=True)
    cluster = RecordsFilter(
        records=Cluster.objects.all(),
        key="slug",
        hidden=True,
        verb="in_cluster",
        label=_("Cluster"),
        phrase=_("in the cluster %(value)s"),
    )
