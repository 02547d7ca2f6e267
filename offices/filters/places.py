"""Filters by place that several lists share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import RecordsFilter
from offices.models import Country, Office, Region


def country_filter(verb: str, *, label: Any, phrase: Any, **extra: Any) -> RecordsFilter:
    return RecordsFilter(records=Country.objects.all(), key="iso2", verb=verb, label=label, phrase=phrase, **extra)


def region_filter(verb: str = "in_region") -> RecordsFilter:
    return RecordsFilter(
        records=Region.objects.all(), key="code", verb=verb, label=_("Region"), phrase=_("in the region %(value)s")
    )


def office_filter(verb: str = "of_office") -> RecordsFilter:
    return RecordsFilter(
        records=Office.objects.all(),
        key="slug",
        verb=verb,
        dated=True,
        label=_("Office"),
        phrase=_("in the territory of the office of %(value)s"),
    )
