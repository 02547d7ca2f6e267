"""Columns that several tables of collaborations share."""

from typing import Any

import django_tables2
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.sight import Sight
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


class PartnersColumn(DrawnColumn):
    """The names of the partners, the organisation itself left out. Needs `partners_seen_by`."""

    def __init__(self) -> None:
        super().__init__(
            lambda record: self.value(record.partners_found), verbose_name=_("partners"), accessor="partners_found"
        )

    def value(self, value: list[dict[str, Any]]) -> str:
        return "; ".join(dict.fromkeys(each["name"] for each in value))


def partners_seen_by(sight: Sight) -> ArraySubquery:
    """For each participation that the reader may see, key and name of the partner, in their order."""
    takers = Participation.objects.all().in_sight(sight).filter(collaboration=OuterRef("pk"), partner__is_home=False)
    ordered = takers.order_by(F("position").asc(nulls_last=True), "pk")
    return ArraySubquery(ordered.values(json=JSONObject(key="partner_id", name="partner__name")))
