"""Text to records: what a person writes in the box, as a PostgreSQL query over search documents.

The model given has a `document` (tsvector made with `cnrs_fr`, `cnrs_en` and `cnrs_plain`, plus `catalogue_compact`
lexemes for codes and names), `names` (folded, with a trigram index) and `visible`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from django.db import connection, models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import of_bytes
from cnrs_intl.catalogue.text import fold

LONGEST_TEXT, MOST_WORDS = 200, 16
MOST_RANKED = 2_000
REMEMBERED_TEXTS, REMEMBERED_RANKINGS, REMEMBERED_SUGGESTIONS = 128, 32, 128
# Ranking all records with a name that is near would read them all; among so many, near words are met.
MOST_NEAR = 100
MOST_OFFERED = 3
SHORTEST_PREFIX = 2
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")


class QueryError(ValueError):
    """What was asked cannot be answered; the message, in the reader's language, says why and what to do."""


@dataclass(frozen=True, slots=True)
class TextQuery:
    words: tuple[str, ...] = ()
    prefix: str = ""
    """The last word, of which only the beginning may have been written."""
    phrases: tuple[str, ...] = ()
    without_words: tuple[str, ...] = ()
    without_phrases: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """All that must be found, as one text: it may be a code or a name."""
        return " ".join((*self.phrases, *self.words, self.prefix)).strip()

    @property
    def unwanted(self) -> bool:
        return bool(self.without_words or self.without_phrases)


