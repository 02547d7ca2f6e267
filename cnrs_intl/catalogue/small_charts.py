"""Charts as small as a line of text, and the paths of a diagram; their tables say the same."""

from collections.abc import Sequence

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
