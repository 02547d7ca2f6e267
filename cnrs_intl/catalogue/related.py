"""What an app above adds to the pages of an app below, without an import in the wrong direction."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.http import HttpRequest

MAIN = "main"
Made = TypeVar("Made")


@dataclass(frozen=True)
class Figure:
    """Numbers of what goes on with each record of a kind."""

    numbers: Mapping[str, int]
    """By the key of the record; a record without a number has none."""
    link: Callable[[str], str]
    """The address of the list that a number counts, by the key of the record."""


Figures = Callable[[Any, date], Mapping[str, Figure]]
"""(reader, day) → name → figure."""


class Reading:
    """A record as somebody reads it, as of a day. What several panels need is made once."""

    def __init__(self, record: Any, request: HttpRequest, day: date) -> None:
        self.record, self.request, self.day = record, request, day
        self._made: dict[Any, Any] = {}

    def once(self, make: "Callable[[Reading], Made]") -> Made:
        """`make(reading)`, remembered as long as the page is made."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]


class Panel:
    """A part of a record's page. A subclass gives its template what to show; nothing to show: no panel."""

    title: ClassVar[Any]
    template_name: ClassVar[str]

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.content = self.get_content()

    @property
    def record(self) -> Any:
        return self.reading.record

    @property
    def request(self) -> HttpRequest:
        return self.reading.request

    @property
    def day(self) -> date:
        return self.reading.day

    def get_content(self) -> dict[str, Any]:
        """What the template shows; empty: leave the panel out."""
        raise TypeError("a panel says what it shows")


_panels: dict[tuple[type[Model], str], list[type[Panel]]] = defaultdict(list)
_figures: dict[type[Model], list[Figures]] = defaultdict(list)


def register_panel(model: type[Model], panel: type[Panel], place: str = MAIN) -> None:
    """Add a panel to a place of the page of the model's records."""
    if panel not in _panels[model, place]:
        _panels[model, place].append(panel)


def panels_for(reading: Reading, place: str = MAIN) -> list[Panel]:
    """The panels that have something to show, in the order of their registration."""
    return [panel for each in _panels[type(reading.record), place] if (panel := each(reading)).content]


def register_figures(model: type[Model], figures: Figures) -> None:
    """Add numbers of what goes on with each record of the model, for its list and its map."""
    if figures not in _figures[model]:
        _figures[model].append(figures)


def figures_for(model: type[Model], user: Any, day: date) -> dict[str, Figure]:
    """The figures by name, for a reader on a day."""
    return {name: figure for each in _figures[model] for name, figure in each(user, day).items()}
