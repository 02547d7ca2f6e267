"""What is asked: the same cases of every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser

from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.generation import ENGLISH_ENDINGS, vocabulary
from partnerships.catalogue.index import CatalogueResult

ANYBODY = AnonymousUser()
A_DAY = date(2015, 6, 1)
COMMON, RARE = 0.05, 0.0002
CHOSEN_FROM = ("kind", "institute", "scheme", "programme", "country", "start_year", "located_in")
WORDS_TRIED = 40


@dataclass(frozen=True)
class Case:
    name: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    day: date = field(default_factory=date.today)
    active: bool = False

    @property
    def result(self) -> CatalogueResult:
        index = CatalogueIndex.current(ANYBODY)
        # In quotes: a whole word, not the beginning of one.
        text = f'"{self.text}"' if self.text else ""
        return index.query(chosen=self.chosen, text=text, day=self.day, active=self.active)

    @property
    def address(self) -> str:
        query: dict[str, object] = {**self.chosen}
        if self.text:
            query["q"] = f'"{self.text}"'
        if self.active:
            query["active_on"] = self.day.isoformat()
        return f"/en/collaborations/?{urlencode(query, doseq=True)}"

    @property
    def is_plain(self) -> bool:
        """Only values of facets are asked for."""
        return not (self.text or self.active)


def cases() -> list[Case]:
    """Values and words whose sizes are nearest to those wanted, in the data that are there."""
    everything = Case("no filter")
    total, counts = everything.result.total, everything.result.counts
    sizes = {(facet, value): size / total for facet in CHOSEN_FROM for value, size in counts.get(facet, {}).items()}

    def value_of(share: float) -> dict[str, tuple[str, ...]]:
        facet, value = min(sizes, key=lambda place: abs(sizes[place] - share))
        return {facet: (value,)}

    words = vocabulary(ENGLISH_ENDINGS)
    ranks = sorted({int(len(words) ** (n / WORDS_TRIED)) - 1 for n in range(WORDS_TRIED + 1)})
    shares = {words[rank]: Case("", text=words[rank]).result.total / total for rank in ranks}
    common = min(shares, key=lambda word: abs(shares[word] - COMMON))
    rare = min((word for word in shares if shares[word]), key=lambda word: abs(shares[word] - RARE))
    third, two = value_of(0.3), value_of(0.3) | {"institute": (max(counts["institute"], key=counts["institute"].get),)}
    return [
        everything,
        Case("30 %", third),
        Case("0.1 %", value_of(0.001)),
        Case("common text", text=common),
        Case("rare text", text=rare),
        Case("text and two filters", two, text=common),
        Case("active on a day", day=A_DAY, active=True),
    ]
