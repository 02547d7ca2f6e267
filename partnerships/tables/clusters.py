import django_tables2
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import LinkedColumn, Table
from partnerships.tables.partners import NUMBER


class ClusterTable(Table):
    name = LinkedColumn("name", verbose_name=_("cluster"), order_by=("sort_",))
    country = LinkedColumn("country", verbose_name=_("country"))
    region = django_tables2.Column(verbose_name=_("region"))
    structures = django_tables2.Column(
        accessor="structure_count", verbose_name=_("structures"), order_by=("structure_count",), attrs=NUMBER
    )
    state = django_tables2.Column(accessor="get_state_display", verbose_name=_("decision"))

    select = ("country", "region")
