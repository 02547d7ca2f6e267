"""The terms of a structure, numbered within the instrument under which each was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from partnerships.models import Instrument, StructureCode, Term

ORDINALS = (
    gettext_lazy("First term"),
    gettext_lazy("First renewal"),
    gettext_lazy("Second renewal"),
    gettext_lazy("Third renewal"),
    gettext_lazy("Fourth renewal"),
    gettext_lazy("Fifth renewal"),
)


@dataclass(frozen=True, kw_only=True)
class NumberedTerm:
    """A term, the code and the instrument on its first day, and how many terms of that instrument came before."""

    term: Term
    code: StructureCode | None
    instrument: Instrument
    ordinal: int
    """0: the first term under the instrument; 1: its first renewal."""

    @property
    def start(self) -> date | None:
        return self.term.start

    @property
    def end(self) -> date | None:
        return self.term.end

    @property
    def words(self) -> str:
        """“Second renewal”, in the reader's language."""
        if self.ordinal < len(ORDINALS):
            return str(ORDINALS[self.ordinal])
        return gettext("Renewal %(number)d") % {"number": self.ordinal}


def numbered(instrument: Instrument, terms: Iterable[Term], codes: Iterable[StructureCode]) -> list[NumberedTerm]:
    """The terms in order, each numbered within its instrument: a UMI that becomes an IRL begins to count anew.

    `instrument`: of the record, for what no code says.
    """
    codes, counts, found = list(codes), dict[int, int](), []
    for term in sorted(terms, key=first_day):
        code = code_on(codes, first_day(term))
        own = code.instrument if code else instrument
        ordinal = counts[own.pk] = counts.get(own.pk, -1) + 1
        found.append(NumberedTerm(term=term, code=code, instrument=own, ordinal=ordinal))
    return found


def code_on(codes: Iterable[StructureCode], day: date) -> StructureCode | None:
    """The code carried on `day`, the youngest of several; before all codes, the oldest; None after them."""
    by_age = sorted(codes, key=first_day)
    holding = [code for code in by_age if code.contains(day)]
    if holding:
        return holding[-1]
    return by_age[0] if by_age and day < first_day(by_age[0]) else None


def first_day(item: Any) -> date:
    """Of a dated row; one without a start began before all others."""
    return item.start or date.min
