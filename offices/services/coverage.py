"""Which office was in charge of which country, and when: as pages of countries, offices and partners ask."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import statement
from cnrs_intl.catalogue.states import Memory
from offices.models import Country, Coverage, Office

_READ: Memory[list[Coverage]] = Memory()


def coverages(user: Any) -> list[Coverage]:
    """Of the offices that `user` may see, with office and country, by the name of the country, the earliest first.

    One query, and none where a page of the same state of the database has asked before.
    """
    sight = sight_of(user)
    return _READ.of(sight, lambda: _all(sight).read())


def office_in_charge(country: Country | None, user: Any, day: date) -> Office | None:
    """The office that covers the country on `day`, where `user` may see it."""
    if country is None:
        return None
    found = (each.office for each in coverages(user) if each.country_id == country.pk and each.contains(day))
    return next(found, None)


@statement
def _all(sight: Sight) -> QuerySet[Coverage]:
    seen = Coverage.objects.filter(office__in=Office.objects.all().in_sight(sight))
    return seen.select_related("office", "country").order_by("country__sort_en", "start", "pk")
