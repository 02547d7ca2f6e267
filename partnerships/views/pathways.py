"""The life of a structure as its page draws it: stages from first contact on, and their terms on one axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cnrs_intl.catalogue.choices import Precision
from cnrs_intl.catalogue.drawing import Lane, TimeAxis, axis_around, period_lanes
from partnerships.models import Structure, StructureCode
from partnerships.services.term_numbers import NumberedTerm, first_day, numbered
from partnerships.services.term_rules import Period

WIDTH = 640
MOST_LANES = 12
MOST_YEARS = 6


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A structure for as long as it carries one code; all of it where it has none."""

    structure: Structure
    label: str
    """The code, or the instrument."""
    start: date | None
    end: date | None
    terms: tuple[NumberedTerm, ...]
    is_here: bool
    """A stage of the structure whose page it is."""
    is_present: bool
    precision: Precision = Precision.YEAR


@dataclass(frozen=True, kw_only=True)
class Life:
    """What the drawing of the terms shows, in its own units."""

    lanes: list[Lane]
    years: list[tuple[float, int]]
    today: float
    height: int


def stages(structure: Any, day: date, *, is_here: bool = False) -> list[Stage]:
    """The stages of a structure whose codes and terms are at hand, the earliest first."""
    codes: list[StructureCode | None] = sorted(structure.own_codes, key=first_day)
    terms = numbered(structure.instrument, structure.own_terms, structure.own_codes)
    if not codes or any(term.code is None for term in terms):
        codes.append(None)
    return [
        _stage(structure, code, [term for term in terms if term.code == code], day, is_here=is_here) for code in codes
    ]


def _stage(structure: Any, code: StructureCode | None, terms: list[NumberedTerm], day: date, *, is_here: bool) -> Stage:
    """Dates that the code does not give are those of the terms; of a structure that goes on, the end is open."""
    over = structure.end if structure.end and structure.end < day else None
    start = (code and code.start) or (terms[0].start if terms else None)
    end = (code and code.end) or over
    is_active = any(term.contains(day) for term in structure.own_terms)
    return Stage(
        structure=structure,
        label=code.code if code else structure.instrument.code,
        start=start,
        end=end,
        terms=tuple(terms),
        is_here=is_here,
        is_present=is_active and (start or day) <= day <= (end or day),
    )


def levels(steps: Sequence[tuple[Structure, set[int]]], record: Structure, day: date) -> list[list[Stage]]:
    """The stages of a pathway side by side where they are equally far from the first contact."""
    places: dict[int, int] = {}
    found: list[list[Stage]] = []
    for structure, origins in steps:
        place = max((places[key] for key in origins), default=0)
        own = stages(structure, day, is_here=structure.pk == record.pk)
        places[structure.pk] = place + len(own)
        for number, stage in enumerate(own, start=place):
            if number == len(found):
                found.append([])
            found[number].append(stage)
    return found


def life(ordered: Iterable[Stage], possible: Sequence[Period], day: date) -> Life | None:
    """The terms of the stages, a lane each; after the structure's own, what could follow. None where it has no term."""
    shown = _nearest([stage for stage in ordered if stage.terms])
    if not any(stage.is_here for stage in shown):
        return None
    axis: TimeAxis = axis_around([*(term for stage in shown for term in stage.terms), *possible], day, WIDTH)
    last = max(number for number, stage in enumerate(shown) if stage.is_here)
    rows = [(_label(stage), stage.terms, possible if number == last else ()) for number, stage in enumerate(shown)]
    lanes, height = period_lanes(axis, rows, day)
    return Life(lanes=lanes, years=axis.years(MOST_YEARS), today=axis.x(day), height=height)


def _nearest(drawn: Sequence[Stage]) -> list[Stage]:
    """The stages for which there is room, in order: the structure's own, then the youngest of the others."""
    places = sorted(range(len(drawn)), key=lambda number: (drawn[number].is_here, number))[-MOST_LANES:]
    return [drawn[number] for number in sorted(places)]


def _label(stage: Stage) -> str:
    return stage.label if stage.is_here else f"{stage.label} · {stage.structure}"
