"""A field before and after, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

LONG = 60
"""From so many letters on, only the words that changed are marked."""


@dataclass(frozen=True)
class Piece:
    """Words of a long text: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A field before and after; of a long text, its pieces as well."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        if min(len(self.before), len(self.after)) < LONG:
            return []
        return list(_pieces(self.before.split(" "), self.after.split(" ")))


def said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formats.date_format(value)
    return str(formats.localize(value))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("kept", " ".join(before[start:end]))
            continue
        if end > start:
            yield Piece("removed", " ".join(before[start:end]))
        if new_end > new_start:
            yield Piece("added", " ".join(after[new_start:new_end]))