def parse_text(text: str) -> TextQuery:
    """Read words, "phrases" and -exclusions. Raises QueryError for what is too long or holds control characters."""
    if _CONTROL.search(text):
        raise QueryError(
            _("The text holds control characters. Remove them: only words, quotes and “-” mean something.")
        )
    if len(text) > LONGEST_TEXT:
        raise QueryError(_("The text is too long: write at most %(most)d characters.") % {"most": LONGEST_TEXT})
    found: dict[tuple[bool, bool], list[str]] = {(minus, quoted): [] for minus in (0, 1) for quoted in (0, 1)}
    last_is_open = False
    for part in _PART.finditer(text.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')):
        quoted = part["phrase"] is not None
        words = _WORD.findall(part["phrase"] if quoted else part["word"])
        if words:
            found[bool(part["minus"]), quoted] += [" ".join(words)] if quoted else words
            last_is_open = not quoted and not part["minus"]
    if sum(len(phrase.split()) for phrases in found.values() for phrase in phrases) > MOST_WORDS:
        raise QueryError(_("The text has too many words: write at most %(most)d.") % {"most": MOST_WORDS})
    words = found[False, False]
    prefix = words.pop() if last_is_open and len(words[-1]) >= SHORTEST_PREFIX else ""
    return TextQuery(
        tuple(words), prefix, tuple(found[False, True]), tuple(found[True, False]), tuple(found[True, True])
    )


class TextSearch:
    """Searches the documents of one model; remembers what the last texts found, as of a version."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._found = lru_cache(REMEMBERED_TEXTS)(self._find)
        self._ranked = lru_cache(REMEMBERED_RANKINGS)(self._rank)
        self._suggested = lru_cache(REMEMBERED_SUGGESTIONS)(self._suggest)

    def ids(self, query: TextQuery, version: int, universe: BitMap) -> BitMap:
        """Records of `universe` that the text is found in; `version` tells when what is remembered has aged."""
        found = universe
        if query.wanted:
            found = universe & self._found(query.words, query.prefix, query.phrases, query.wanted, version)[0]
        for word in query.without_words:
            found = found - self._found((word,), "", (), "", version)[0]
        for phrase in query.without_phrases:
            found = found - self._found((), "", (phrase,), "", version)[0]
        return found

    def exact(self, query: TextQuery, version: int) -> BitMap:
        """Records of which the whole text is a code, the grant number, the acronym or the name of a partner."""
        if not query.wanted:
            return BitMap()
        return self._found(query.words, query.prefix, query.phrases, query.wanted, version)[1]

    def ranked(self, query: TextQuery, ids: BitMap, version: int) -> list[int]:
        """These records (at most MOST_RANKED of them make sense), best first; exact ones before all."""
        return self._ranked(query, ids.serialize(), version) if ids else []

    def _rank(self, query: TextQuery, ids: bytes, version: int) -> list[int]:
        asked, values = _tsquery(query.words, query.prefix, query.phrases, "")
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {self._key} FROM {self._table}, (SELECT {asked} AS asked, {_EXACT} AS exact) AS query "  # noqa: S608
                f"WHERE {self._key} = ANY(%s) "
                f"ORDER BY document @@ exact DESC, ts_rank(document, asked) DESC, start_down DESC, {self._key} DESC",
                [*values, query.wanted, list(BitMap.deserialize(ids))],
            )
            return [key for (key,) in cursor.fetchall()]

    def suggestions(self, query: TextQuery, version: int, *, visible_only: bool) -> list[str]:
        """Up to three texts near to one that finds nothing, each of which finds something. Two queries for a version,
        which read many names where a word is a little near to many of them."""
        return list(self._suggested(query, version, visible_only))

    def _suggest(self, query: TextQuery, version: int, visible_only: bool) -> list[str]:
        words = [*query.words, *([query.prefix] if query.prefix else [])]
        only = "visible AND " if visible_only else ""
        near = self._near(words, only)
        if not any(near.values()):
            return []
        texts = [
            " ".join(near[word][min(choice, len(near[word]) - 1)] if near[word] else word for word in words)
            for choice in range(MOST_OFFERED)
        ]
        return self._finding(list(dict.fromkeys(texts)), only)

    def _near(self, words: Sequence[str], only: str) -> dict[str, list[str]]:
        """For each word, those of names that are written nearly like it; none when the word itself is found.

        How near is a setting of the connection (`pg_trgm.word_similarity_threshold`): the index needs the operator.
        """
        near: dict[str, list[str]] = {word: [] for word in words}
        folded = {word: text for word in near if (text := fold(word))}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT word, array_agg(names) FROM unnest(%s::text[], %s::text[]) AS asked (word, folded), "  # noqa: S608
                f"LATERAL (SELECT names FROM {self._table} WHERE {only} folded <%% names LIMIT {MOST_NEAR}) AS near "
                f"WHERE NOT EXISTS (SELECT FROM {self._table} WHERE {only} document @@ catalogue_word(word)) "
                "GROUP BY 1",
                [list(folded), list(folded.values())],
            )
            for word, names in cursor.fetchall():
                candidates = {each for name in names for each in fold(name).split()}
                near[word] = get_close_matches(folded[word], sorted(candidates), n=MOST_OFFERED, cutoff=0.6)
        return near

    def _finding(self, texts: Sequence[str], only: str) -> list[str]:
        """Those of the texts that find something."""
        asked = [_tsquery(query.words, query.prefix, query.phrases, query.wanted) for query in map(parse_text, texts)]
        rows = f"SELECT FROM {self._table} WHERE {only} document @@"
        parts = (f"(SELECT count(*) > 0 FROM ({rows} (SELECT {text}) {_SOME}) AS found)" for text, _values in asked)  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", [value for _text, values in asked for value in values])
            return [text for text, finds in zip(texts, cursor.fetchone(), strict=True) if finds]

    def _find(
        self, words: Sequence[str], prefix: str, phrases: Sequence[str], wanted: str, version: int
    ) -> tuple[BitMap, BitMap]:
        """Where the text is found, and where the whole of it is a code or a name."""
        asked, values = _tsquery(words, prefix, phrases, wanted)
        with connection.cursor() as cursor:
            keys = f"SELECT string_agg(int4send({self._key}::integer), '') FROM {self._table} WHERE document @@"  # noqa: S608
            exact = f"({keys} {_EXACT})" if wanted else "NULL"
            cursor.execute(f"SELECT ({keys} (SELECT {asked})), {exact}", [*values, *([wanted] if wanted else [])])
            found, exact = cursor.fetchone()
        return of_bytes(found or b""), of_bytes(exact or b"")

    @cached_property
    def _table(self) -> str:
        return connection.ops.quote_name(self._model._meta.db_table)

    @cached_property
    def _key(self) -> str:
        return connection.ops.quote_name(str(self._model._meta.pk.column))


# Asked for one row, PostgreSQL reads all of them in the hope of an early one.
_SOME = "LIMIT 1000"
_EXACT = "quote_literal(catalogue_compact(%s))::tsquery"


def _tsquery(words: Sequence[str], prefix: str, phrases: Sequence[str], wanted: str) -> tuple[str, list[str]]:
    """SQL of a tsquery and its values: all the parts, or else `wanted` as a code or a name.

    Words without meaning in one of the languages are left out, unless there is nothing else.
    """
    parts: list[tuple[str, str]] = [("catalogue_word(%s)", word) for word in words]
    parts += [("catalogue_phrase(%s)", phrase) for phrase in phrases]
    if prefix:
        parts.append(("catalogue_prefix(%s)", prefix))
    literal = " ".join((*words, prefix, *phrases))
    together = " && ".join(part for part, _value in parts) or "''::tsquery"
    statement = (
        "(SELECT CASE WHEN numnode(asked) = 0 THEN plainto_tsquery('cnrs_plain', %s) ELSE asked END "  # noqa: S608
        f"FROM (SELECT {together} AS asked) AS parts)"
    )
    values = [literal, *(value for _part, value in parts)]
    return (f"({statement} || {_EXACT})", [*values, wanted]) if wanted else (statement, values)
