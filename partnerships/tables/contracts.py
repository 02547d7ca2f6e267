from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.tables import DrawnColumn, Table
from partnerships.tables import cells
from partnerships.tables.columns import AmountColumn, PartnersColumn, StatusColumn, partners_seen_by
from partnerships.tables.partners import NUMBER


def partner_count(record: Any) -> str:
    return str(len({each["key"] for each in record.partners_found}))


class ContractTable(Table):
    acronym = DrawnColumn(cells.contract, verbose_name=_("contract"), order_by=("acronym",))
    title = django_tables2.Column(verbose_name=_("title"), order_by=("sort_",), visible=False)
    framework = django_tables2.Column(accessor="framework__code", verbose_name=_("framework"), visible=False)
    grant_number = django_tables2.Column(verbose_name=_("grant number"), order_by=("grant_number",), visible=False)
    programme = django_tables2.Column(accessor="programme__code", verbose_name=_("programme"))
    scheme = django_tables2.Column(verbose_name=_("scheme"))
    partner_count = DrawnColumn(partner_count, accessor="partners_found", verbose_name=_("partners"), attrs=NUMBER)
    partners = PartnersColumn()
    country = DrawnColumn(cells.country, verbose_name=_("coordinator's country"))
    ec_contribution = AmountColumn(verbose_name=_("EU contribution (€)"), order_by=("ec_contribution",))
    status = StatusColumn()
    start = DrawnColumn(cells.years, verbose_name=_("start"), order_by=("start",))
    end = django_tables2.Column(verbose_name=_("end"), order_by=("end",), visible=False)

    select = ("country", "framework", "programme", "scheme")

    class Meta(Table.Meta):
        sequence = ("acronym", "...")

    @classmethod
    def fetch(cls, queryset: QuerySet[Any], sight: Sight) -> QuerySet[Any]:
        return super().fetch(queryset, sight).annotate(partners_found=partners_seen_by(sight))

    def value_partner_count(self, record: Any) -> int:
        return int(partner_count(record))

    def __init__(self, *arguments: Any, **extra: Any) -> None:
        super().__init__(*arguments, **extra)
        # A consortium can have 200 members: the page counts them, files name them.
        self.columns.hide("partners")
