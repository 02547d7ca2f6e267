"""Some countries on the map: shaded and linked among their plain neighbours. The world, or the part that holds them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from cnrs_intl.catalogue.maps import Land, world

_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
TALLEST, FLATTEST = 4 / 3, 2.2
"""Width to height of a part of the map."""
MARGIN = 0.2
NARROWEST = 170
"""Units of the world's drawing, which is 960 wide: a smaller part would show one country and nothing around it."""
DOT = 0.011
"""Radius of a country too small to be drawn, as a share of the width."""
SHADE = 4
REMEMBERED = 300
"""Boxes whose plain countries are kept: about one for each country that has a page."""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def with_margins(self) -> "Box":
        """Room around it, neither tall nor flat."""
        width = max((self.right - self.left) * (1 + 2 * MARGIN), NARROWEST)
        height = max((self.bottom - self.top) * (1 + 2 * MARGIN), width / FLATTEST)
        width = max(width, height * TALLEST)
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True)
class Mark:
    label: str
    url: str


@dataclass(frozen=True)
class Locator:
    view_box: str
    drawing: SafeString


def locate(marks: Mapping[str, Mark], *, whole: bool = False) -> Locator | None:
    """The marked countries by ISO code, each a link; None when the map has none of them."""
    view_box, lands = world()
    marked = [land for land in lands if land.iso2 in marks]
    if not marked:
        return None
    box = _whole(view_box) if whole else _around([_main_part(land) for land in marked])
    linked = (_linked(land, box, marks[land.iso2]) for land in marked)
    size = f"{box.left:.1f} {box.top:.1f} {box.right - box.left:.1f} {box.bottom - box.top:.1f}"
    return Locator(size, SafeString("".join((_plain(box, frozenset(marks)), *linked))))


@lru_cache(REMEMBERED)
def _plain(box: Box, marked: frozenset[str]) -> str:
    """All that the box shows but the marked countries."""
    return "".join(_shape(land, box, "land") for land in world()[1] if land.iso2 not in marked)


def _linked(land: Land, box: Box, mark: Mark) -> str:
    shape = _shape(land, box, f"shade-{SHADE}") or _dot(land, box)
    return f'<a href="{escape(mark.url)}"><title>{escape(mark.label)}</title>{shape}</a>'


def _shape(land: Land, box: Box, name: str) -> str:
    """The parts of the country that the box shows; empty when there are none."""
    shown = "".join(path for path, part in _parts(land) if part.meets(box))
    return f'<path class="{name}" d="{escape(shown)}"/>' if shown else ""


def _dot(land: Land, box: Box) -> str:
    radius = round((box.right - box.left) * DOT, 1)
    return f'<circle class="shade-{SHADE}" cx="{land.x}" cy="{land.y}" r="{radius}"/>'


@lru_cache(None)
def _parts(land: Land) -> tuple[tuple[str, Box], ...]:
    """The closed outlines of a country, each with its box; none for one too small to be drawn."""
    paths = [f"M{part}" for part in (land.path or "").split("M")[1:]]
    return tuple((path, _box_of(path)) for path in paths)


def _box_of(path: str) -> Box:
    points = [(float(x), float(y)) for x, y in _POINT.findall(path)]
    return Box(
        min(x for x, _y in points), min(y for _x, y in points), max(x for x, _y in points), max(y for _x, y in points)
    )


def _main_part(land: Land) -> Box:
    """The largest part: islands across the sea would push everything else aside."""
    boxes = [box for _path, box in _parts(land)]
    return max(boxes, key=lambda box: box.area) if boxes else Box(land.x, land.y, land.x, land.y)


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    ).with_margins()


def _whole(view_box: str) -> Box:
    left, top, width, height = (float(number) for number in view_box.split())
    return Box(left, top, left + width, top + height)
