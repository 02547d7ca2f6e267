from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.locators import Mark, locate
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.rows import fetch
from partnerships.choices import Status
from partnerships.filters.clusters import ClusterFilterSet
from partnerships.models import Cluster, Structure
from partnerships.tables.clusters import ClusterTable
from partnerships.tables.collaborations import CollaborationTable, prepare

MOST_STRUCTURES = 50
AT_WORK = (Status.ACTIVE, Status.ENDING_SOON)


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
    dated = True

    def extra_context(self, record: Cluster) -> dict[str, Any]:
        """Its structures, those at work on the day first, and the countries in which they are."""
        structures = Structure.objects.visible_to(self.request.user).in_cluster(record.slug)
        keys = list(structures.order_by("acronym", "pk").values_list("pk", flat=True)[:MOST_STRUCTURES])
        index = CatalogueIndex.current(self.request.user)
        rows = [prepare(row) for row in fetch(keys, index.sight, self.day)]
        statuses = index.query(day=self.day).statuses([row.pk for row in rows])
        for row, status in zip(rows, statuses, strict=True):
            row.status = status
        rows.sort(key=lambda row: row.status not in AT_WORK)
        places = {row.country_id: row.country for row in rows if row.country} | (
            {record.country_id: record.country} if record.country else {}
        )
        marks = {
            iso2: Mark(str(country), country.get_absolute_url() + self.dated_query) for iso2, country in places.items()
        }
        return {
            "table": CollaborationTable(rows, exclude=("country",) if len(marks) == 1 else ()),
            "count": structures.count(),
            "map": locate(marks),
            "listed": f"{address('structures')}?cluster={record.slug}",
        }
