"""Filters by place that several lists share."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import DayFilter, RecordsFilter
from offices.articles import Form, with_article
from offices.models import Country, Office, Region


class CountryFilter(RecordsFilter):
    """Countries; the sentence says them in the form that its words ask for."""

    def __init__(self, *, form: Form = with_article, **extra: Any) -> None:
        super().__init__(records=Country.objects.all(), key="iso2", **extra)
        self.form_of_country = form

    def texts(self, value: Any) -> list[str]:
        return [self.form_of_country(iso2, name) for iso2, name in self.chips(value)]


class AsOfFilter(DayFilter):
    """The day that the whole list is read as of; it leaves nothing out."""

    def __init__(self) -> None:
        super().__init__(verb="", label=_("As of the day"), phrase=_("as of %(value)s"))

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return queryset


def country_filter(verb: str, *, label: Any, phrase: Any, **extra: Any) -> CountryFilter:
    return CountryFilter(verb=verb, label=label, phrase=phrase, **extra)


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
