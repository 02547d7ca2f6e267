"""The records of all reasons: counted in one query; shown with one more, and one for each kind of facts about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from cnrs_intl.catalogue.kept import Kept
from cnrs_intl.catalogue.rights import level_of
from partnerships.needs.reader import Reader
from partnerships.needs.reasons import Answer, Reason

_COUNT = "SELECT %s AS reason, count(*) FROM ({}) AS found HAVING count(*) > 0"
_FIRST = """
(SELECT %s AS reason, row_number() OVER () AS place, count(*) OVER () AS total, found.key::text
FROM ({}) AS found (key) LIMIT 25)
"""
Query = tuple[str, tuple[Any, ...]]
"""SQL, and its parameters."""
_QUERIES: Kept[Query] = Kept(2_048)


@dataclass(frozen=True)
class Line:
    name: str
    why: str
    url: str
    answer: Answer | None


@dataclass(frozen=True)
class Group:
    reason: Reason
    count: int
    lines: list[Line]


def count(reasons: Iterable[Reason], reader: Reader) -> dict[str, int]:
    """How many records there are for each reason that has some, by its key. One query."""
    return dict(_union(_COUNT, reasons, reader, ordered=False))


def groups(reasons: Iterable[Reason], reader: Reader) -> list[Group]:
    """The reasons that have records, each with their number and the first of them."""
    known = {reason.key: reason for reason in reasons}
    found: dict[str, list[tuple[int, int, str]]] = {}
    for key, *row in _union(_FIRST, known.values(), reader, ordered=True):
        found.setdefault(key, []).append(tuple(row))
    shown = {
        known[key]: [_key_of(known[key], text) for _place, _total, text in sorted(rows)] for key, rows in found.items()
    }
    records = _read(shown, reader)
    return [
        Group(reason, found[key][0][1], _lines(reason, shown[reason], records[_facts(reason)], reader))
        for key, reason in known.items()
        if key in found
    ]


def lines_of(reason: Reason, keys: list[Any], reader: Reader) -> list[Line]:
    """The lines of these records, in their order. One query, and those of `prepared`."""
    return _lines(reason, keys, _read({reason: keys}, reader)[_facts(reason)], reader)


def _key_of(reason: Reason, text: str) -> Any:
    """The key of a record, of any type, from its text."""
    return reason.model._meta.pk.to_python(text)


def _facts(reason: Reason) -> Any:
    """Reasons with the same model and facts read their records together."""
    return reason.model, type(reason).with_facts


def _read(shown: dict[Reason, list[Any]], reader: Reader) -> dict[Any, dict[Any, Any]]:
    """The records of the keys, by what is read with them: a query for each."""
    together: dict[Any, dict[Reason, list[Any]]] = {}
    for reason, keys in shown.items():
        together.setdefault(_facts(reason), {})[reason] = keys
    return {
        facts: next(iter(group)).with_facts(facts[0]._default_manager.all(), reader).in_bulk({*chain(*group.values())})
        for facts, group in together.items()
    }


def _lines(reason: Reason, keys: list[Any], by_key: dict[Any, Any], reader: Reader) -> list[Line]:
    records = reason.prepared([by_key[key] for key in keys if key in by_key], reader)
    return [
        Line(str(record), reason.why(record, reader), reason.link(record, reader), reason.answer(record, reader))
        for record in records
    ]


def _union(statement: str, reasons: Iterable[Reason], reader: Reader, *, ordered: bool) -> list[Any]:
    """The rows of `statement` for each reason, whose records it has as `{}`, in one query; none: no rows."""
    parts, values = [], []
    for reason in reasons:
        sql, given = _keys_of(reason, reader, ordered=ordered)
        if sql:
            parts.append(statement.format(sql))
            values += [reason.key, *given]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()


def _keys_of(reason: Reason, reader: Reader, *, ordered: bool) -> Query:
    """The query for the keys of the records; without SQL, there are none. Most of them are made once: making them
    would take most of the time of the page.
    """
    if not reason.is_made_once:
        return _made(reason, reader, ordered=ordered)
    key = (reason.key, ordered, reader.user.pk, reader.day, reader.sight, level_of(reader.user, reason.model))
    return _QUERIES.get(key, lambda: _made(reason, reader, ordered=ordered))


def _made(reason: Reason, reader: Reader, *, ordered: bool) -> Query:
    records = reason.records(reader)
    try:
        return (records if ordered else records.order_by()).values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "", ()
