"""Geometry of the drawings made on the server: dates and counts to places in an SVG, in its own units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDEST_COLUMN = 28


@dataclass(frozen=True)
class TimeAxis:
    """Maps days to abscissas from 0 to `width`."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return round(min(max((day - self.first).days / span, 0), 1) * self.width, 1)

    def years(self, most: int) -> list[tuple[float, int]]:
        """At most `most` + 1 labelled years, evenly apart."""
        step = max(1, -(-(self.last.year - self.first.year) // most))
        return [(self.x(date(year, 1, 1)), year) for year in range(self.first.year, self.last.year + 1, step)]


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    item: Any
    is_present: bool


def period_bars(axis: TimeAxis, items: Iterable[Any], today: date) -> list[Bar]:
    """A bar for each dated item; an open one reaches the end of the axis. Bars are wide enough to be seen."""
    bars = []
    for item in items:
        start, end = axis.x(item.start or axis.first), axis.x(item.end or axis.last)
        present = (item.start or today) <= today <= (item.end or today)
        bars.append(Bar(start, max(round(end - start - 1, 1), 2), item, present))
    return bars


def axis_around(items: Sequence[Any], today: date, width: float) -> TimeAxis:
    """An axis of whole years that holds every item and today."""
    days = [day for item in items for day in (item.start, item.end) if day] + [today]
    return TimeAxis(date(min(days).year, 1, 1), date(min(max(days).year + 1, date.max.year), 1, 1), width)


@dataclass(frozen=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    value: int
    series: int

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


def column_groups(
    values: Sequence[tuple[Any, Sequence[int]]], width: float, height: float
) -> list[tuple[float, Any, list[Column]]]:
    """Grouped columns: for each (label, values of the series), the middle of its group, the label, the columns.

    The columns of a group stand side by side around its middle, and are not wider than `WIDEST_COLUMN`.
    """
    most = max((value for _label, series in values for value in series), default=0) or 1
    step = width / max(len(values), 1)
    groups = []
    for number, (label, series) in enumerate(values):
        breadth = min(step * 0.7 / max(len(series), 1), WIDEST_COLUMN)
        middle = (number + 0.5) * step
        left = middle - breadth * len(series) / 2
        columns = [
            Column(
                x=round(left + place * breadth, 1),
                y=round(height - value / most * height, 1),
                width=round(breadth, 1),
                height=round(value / most * height, 1),
                value=value,
                series=place,
            )
            for place, value in enumerate(series)
        ]
        groups.append((round(middle, 1), label, columns))
    return groups


def overlaid_columns(years: Sequence[tuple[int, int, int]], width: float, height: float) -> list[dict[str, Any]]:
    """For each (year, small, large): abscissa, top and height of both columns; a label every fifth year."""
    most = max((max(small, large) for _year, small, large in years), default=0) or 1
    step = width / max(len(years), 1)

    def tall(value: int) -> float:
        return round(value / most * height, 1)

    return [
        {
            "x": round(place * step, 1),
            "y": round(height - tall(large), 1),
            "height": tall(large),
            "small_y": round(height - tall(small), 1),
            "small_height": tall(small),
            "label": year if year % 5 == 0 else None,
        }
        for place, (year, small, large) in enumerate(years)
    ]
