"""Colours of a brand: whether they can be read, and what is written on them."""

import re
from dataclasses import dataclass

INK, PAPER = "#10243e", "#ffffff"
HEADER, ACCENT = "#0b2a4a", "#ffd84d"
READABLE = 4.5
"""The least contrast of text, by WCAG 2.2."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def luminance(colour: str) -> float:
    """Relative luminance of “#rrggbb”, from 0 (black) to 1 (white), as WCAG defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """White or our dark ink, whichever is read better on the colour."""
    return max((PAPER, INK), key=lambda ink: contrast(ink, colour))


@dataclass(frozen=True, kw_only=True)
class Colours:
    """Those that are set; an empty one is ours. ValueError, with its name, for one that is malformed or unreadable."""

    header: str = ""
    accent: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        for name, colour in vars(self).items():
            if colour and not _HEX.fullmatch(colour):
                raise ValueError(f"{name.upper()} is “{colour}”: write a colour as #0b2a4a.")
        if contrast(self.accent or ACCENT, self.header or HEADER) < READABLE:
            raise ValueError(
                "ACCENT cannot be read on the header: choose a lighter or a darker one, or another BRAND_HEADER."
            )
        if self.link and contrast(self.link, PAPER) < READABLE:
            raise ValueError(f"LINK is “{self.link}”: on white it cannot be read; choose a darker one.")

    @property
    def css(self) -> str:
        """The tokens of `site.css` that differ; empty when none does. A link is our own in the dark theme."""
        tokens = [
            f"--{token}: {colour}; --on-{token}: {ink_on(colour)};"
            for token, colour in (("deep", self.header), ("accent", self.accent))
            if colour
        ]
        rules = [f":root {{ {' '.join(tokens)} }}\n"] if tokens else []
        if self.link:
            rules.append(f"@media print, (prefers-color-scheme: light) {{ :root {{ --link: {self.link}; }} }}\n")
        return "".join(rules)
