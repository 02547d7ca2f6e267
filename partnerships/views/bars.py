"""Lists of values with a bar behind each: a name with its page, a number with the list that it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST_BARS = 15


@dataclass(frozen=True, kw_only=True)
class Bar:
    label: str
    count: int
    url: str
    """Of the page of what is named; empty where it has none."""
    list_url: str
    share: int
    """Of the largest number, in percent."""


@dataclass(frozen=True, kw_only=True)
class Bars:
    name: str
    """Part of the ids on the page."""
    title: Any
    rows: list[Bar]
    note: Any = ""
    more: str = ""
    """The address of the list with all values, where some are left out."""


def bars(name: str, title: Any, values: Iterable[tuple[str, int, str, str]], *, note: Any = "", more: str = "") -> Bars:
    """Of (label, number, page, list), the largest number first: the first ones, and `more` if there are others."""
    values = list(values)
    shown = values[:MOST_BARS]
    most = max((count for _label, count, *_addresses in shown), default=1)
    rows = [
        Bar(label=label, count=count, url=url, list_url=list_url, share=max(1, 100 * count // most))
        for label, count, url, list_url in shown
    ]
    return Bars(name=name, title=title, rows=rows, note=note, more=more if len(values) > len(shown) else "")
