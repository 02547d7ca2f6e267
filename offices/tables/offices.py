from typing import Any

import django_tables2
from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import Table
from offices.models import Coverage, Office


class OfficeTable(Table):
    city = django_tables2.Column(verbose_name=_("office"), order_by=("sort_",), linkify=True)
    name = django_tables2.Column(verbose_name=_("official name"))
    country = django_tables2.Column(verbose_name=_("country"), linkify=True)
    covers = django_tables2.Column(verbose_name=_("in charge of"), empty_values=())
    opened = django_tables2.Column(accessor="start", verbose_name=_("opened in"), order_by=("start",))

    select = ("country",)

    @classmethod
    def prefetches(cls, user: Any) -> list[Prefetch | str]:
        today = Coverage.objects.on(localdate()).select_related("country").order_by("country__sort_en")
        return [Prefetch("coverages", queryset=today, to_attr="present_coverages")]

    def render_covers(self, record: Any) -> str:
        return ", ".join(str(coverage.country) for coverage in record.present_coverages)

    def render_opened(self, record: Office) -> int | None:
        return record.start.year if record.start else None
