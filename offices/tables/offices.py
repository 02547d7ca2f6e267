from typing import Any

import django_tables2
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import LinkedColumn, Table
from cnrs_intl.catalogue.text import localized


class OfficeTable(Table):
    city = LinkedColumn("city", verbose_name=_("office"), order_by=("sort_",))
    name = django_tables2.Column(verbose_name=_("official name"))
    country = LinkedColumn("country", verbose_name=_("country"))
    covers = django_tables2.Column(accessor="covered", verbose_name=_("in charge of"), empty_values=())
    opened = django_tables2.Column(accessor="start", verbose_name=_("opened in"), order_by=("start",))

    select = ("country",)

    def render_covers(self, value: list[dict[str, str]]) -> str:
        name = localized("name")
        return ", ".join(country[name] or country["name_en"] for country in value)

    def render_opened(self, record: Any) -> int | None:
        return record.start.year if record.start else None
