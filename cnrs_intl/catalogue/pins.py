"""A part of the map of the world with pins: places with coordinates, their names, and lines from one to the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from cnrs_intl.catalogue.maps import Land, project, world

WIDTH, HEIGHT = 640, 320
NARROWEST = 110
"""Width of the view in units of the drawing of the world, where pins are close together: about that of Europe."""
MARGIN = 0.2
"""Kept free around the pins, as a share of the distance between the outermost."""
NEAR = 14
"""Pins nearer than this share one mark."""
LINE = 17
LETTER = 7.6
"""About the width of a letter."""
RIGHT = 530
"""Names end before this abscissa: a narrow screen shows the middle of the drawing only."""
_NUMBER = re.compile(r"-?[0-9.]+")

FRANCE = ((51.3, 2.5), (41.2, 9.3), (48.4, -5.0), (42.4, 3.0))
"""The ends of metropolitan France: north, south-east, west and south."""


@dataclass(frozen=True, kw_only=True)
class Pin:
    latitude: float
    longitude: float
    label: str
    is_main: bool = False
    link: str = ""


@dataclass(frozen=True)
class _View:
    """From units of the drawing of the world to those of this one."""

    left: float
    top: float
    scale: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        return round((x - self.left) * self.scale, 1), round((y - self.top) * self.scale, 1)

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        left, top = self.place(*box[:2])
        right, bottom = self.place(*box[2:])
        return left <= WIDTH and right >= 0 and top <= HEIGHT and bottom >= 0


@dataclass
class _Mark:
    x: float
    y: float
    pins: list[Pin]

    @property
    def is_main(self) -> bool:
        return any(pin.is_main for pin in self.pins)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Each name once, with its link."""
        return list({pin.label: (pin.label, pin.link) for pin in self.pins}.values())


def pin_map(
    pins: Sequence[Pin], around: Sequence[tuple[float, float]] = (), highlighted: frozenset[str] = frozenset()
) -> SafeString:
    """The inside of an SVG of WIDTH by HEIGHT. `highlighted`: ISO codes of countries.

    A main pin is full, the others are rings, and dashed lines lead to them from it. `around`: points in degrees; given,
    the view holds them besides the pins and can be as narrow as that.
    """
    points = [project(pin.latitude, pin.longitude) for pin in pins] + [project(*point) for point in around]
    view = _view(points, 1 if around else NARROWEST)
    marks = _marks(pins, view)
    lands = (_land(land, land.iso2 in highlighted) for land, box in _boxes() if view.shows(box))
    shift = f"scale({view.scale:.3f}) translate({-view.left:.2f} {-view.top:.2f})"
    drawn = [f'<g transform="{shift}">{"".join(lands)}</g>', *_lines(marks), *(_mark(mark, marks) for mark in marks)]
    return SafeString("".join(drawn))


def _view(points: Sequence[tuple[float, float]], narrowest: float) -> _View:
    """Holds the points with a margin, in the proportions of the drawing, and is not too narrow."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    width = max((max(xs) - min(xs)) * (1 + 2 * MARGIN), narrowest)
    width = max(width, (max(ys) - min(ys)) * (1 + 2 * MARGIN) * WIDTH / HEIGHT)
    height = width * HEIGHT / WIDTH
    return _View((max(xs) + min(xs) - width) / 2, (max(ys) + min(ys) - height) / 2, WIDTH / width)


def _marks(pins: Sequence[Pin], view: _View) -> list[_Mark]:
    marks: list[_Mark] = []
    for pin in sorted(pins, key=lambda pin: (not pin.is_main, pin.label)):
        x, y = view.place(*project(pin.latitude, pin.longitude))
        near = next((mark for mark in marks if abs(mark.x - x) < NEAR and abs(mark.y - y) < NEAR), None)
        if near:
            near.pins.append(pin)
        else:
            marks.append(_Mark(x, y, [pin]))
    return marks


def _lines(marks: Sequence[_Mark]) -> list[str]:
    """Curves from the main pin to the others, bent upwards."""
    main = next((mark for mark in marks if mark.is_main), None)
    if main is None:
        return []
    return [
        f'<path class="way" d="M{main.x},{main.y}Q{(main.x + mark.x) / 2:.1f},'
        f'{(main.y + mark.y) / 2 - abs(main.x - mark.x) / 6:.1f} {mark.x},{mark.y}"/>'
        for mark in marks
        if mark is not main
    ]


def _mark(mark: _Mark, marks: Sequence[_Mark]) -> str:
    """The pin with its names: to the right, or to the left where they would not fit or another pin is in the way."""
    crowded = any(0 < other.x - mark.x < 110 and abs(other.y - mark.y) < LINE for other in marks)
    ends = mark.x + 11 + max(len(label) for label, _link in mark.labels) * LETTER
    leftwards = ends > RIGHT or (crowded and mark.x > WIDTH * 0.2)
    anchor, x = ("end", mark.x - 11) if leftwards else ("start", mark.x + 11)
    first = mark.y + 5 - (len(mark.labels) - 1) * LINE / 2
    texts = "".join(
        _label(label, link, f'x="{x:.1f}" y="{first + number * LINE:.1f}" text-anchor="{anchor}"')
        for number, (label, link) in enumerate(mark.labels)
    )
    return f'<circle class="pin{" main" if mark.is_main else ""}" cx="{mark.x}" cy="{mark.y}" r="6"/>{texts}'


def _label(label: str, link: str, place: str) -> str:
    text = f"<text {place}>{escape(label)}</text>"
    return f'<a href="{escape(link)}">{text}</a>' if link else text


@lru_cache(None)
def _land(land: Land, highlighted: bool) -> str:
    return f'<path class="land{" here" if highlighted else ""}" d="{escape(land.path)}"/>'


@lru_cache(1)
def _boxes() -> list[tuple[Land, tuple[float, float, float, float]]]:
    """Each land with an outline, and the corners of the box around it."""
    found = []
    for land in world()[1]:
        if land.path:
            numbers = [float(number) for number in _NUMBER.findall(land.path)]
            xs, ys = numbers[::2], numbers[1::2]
            found.append((land, (min(xs), min(ys), max(xs), max(ys))))
    return found
