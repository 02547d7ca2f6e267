from html import escape
from typing import Any

import django_tables2
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.tables import NOTHING, DrawnColumn, LinkedColumn, Table

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


def office(record: Any) -> SafeString:
    if not record.office_city:
        return NOTHING
    url = address_of("office", record.office_slug)
    return SafeString(f'<a href="{escape(url)}">{conditional_escape(record.office_city)}</a>')


class CountryTable(Table):
    name = LinkedColumn("name", verbose_name=_("country"), order_by=("sort_",))
    code = django_tables2.Column(accessor="iso2", verbose_name=_("ISO code"), order_by=("iso2",))
    region = django_tables2.Column(verbose_name=_("region"), order_by=("region__position",))
    office = DrawnColumn(office, accessor="office_city", verbose_name=_("office in charge"))
    structures = django_tables2.Column(verbose_name=_("structures at work"), order_by=("structures",), attrs=NUMBER)
    contracts = django_tables2.Column(verbose_name=_("EU contracts running"), order_by=("contracts",), attrs=NUMBER)

    select = ("region",)
