"""The embassies' science services: those of all countries are read together, for the pages of countries and offices."""

from typing import Any

from cnrs_intl.catalogue.sight import sight_of
from cnrs_intl.catalogue.states import Memory
from offices.models import EmbassyService

_READ: Memory[list[EmbassyService]] = Memory()


def embassy_services(user: Any) -> list[EmbassyService]:
    """By the name of the country, which is at hand, then by city.

    One query, and none where a page of the same state of the database has asked before.
    """
    services = EmbassyService.objects.visible_to(user).select_related("country")
    return _READ.of(sight_of(user), lambda: list(services.order_by("country__sort_en", "city_en", "pk")))
