"""The map of the world as SVG: countries shaded by a number, small ones as circles. No script, each one a link."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from cnrs_intl.catalogue.numbers import grouping

WORLD = Path(__file__).resolve().parents[2] / "fixtures" / "geo" / "world-equal-earth.json"
SHADES = 5
CHOSEN = ' aria-current="true"'
# Equal Earth (Šavrič, Patterson and Jenny, 2018): its polynomial, the meridian in the middle of the drawing, and the
# scale and origin of the drawing, which its label points give.
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
MIDDLE, SCALE, LEFT, TOP = 11, 191.3585, 478.18, 261.66
LARGEST_CIRCLE, SMALLEST_CIRCLE = 9, 3.5


@dataclass(frozen=True, slots=True)
class Land:
    iso2: str
    x: float
    y: float
    path: str | None
    """None: too small to be drawn, a circle stands for it."""


@lru_cache(1)
def world() -> tuple[str, tuple[Land, ...]]:
    """View box and lands, from Natural Earth in the Equal Earth projection."""
    content = json.loads(WORLD.read_text())
    lands = (Land(each["iso2"], each["x"], each["y"], each["d"]) for each in content["countries"])
    return content["viewBox"], tuple(lands)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """A point in degrees as a point of the drawing."""
    one, two, three, four = EQUAL_EARTH
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = one + 3 * two * square + sixth * (7 * three + 9 * four * square)
    x = radians((longitude - MIDDLE + 180) % 360 - 180) * cos(theta) * 2 / (sqrt(3) * slope)
    y = theta * (one + two * square + sixth * (three + four * square))
    return LEFT + SCALE * x, TOP - SCALE * y


def shade(number: int, most: int) -> int:
    """0 for nothing, else 1 to SHADES: each shade stands for a like factor, since a few countries have most."""
    if number <= 0:
        return 0
    return max(1, min(SHADES, int((number / most) ** 0.5 * SHADES + 0.999)))


def world_map(
    numbers: Mapping[str, int], labels: Callable[[str], str], links: Callable[[str], str], chosen: set[str]
) -> SafeString:
    """The drawing. `numbers`: by ISO code; countries without one are not links."""
    _box, lands = world()
    most, grouped = max(numbers.values(), default=1), grouping()
    colon = escape(pgettext("before a value", ":"))
    empty = (_empty(land) for land in lands if land.path and not numbers.get(land.iso2))
    linked = (
        f'<a href="{escape(links(land.iso2))}"{CHOSEN if land.iso2 in chosen else ""}>'
        f"<title>{escape(labels(land.iso2))}{colon} {grouped(number)}</title>{_shape(land, shade(number, most))}</a>"
        for land in lands
        if (number := numbers.get(land.iso2))
    )
    return SafeString("".join((*empty, *linked)))


@lru_cache(None)
def _empty(land: Land) -> str:
    return f'<path class="land" d="{escape(land.path or "")}"/>'


@lru_cache(None)
def _shape(land: Land, level: int) -> str:
    if land.path:
        return f'<path class="shade-{level}" d="{escape(land.path)}"/>'
    radius = SMALLEST_CIRCLE + (LARGEST_CIRCLE - SMALLEST_CIRCLE) * level / SHADES
    return f'<circle class="shade-{level}" cx="{land.x}" cy="{land.y}" r="{radius}"/>'
