"""One thing that the catalogue says and the register does not, or the other way round."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

NO_DOCUMENT = _("Collaboration %(record)d has no document.")
LEFT_OVER = _("Collaboration %(record)d is gone; its document is not.")
DOCUMENT = _("Collaboration %(record)d, %(what)s: the document says %(found)s, the register says %(expected)s.")
BITMAPS = _("Collaboration %(record)d, %(what)s: the bitmaps say %(found)s, the register says %(expected)s.")
STALE = _("Collaboration %(record)d, %(what)s: the bitmaps do not say what the document says.")
NOT_FOUND = _("Collaboration %(record)d, %(what)s: “%(expected)s” does not find it.")
TOLD = _("Collaboration %(record)d, %(what)s: “%(found)s” finds it, and is not public.")
OLD_TEXT = _("Collaboration %(record)d, %(what)s: the document is not what it would be if it were written now.")
NOTHING = "–"

LABELS: dict[str, Promise] = {
    "": _("collaboration"),
    "visible": _("public"),
    "address": _("address"),
    "acronym": _("acronym"),
    "codes": _("codes"),
    "title_en": _("title (English)"),
    "title_fr": _("title (French)"),
    "budget": _("budget (€)"),
    "start": _("start"),
    "end": _("end"),
    "names": _("names and codes"),
    "text": _("text"),
    "kind": _("kind"),
    "family": _("family"),
    "status": _("status"),
    "country": _("With a partner from"),
    "region": _("region"),
    "located_in": _("Located in"),
    "office": _("office"),
    "institute": _("institute"),
    "programme": _("programme"),
    "scheme": _("funding scheme"),
    "challenge": _("Societal challenge"),
    "start_year": _("Year of the start"),
    "end_year": _("Ending in the year"),
    "active_year": _("Active in the year"),
    "extension": _("French extension"),
    "partner": _("partner"),
    "term": _("terms"),
}


class Difference(NamedTuple):
    """`what` is a key of LABELS; `message` one of the sentences above."""

    record: int
    what: str
    message: Promise
    found: str = NOTHING
    expected: str = NOTHING

    def __str__(self) -> str:
        values = self._asdict() | {"what": self.label}
        return str(self.message) % values

    @property
    def label(self) -> str:
        return str(LABELS[self.what])


Groups = dict[str, BitMap]
Ask = Callable[[str], Groups]
"""The records of each value, by a plain statement; the same statement is asked once."""


def compare(what: str, found: Groups, expected: Groups, message: Promise) -> Iterator[Difference]:
    """A difference for each record that has a value in one of the two and not in the other."""
    for value in sorted(found.keys() | expected.keys()):
        have, should = found.get(value, BitMap()), expected.get(value, BitMap())
        for record in have - should:
            yield Difference(record, what, message, found=value)
        for record in should - have:
            yield Difference(record, what, message, expected=value)
