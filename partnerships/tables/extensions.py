from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.tables import LinkedColumn, Table
from partnerships.tables.columns import TemplateColumn
from partnerships.tables.partners import NUMBER


class ExtensionTable(Table):
    city = TemplateColumn("partnerships/cells/extension.html", verbose_name=_("extension"), order_by=("city_",))
    campus = django_tables2.Column(verbose_name=_("campus"), visible=False)
    structure = LinkedColumn("structure", verbose_name=_("joint unit"), order_by=("structure__acronym",))
    country = LinkedColumn("structure__country", verbose_name=_("partner country"))
    host = LinkedColumn("shown_host", verbose_name=_("host"))
    laboratory = django_tables2.Column(verbose_name=_("French laboratory"))
    hosting_capacity = django_tables2.Column(verbose_name=_("capacity"), order_by=("hosting_capacity",), attrs=NUMBER)
    received = django_tables2.Column(verbose_name=_("received"), order_by=("received",), attrs=NUMBER)
    sent = django_tables2.Column(verbose_name=_("sent"), order_by=("sent",), attrs=NUMBER)
    balance = django_tables2.Column(verbose_name=_("balance"), empty_values=(), attrs=NUMBER)

    select = ("structure__country", "laboratory")

    @classmethod
    def fetch(cls, queryset: QuerySet[Any], sight: Sight) -> QuerySet[Any]:
        return super().fetch(queryset, sight).with_hosts(sight)  # type: ignore[attr-defined]

    def render_balance(self, record: Any) -> int:
        return record.received - record.sent
