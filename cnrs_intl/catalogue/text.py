"""Text folded for comparison, sorting and addresses: the same on every server, whatever its collations."""

import re
import unicodedata

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Collate, Lower, NullIf
from django.utils.text import slugify
from django.utils.translation import get_language

# Letters that Unicode does not decompose into a base and an accent.
_SPECIAL = {"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "ı": "i"}
_LIGATURES = {"ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe"}
_UNDECOMPOSED = str.maketrans(_SPECIAL | _LIGATURES)
# The Latin letters with one accent, for `translate` in SQL, and the letters without it.
_ACCENTED = "".join(
    letter
    for letter in map(chr, range(0xC0, 0x180))
    if letter in _SPECIAL
    or (unicodedata.decomposition(letter) and not unicodedata.decomposition(letter).startswith("<"))
)
_PLAIN = "".join(_SPECIAL.get(letter, unicodedata.normalize("NFD", letter)[0]) for letter in _ACCENTED)
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, without accents, punctuation as single spaces: “Université d'Ottawa” is “universite d ottawa”."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", plain.casefold()).strip()


def slug(*texts: str) -> str:
    """An address made of the first text that leaves something when folded; empty when none does."""
    return next((made for text in texts if (made := slugify(fold(text))[:60].strip("-"))), "")


class SortKey(Func):
    """SQL: the text without accents, in lower case, in byte order. Immutable, so it can be a stored column."""

    function = "translate"

    def __init__(self, expression: object) -> None:
        super().__init__(expression, Value(_ACCENTED), Value(_PLAIN), output_field=models.TextField())


class Folded(Lower):
    """SQL: a text as the columns of `sort_key` hold theirs."""

    def __init__(self, expression: object) -> None:
        super().__init__(SortKey(expression))


def has_words(text: str, column: str) -> Q:
    """All the words of `text` begin words of the column, which is folded as by `SortKey`. No word: nothing has them."""
    if words := fold(text).split():
        return Q(*((f"{column}__regex", rf"\m{word}") for word in words))
    # Letters of other scripts, of which not every server knows where words begin.
    return Q(*((f"{column}__contains", word) for word in text.lower().split() if word.isalnum())) or Q(pk__in=[])


def sort_key(*fields: str) -> models.GeneratedField:
    """A stored column to sort by: the first of `fields` that is not empty, folded."""
    expression: object = F(fields[0])
    if len(fields) > 1:
        filled = [NullIf(F(name), Value("")) for name in fields]
        expression = Coalesce(*filled, Value(""))
    return models.GeneratedField(
        expression=Collate(Lower(SortKey(expression)), "C"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
        editable=False,
    )


class Bilingual:
    """The value of `<name>_en` or `<name>_fr` in the reader's language, or in the other one where it is missing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, record: object | None, owner: type) -> "str | Bilingual":
        if record is None:
            return self
        english, french = getattr(record, f"{self.name}_en"), getattr(record, f"{self.name}_fr")
        return (french or english) if (get_language() or "en").startswith("fr") else (english or french)


def foreign_language(record: object, name: str) -> str:
    """The language in which a bilingual value has to be shown, where it is not the reader's; else empty."""
    own, other = ("fr", "en") if (get_language() or "en").startswith("fr") else ("en", "fr")
    return other if getattr(record, f"{name}_{other}") and not getattr(record, f"{name}_{own}") else ""


def localized(name: str) -> str:
    """The column of a bilingual value in the reader's language: “title” is “title_fr” on a French page."""
    return f"{name}_fr" if (get_language() or "en").startswith("fr") else f"{name}_en"
