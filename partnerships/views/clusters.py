from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.filters.clusters import ClusterFilterSet
from partnerships.models import Cluster, Structure
from partnerships.tables.clusters import ClusterTable


class ClusterList(ListPage):
    name = "clusters"
    title = _("Clusters")
    noun = ngettext_lazy("%(count)s cluster", "%(count)s clusters", "number")
    introduction = _("Structures of one country or region that work together.")
    queryset = Cluster.objects.all()
    filterset_class = ClusterFilterSet
    table_class = ClusterTable
    default_order = "name"


class ClusterPage(DetailPage):
    name = "cluster"
    prefix = "clusters"
    queryset = Cluster.objects.select_related("country", "region")
    template_name = "partnerships/cluster.html"

    def extra_context(self, record: Cluster) -> dict[str, Any]:
        structures = Structure.objects.visible_to(self.request.user).in_cluster(record.slug).as_of(localdate())
        return {"structures": structures.select_related("instrument").order_by("acronym", "pk")}
