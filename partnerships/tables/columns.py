"""Columns that several tables of collaborations share."""

from typing import Any

import django_tables2
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.tables import DrawnColumn
from partnerships.choices import Status
from partnerships.models import Participation
from partnerships.tables import cells


class TemplateColumn(django_tables2.Column):
    """A cell drawn by a small template with the record; its value in files is text, a date or a number."""

    def __init__(self, template_name: str, **extra: Any) -> None:
        super().__init__(**({"empty_values": ()} | extra))
        self.template_name = template_name

    def render(self, record: Any, value: Any) -> str:
        return render_to_string(self.template_name, {"record": record, "value": value})

    def value(self, value: Any) -> Any:
        return value


class StatusColumn(DrawnColumn):
    """A dot and words; in files, the words."""

    def __init__(self) -> None:
        super().__init__(
            lambda record: cells.status(record.status, record.end), verbose_name=_("status"), accessor="status"
        )

    def value(self, value: Any) -> str:
        return str(Status(value).label)


class AmountColumn(django_tables2.Column):
    """Whole euros, thousands apart; in files, the exact number."""

    def __init__(self, **extra: Any) -> None:
        super().__init__(attrs={"td": {"class": "number"}, "th": {"class": "number"}}, **extra)

    def render(self, value: Any) -> str:
        return number_format(round(value), force_grouping=True)

    def value(self, value: Any) -> Any:
        return value


class PartnersColumn(django_tables2.Column):
    """The names of the partners, the organisation itself left out. Needs `partner_prefetch`."""

    def __init__(self) -> None:
        super().__init__(verbose_name=_("partners"), accessor="present_participations", empty_values=())

    def render(self, record: Any) -> str:
        names = (participation.partner.name for participation in record.present_participations)
        return "; ".join(dict.fromkeys(names))


def partner_prefetch(user: Any) -> Prefetch:
    visible = Participation.objects.visible_to(user).filter(partner__is_home=False).select_related("partner")
    return Prefetch("participations", queryset=visible, to_attr="present_participations")
