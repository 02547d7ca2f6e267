import django_tables2
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import LinkedColumn, Table
from partnerships.models import Partner

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class PartnerTable(Table):
    name = LinkedColumn("name", verbose_name=_("partner"), order_by=("sort_name",))
    type = django_tables2.Column(accessor="get_kind_display", verbose_name=_("type"))
    city = django_tables2.Column(verbose_name=_("city"))
    country = LinkedColumn("country", verbose_name=_("country"), order_by=("country__sort_",))
    structures = django_tables2.Column(
        accessor="structure_count", verbose_name=_("structures"), order_by=("structure_count",), attrs=NUMBER
    )
    contracts = django_tables2.Column(
        accessor="contract_count", verbose_name=_("contracts"), order_by=("contract_count",), attrs=NUMBER
    )
    ror_id = django_tables2.Column(verbose_name=_("ROR id"), visible=False)
    pic = django_tables2.Column(verbose_name=_("PIC"), visible=False)

    select = ("country",)

    def value_ror_id(self, record: Partner) -> str:
        return record.ror_url
