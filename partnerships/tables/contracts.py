from typing import Any

import django_tables2
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import Table
from partnerships.tables.columns import AmountColumn, PartnersColumn, StatusColumn, TemplateColumn, partner_prefetch
from partnerships.tables.partners import NUMBER


class ContractTable(Table):
    acronym = TemplateColumn("partnerships/cells/contract.html", verbose_name=_("contract"), order_by=("acronym",))
    title = django_tables2.Column(verbose_name=_("title"), order_by=("sort_",), visible=False)
    framework = django_tables2.Column(accessor="framework__code", verbose_name=_("framework"), visible=False)
    grant_number = django_tables2.Column(verbose_name=_("grant number"), order_by=("grant_number",), visible=False)
    programme = django_tables2.Column(accessor="programme__code", verbose_name=_("programme"))
    scheme = django_tables2.Column(verbose_name=_("scheme"))
    partner_count = django_tables2.Column(
        accessor="present_participations", verbose_name=_("partners"), empty_values=(), attrs=NUMBER
    )
    partners = PartnersColumn()
    country = django_tables2.Column(verbose_name=_("coordinator's country"), linkify=True)
    ec_contribution = AmountColumn(verbose_name=_("EU contribution (€)"), order_by=("ec_contribution",))
    status = StatusColumn()
    start = TemplateColumn("partnerships/cells/period.html", verbose_name=_("start"), order_by=("start",))
    end = django_tables2.Column(verbose_name=_("end"), order_by=("end",), visible=False)

    select = ("country", "framework", "programme", "scheme")

    class Meta(Table.Meta):
        sequence = ("acronym", "...")

    @classmethod
    def prefetches(cls, user: Any) -> list[Prefetch | str]:
        return [partner_prefetch(user)]

    def render_partner_count(self, record: Any) -> int:
        return len({participation.partner_id for participation in record.present_participations})

    def __init__(self, *arguments: Any, **extra: Any) -> None:
        super().__init__(*arguments, **extra)
        # A consortium can have 200 members: the page counts them, files name them.
        self.columns.hide("partners")
