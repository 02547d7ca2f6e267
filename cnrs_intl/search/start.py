"""The search page before anything is asked: what can be asked, by examples that find something."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from cnrs_intl.catalogue.addresses import address, address_of
from cnrs_intl.search.question import Question
from offices.models import Office
from offices.models.countries import HOME_COUNTRY

MOST = 8


@dataclass(frozen=True, kw_only=True)
class Way:
    label: str
    url: str
    count: int


def ways(question: Question) -> dict[str, Any]:
    """Instruments, countries and partners with most collaborations, and the offices. Two queries."""
    result, words = question.index.query(day=question.day), question.vocabulary
    return {
        "kinds": [
            Way(label=words.label("kind", value), url=_list(kind=value), count=count)
            for value, count in _most(result.counts["kind"])
        ],
        "countries": [
            Way(label=words.label("country", value), url=address_of("country", value.lower()), count=count)
            for value, count in _most(result.counts["country"])
            if value != HOME_COUNTRY
        ],
        "partners": [
            Way(label=name, url=address_of("partner", slug), count=count)
            for slug, name, count in result.named_partners(MOST)
        ],
        "offices": Office.objects.visible_to(question.user).select_related("country"),
    }


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _list(**question: str) -> str:
    return f"{address('collaborations')}?{urlencode(question)}"
