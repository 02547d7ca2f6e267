"""Geometry of the drawings made on the server: dates and counts to places in an SVG, in its own units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

WIDEST_COLUMN = 28
LANES_TOP, LANE_HEIGHT = 24, 48
FIRST_YEAR_OF_LISTS, YEARS_AHEAD, LIST_WIDTH = 1995, 6, 120


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

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


def period_bars(axis: TimeAxis, items: Iterable[Any], today: date) -> list[Bar]:
    """A bar for each dated item; an open one reaches the end of the axis. Bars are wide enough to be seen."""
    bars = []
    for item in items:
        start, end = axis.x(item.start or axis.first), axis.x(item.end or axis.last)
        present = (item.start or today) <= today <= (item.end or today)
        bars.append(Bar(start, max(round(end - start - 1, 1), 2), item, present))
    return bars


@dataclass(frozen=True)
class Lane:
    """One line of bars with its label above it, which starts where they do, or ends there in the right half."""

    label: str
    x: float
    anchor: str
    y: float
    bars: list[Bar]
    possible: list[Bar]
    """Periods that are not facts: what could follow."""


def period_lanes(
    axis: TimeAxis, rows: Sequence[tuple[str, Sequence[Any], Sequence[Any]]], today: date
) -> tuple[list[Lane], int]:
    """A lane for each (label, dated items, possible ones), one below the other; and the height of them all."""
    lanes = []
    for number, (label, items, possible) in enumerate(rows):
        bars = period_bars(axis, items, today)
        left, right = min(bar.x for bar in bars), max(bar.x + bar.width for bar in bars)
        anchor, x = ("start", left) if left <= axis.width / 2 else ("end", right)
        y = LANES_TOP + number * LANE_HEIGHT
        lanes.append(Lane(label, round(x, 1), anchor, y, bars, period_bars(axis, possible, today)))
    return lanes, LANES_TOP + len(lanes) * LANE_HEIGHT


def axis_around(items: Sequence[Any], today: date, width: float) -> TimeAxis:
    """An axis of whole years that holds every item and today."""
    days = [day for item in items for day in (item.start, item.end) if day] + [today]
    return TimeAxis(date(min(days).year, 1, 1), date(min(max(days).year + 1, date.max.year), 1, 1), width)


def small_timeline(items: Iterable[Any], day: date) -> SafeString:
    """Periods on the axis that all rows of a list share, with the mark of the day."""
    axis = TimeAxis(date(FIRST_YEAR_OF_LISTS, 1, 1), date(day.year + YEARS_AHEAD, 1, 1), LIST_WIDTH)
    bars = "".join(
        f'<rect class="{"present" if bar.is_present else "past"}" '
        f'x="{bar.x}" y="3" width="{bar.width}" height="6" rx="1"/>'
        for bar in period_bars(axis, items, day)
    )
    mark = axis.x(day)
    return SafeString(
        f'<svg class="terms" viewBox="0 0 {LIST_WIDTH} 12" width="{LIST_WIDTH}" height="12" aria-hidden="true" '
        f'focusable="false">{bars}<line x1="{mark}" x2="{mark}" y1="0" y2="12"/></svg>'
    )


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


@dataclass(frozen=True)
class Opposed:
    """Two numbers of an item as bars from a middle line: one to the left, one to the right, in units of the drawing."""

    item: Any
    left: int
    right: int
    left_width: float
    right_width: float
    middle: float

    @property
    def start(self) -> float:
        """Where the left bar begins."""
        return round(self.middle - self.left_width, 1)

    @property
    def balance(self) -> int:
        return self.right - self.left


def opposed_bars(values: Sequence[tuple[Any, int, int]], width: float) -> list[Opposed]:
    """For each (item, left, right): its bars, all on one scale. The longest of each side reach the edges together."""
    most_left = max((left for _item, left, _right in values), default=0)
    most_right = max((right for _item, _left, right in values), default=0)
    unit = width / ((most_left + most_right) or 1)
    return [
        Opposed(item, left, right, round(left * unit, 1), round(right * unit, 1), round(most_left * unit, 1))
        for item, left, right in values
    ]


def overlaid_columns(years: Sequence[tuple[int, int, int]], width: float, height: float) -> SafeString:
    """For each (year, small, large): a large column, a small one before it; a label below every fifth year."""
    most = max((max(small, large) for _year, small, large in years), default=0) or 1
    step = width / max(len(years), 1)
    breadth = round(step * 0.8, 1)

    def column(series: int, x: float, value: int) -> str:
        tall = round(value / most * height, 1)
        top = round(height - tall, 1)
        return f'<rect class="series-{series}" x="{x}" y="{top}" width="{breadth}" height="{tall}"/>'

    drawn = []
    for place, (year, small, large) in enumerate(years):
        x = round(place * step, 1)
        drawn += [column(0, x, large), column(1, x, small)]
        if year % 5 == 0:
            drawn.append(f'<text x="{x}" y="{height + 14}">{year}</text>')
    return SafeString("".join(drawn))
