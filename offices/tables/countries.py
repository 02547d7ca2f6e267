import django_tables2
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import Table

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


class CountryTable(Table):
    name = django_tables2.Column(verbose_name=_("country"), order_by=("sort_",), linkify=True)
    code = django_tables2.Column(accessor="iso2", verbose_name=_("ISO code"), order_by=("iso2",))
    region = django_tables2.Column(verbose_name=_("region"), order_by=("region__position",))
    office = django_tables2.Column(
        accessor="office_city",
        verbose_name=_("office in charge"),
        linkify=("office", {"key": django_tables2.A("office_slug")}),
    )
    structures = django_tables2.Column(verbose_name=_("structures at work"), order_by=("structures",), attrs=NUMBER)
    contracts = django_tables2.Column(verbose_name=_("EU contracts running"), order_by=("contracts",), attrs=NUMBER)

    select = ("region",)
