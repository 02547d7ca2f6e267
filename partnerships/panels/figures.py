"""Numbers of what is at work with each country, for lists and maps of countries."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localdate

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.related import Figure
from cnrs_intl.catalogue.sight import Sight
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.choices import Status
from partnerships.panels.memory import remembered
from partnerships.panels.portfolio import sizes

REMEMBERED_DAYS = 16


@dataclass(frozen=True)
class _Question:
    version: int
    sight: Sight
    day: date
    index: CatalogueIndex = field(compare=False, repr=False)


def at_work_by_country(user: Any, day: date) -> dict[str, Figure]:
    """“structures” and “contracts”: how many are active on `day` with a partner from each country, by ISO code."""
    index = CatalogueIndex.current(user)
    counts = _counted(_Question(index.version, index.sight, day, index))
    asked = {"status": Status.ACTIVE.value} if day == localdate() else {"active_on": day.isoformat()}

    def links(name: str) -> Callable[[str], str]:
        return lambda iso2: f"{address(name)}?{urlencode({'country': iso2} | asked)}"

    return {name: Figure(numbers, links(name)) for name, numbers in counts.items()}


@remembered(REMEMBERED_DAYS)
def _counted(question: _Question) -> dict[str, dict[str, int]]:
    active = {"status": (Status.ACTIVE,)}
    return {
        name: dict(sizes(question.index.query(part=part, chosen=active, day=question.day), "country"))
        for name, part in (("structures", STRUCTURES), ("contracts", CONTRACTS))
    }
