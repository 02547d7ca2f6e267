"""Who is in charge of a country: asked by the page of every structure and partner, and the same for all of them."""

from datetime import date
from typing import Any

from cnrs_intl.catalogue.sight import sight_of
from cnrs_intl.catalogue.states import Memory
from offices.models import Country, Coverage, Office

_IN_CHARGE: Memory[dict[str, Office]] = Memory()


def office_in_charge(country: Country | None, user: Any, day: date) -> Office | None:
    """The office that covers the country on `day`, where `user` may see it.

    One query, and none where a page of the same state of the database has asked before.
    """
    if country is None:
        return None
    return _IN_CHARGE.of((sight_of(user), day), lambda: _read(user, day)).get(country.pk)


def _read(user: Any, day: date) -> dict[str, Office]:
    coverages = Coverage.objects.on(day).filter(office__in=Office.objects.visible_to(user)).select_related("office")
    return {coverage.country_id: coverage.office for coverage in coverages}
