"""Filters that structures and contracts share: one declaration, one meaning, one name."""

from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import (
    ChoicesFilter,
    DayFilter,
    FilterSet,
    RecordsFilter,
    YearFilter,
    search_filter,
)
from offices.filters.places import country_filter, office_filter, region_filter
from partnerships.choices import Status
from partnerships.filters.dates import EndingWithinFilter, StatusWords
from partnerships.models import Institute, Partner, SocietalChallenge


def institute_filter() -> RecordsFilter:
    return RecordsFilter(
        records=Institute.objects.all(),
        key="acronym",
        verb="of_institute",
        label=_("Institute"),
        phrase=_("of the institute %(value)s"),
    )


class StatusFilter(StatusWords, ChoicesFilter):
    pass


class CollaborationFilterSet(FilterSet):
    q = search_filter()
    status = StatusFilter(verb="of_status", choices=Status.choices, label=_("Status"), phrase="%(value)s")
    country = country_filter(
        "with_partner_from", label=_("With a partner from"), phrase=_("with a partner from %(value)s")
    )
    region = region_filter()
    office = office_filter()
    partner = RecordsFilter(
        records=Partner.objects.all(),
        key="slug",
        hidden=True,
        verb="with_partner",
        label=_("Partner"),
        phrase=_("with %(value)s"),
    )
    institute = institute_filter()
    challenge = RecordsFilter(
        records=SocietalChallenge.objects.all(),
        key="number",
        verb="answering",
        label=_("Societal challenge"),
        phrase=_("answering the challenge %(value)s"),
    )
    active_on = DayFilter(verb="active_on", label=_("Active on"), phrase=_("active on %(value)s"))
    starts_in = YearFilter(verb="starting_in", label=_("Starting in the year"), phrase=_("starting in %(value)s"))
    ends_in = YearFilter(verb="ending_in", label=_("Ending in the year"), phrase=_("ending in %(value)s"))
    ending_within = EndingWithinFilter(verb="ending_within", dated=True)
