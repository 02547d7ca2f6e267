from typing import Any

import django_tables2
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import Table
from partnerships.models import Structure
from partnerships.tables.columns import PartnersColumn, StatusColumn, TemplateColumn, partner_prefetch


class StructureTable(Table):
    acronym = TemplateColumn("partnerships/cells/structure.html", verbose_name=_("structure"), order_by=("acronym",))
    title = django_tables2.Column(verbose_name=_("title"), order_by=("sort_",), visible=False)
    kind = django_tables2.Column(
        accessor="instrument_code", verbose_name=_("instrument"), order_by=("instrument_code",), visible=False
    )
    codes = django_tables2.Column(verbose_name=_("codes"), visible=False, empty_values=())
    partners = PartnersColumn()
    country = django_tables2.Column(verbose_name=_("country"), linkify=True)
    institutes = django_tables2.ManyToManyColumn(verbose_name=_("institute"))
    status = StatusColumn()
    start = TemplateColumn("partnerships/cells/terms.html", verbose_name=_("start"), order_by=("start",))
    end = django_tables2.Column(verbose_name=_("end"), order_by=("end",), visible=False)

    select = ("country", "instrument")

    @classmethod
    def prefetches(cls, user: Any) -> list[Prefetch | str]:
        return ["codes", "terms", "institutes", partner_prefetch(user)]

    def render_codes(self, record: Structure) -> str:
        return "; ".join(code.code for code in record.codes.all())
