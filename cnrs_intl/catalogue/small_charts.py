"""Charts as small as a line of text, and the paths of a diagram; their tables say the same."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

WIDTH, HEIGHT, LEAST = 120, 24, 1.5


def year_columns(counts: Sequence[int], most: int) -> SafeString:
    """A column for each count, on the scale of `most`, that all rows of a table share. What is there can be seen."""
    step = WIDTH / max(len(counts), 1)
    drawn = "".join(
        f'<rect class="series-0" x="{place * step:.1f}" y="{HEIGHT - tall:.1f}" width="{step * 0.8:.1f}" '
        f'height="{tall:.1f}"/>'
        for place, count in enumerate(counts)
        if (tall := max(count / max(most, 1) * HEIGHT, LEAST if count else 0))
    )
    return SafeString(
        f'<svg class="columns" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true" '
        f'focusable="false">{drawn}</svg>'
    )


NODE_WIDTH, NODE_HEIGHT, GAP, STAGE_GAP = 84, 32, 44, 130
THINNEST, THICKEST = 1.5, 8


def diagram(stages: Sequence[Sequence[str]], arrows: Sequence[tuple[str, str, int]]) -> SafeString:
    """Nodes in columns, one a stage, and arrows between them, as thick as their numbers are large: a whole SVG.

    An arrow to a node that is in no stage is left out. Empty where there is no arrow.
    """
    stages = [stage for stage in stages if stage]
    places = {
        node: (column * (NODE_WIDTH + STAGE_GAP), row * (NODE_HEIGHT + GAP))
        for column, stage in enumerate(stages)
        for row, node in enumerate(stage)
    }
    drawn = [each for each in arrows if each[0] in places and each[1] in places]
    if not drawn:
        return SafeString("")
    most = max(number for _start, _end, number in drawn)
    width = len(stages) * (NODE_WIDTH + STAGE_GAP) - STAGE_GAP + 2 * GAP
    height = max(len(stage) for stage in stages) * (NODE_HEIGHT + GAP) - GAP
    lines = "".join(_arrow(places[start], places[end], number, most) for start, end, number in drawn)
    nodes = "".join(_node(name, *place) for name, place in places.items())
    return SafeString(
        f'<svg class="diagram" viewBox="-2 -14 {width + 4} {height + 28}" aria-hidden="true" focusable="false">'
        f"{lines}{nodes}</svg>"
    )


def _node(name: str, x: float, y: float) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{NODE_WIDTH}" height="{NODE_HEIGHT}" rx="6"/>'
        f'<text x="{x + NODE_WIDTH / 2}" y="{y + NODE_HEIGHT / 2 + 4}" text-anchor="middle">{escape(name)}</text>'
    )


def _arrow(start: tuple[float, float], end: tuple[float, float], number: int, most: int) -> str:
    """From side to side between stages; within one, around the right side. The number stands in the middle."""
    thickness = THINNEST + (THICKEST - THINNEST) * number / most
    half = NODE_HEIGHT / 2
    x1, y1, y2 = start[0] + NODE_WIDTH, start[1] + half, end[1] + half
    if start[0] == end[0]:
        bend, x2 = x1 + GAP, x1
        path, middle = f"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}", (x1 + GAP + 12, (y1 + y2) / 2 + 10)
        point = f"M{x2 + 8} {y2 - 5} L{x2} {y2} L{x2 + 8} {y2 + 5}"
    else:
        forward = end[0] > start[0]
        x1, x2 = (x1, end[0]) if forward else (start[0], end[0] + NODE_WIDTH)
        turn = (x1 + x2) / 2
        path, middle = f"M{x1} {y1} C{turn} {y1} {turn} {y2} {x2} {y2}", (turn, (y1 + y2) / 2)
        back = -8 if forward else 8
        point = f"M{x2 + back} {y2 - 5} L{x2} {y2} L{x2 + back} {y2 + 5}"
    return (
        f'<path d="{path}" stroke-width="{thickness:.1f}"/><path d="{point}" stroke-width="2"/>'
        f'<text x="{middle[0]}" y="{middle[1] - 6}" text-anchor="middle">{number}</text>'
    )
