"""What the search page shows: groups of hits, one group for each kind of thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

MOST_HITS = 8


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A record found."""

    name: str
    url: str
    codes: Sequence[tuple[str, bool]] = ()
    """(code, whether it is a former one)"""
    title: str = ""
    language: str = ""
    """Of the title, where it is not the reader's."""
    detail: str = ""
    more: tuple[str, str] = ("", "")
    """Words and address of a list that belongs to it."""
    reason: str = ""
    """Why it was found, where its name does not tell."""
    status: SafeString = field(default=SafeString(""))
    is_exact: bool = False
    """The text is its code or its whole name."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The best hits of one kind."""

    name: str
    """For the address of the group within the page."""
    title: Any
    hits: Sequence[Hit]
    total: int | None = None
    """How many there are; None: it is not counted, and these are all or the first ones."""
    url: str = ""
    """Of the list that holds them all."""

    @property
    def is_exact(self) -> bool:
        return any(hit.is_exact for hit in self.hits)

    @property
    def has_more(self) -> bool:
        return bool(self.url) and (self.total is None or self.total > len(self.hits))


def in_order(groups: Iterable[Group]) -> list[Group]:
    """Those with something in them; first those that hold exactly what was asked for."""
    return sorted((group for group in groups if group.hits), key=lambda group: not group.is_exact)


def exact_first(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: not hit.is_exact)
