"""The bitmaps of one version of the catalogue: loaded once by a worker, then brought up to date change by change.

One statement reads all that a version needs, so that it comes from one instant, in whatever transaction it runs.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from os import cpu_count
from typing import Any

from django.db import connection
from psycopg import Cursor, adapters
from psycopg.adapt import Loader
from psycopg.pq import Format
from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import (
    Bitmaps,
    Entry,
    Period,
    Values,
    arrange,
    first_days,
    last_days,
    of_bytes,
    slot_name,
)

# In the order of their numbers in the codes of a document.
FACETS = (
    "kind", "country", "institute", "programme", "scheme", "challenge", "partner", "start_year", "located_in",
    "extension", "term",
)  # fmt: skip
ALL, VISIBLE = "all", "visible"
CONTRACT = 0
"""The number of the kind of what has no instrument."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    version: int
    bitmaps: Bitmaps
    vocabulary: dict[str, list[list[Any]]]


HEADER, DOCUMENT, BITMAP = 0, 1, 2
_READ = """
WITH state AS (
    SELECT version, COALESCE(%(known)s::bigint, base) AS known,
           base = %(known)s OR EXISTS (SELECT FROM partnerships_cataloguechange WHERE version = %(known)s) AS follows
    FROM partnerships_catalogueversion
), change AS (
    SELECT change.ids, change.codes FROM partnerships_cataloguechange AS change, state
    WHERE change.version > state.known AND (state.follows OR %(known)s::bigint IS NULL)
), touched AS (
    SELECT DISTINCT unnest(ids) AS id FROM change
)
SELECT 0, version, follows::integer, ARRAY(SELECT id FROM touched), ARRAY(SELECT DISTINCT unnest(codes) FROM change),
       NULL::boolean, NULL::date, NULL::date, NULL::integer[],
       CASE WHEN version IS DISTINCT FROM %(known)s THEN partnerships_vocabulary()::text END, NULL::bytea
FROM state
UNION ALL
SELECT 1, id, 0, NULL, facets, visible, start, "end", periods, NULL, NULL
FROM touched JOIN partnerships_searchdocument ON collaboration_id = id
UNION ALL
SELECT 2, NULL, 0, array_agg(value), array_agg(size), NULL, NULL, NULL, array_agg(octet_length(bits)), facet,
       string_agg(bits, '')
FROM partnerships_facetbitmap WHERE %(known)s::bigint IS NULL GROUP BY facet
"""


def read(known: Snapshot | None) -> Snapshot:
    """The catalogue as it is now: `known` itself, `known` brought up to date, or all of it read anew."""
    rows = _changes(known) if known else _everything()
    header = next((row for row in rows if row[0] == HEADER), None)
    if header is None:
        return Snapshot(0, Bitmaps({}), {})
    _kind, version, follows, ids, codes, *_, vocabulary, _bits = header
    if known is not None:
        if version == known.version:
            return known
        if not follows:
            return read(None)  # the bitmaps were stored since, or what is known was rolled back
    bitmaps = known.bitmaps if known else _stored(row for row in rows if row[0] == BITMAP)
    entries = [entry(row[1], row[5], row[6], row[7], row[4], row[8]) for row in rows if row[0] == DOCUMENT]
    if ids:
        bitmaps = bitmaps.changed(BitMap(ids), entries, _by_facet(codes))
    return Snapshot(version, bitmaps, _words(vocabulary))


def _changes(known: Snapshot) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"known": known.version})
        return cursor.fetchall()


def _everything() -> list[Any]:
    """In PostgreSQL's own form: as text, bitmaps are twice as long and take their time to read."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.format = Format.BINARY
        return cursor.execute(_READ, {"known": None}).fetchall()


# Keys are gathered as bytes, four of each: workers hand them on faster than arrays.
# LIMIT ALL has them made once a document; without it, once for each of the twenty facts of one.
_PLAIN = """
SELECT code, string_agg(key, '') FROM (
    SELECT key, unnest(facets) AS code FROM (
        SELECT int4send(collaboration_id::integer) AS key, facets FROM partnerships_searchdocument LIMIT ALL
    ) AS document
) AS fact GROUP BY code
"""
_UNIVERSES = """
SELECT visible, string_agg(int4send(collaboration_id::integer), '') FROM partnerships_searchdocument GROUP BY visible
"""
# A day comes in two parts, of which its bits are those of both: there are few of each, where days are thousands.
_DAYS = """
SELECT place & 1, place >> 1, string_agg(key, '')
FROM (
    SELECT key, unnest(ARRAY[
        (first & -256) << 1, (first & 255) << 1, ((last & -256) << 1) | 1, ((last & 255) << 1) | 1
    ]) AS place
    FROM (
        SELECT int4send(collaboration_id::integer) AS key, start - DATE '0001-01-01' + 1 AS first,
               "end" - DATE '0001-01-01' + 1 AS last
        FROM partnerships_searchdocument LIMIT ALL
    ) AS document
) AS fact WHERE place IS NOT NULL GROUP BY place
"""
VALUE, FIRST, LAST = 0, 1, 2
_PERIODS = """
SELECT (place & 15)::integer, ((place >> 4) & 65535)::integer, ((place >> 20) & 3)::integer, (place >> 22)::integer,
       string_agg(key, '')
FROM (
    SELECT key, unnest(places) AS place FROM (
        SELECT int4send(collaboration_id::integer) AS key, places FROM partnerships_searchdocument LIMIT ALL
    ) AS document
) AS fact GROUP BY place
"""
# A process for each core and much memory for a moment: the web's own settings are for many small questions at once.
# More processes than cores take nearly half as long again. Cores are counted as if the database were on this machine.
_WORKERS = max(1, (cpu_count() or 1) - 1)
_MEANS = ("SET LOCAL work_mem = '256MB'", f"SET LOCAL max_parallel_workers_per_gather = {_WORKERS}")


class _Bytes(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> BitMap:
        return of_bytes(data)


class _Array(Loader):
    """An `integer[]` of one dimension: a header of five numbers, then length and value of each."""

    format = Format.BINARY

    def load(self, data: Any) -> BitMap:
        return of_bytes(data, start=6, step=2)


@contextmanager
def bitmap_cursor() -> Iterator[Cursor]:
    """A cursor that reads each `integer[]`, and each `bytea` made of `int4send`, as a bitmap."""
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.format = Format.BINARY
        cursor.adapters.register_loader(adapters.types["int4"].array_oid, _Array)
        cursor.adapters.register_loader("bytea", _Bytes)
        yield cursor


def read_documents() -> Bitmaps:
    """The bitmaps of all documents, grouped by PostgreSQL. In a transaction.

    The statements may see different instants: what was written since the first one is read again from the log.
    """
    with bitmap_cursor() as cursor:
        for setting in _MEANS:
            cursor.execute(setting)
        values = [((FACETS[code & 15], code >> 4), keys) for code, keys in cursor.execute(_PLAIN)]
        for visible, keys in cursor.execute(_UNIVERSES):
            values += [((ALL, 0), keys), *([((VISIBLE, 0), keys)] if visible else [])]
        days = [((("start", "end")[which], part), keys) for which, part, keys in cursor.execute(_DAYS)]
        for facet, slot, which, number, keys in cursor.execute(_PERIODS):
            name = slot_name(FACETS[facet], slot)
            if which == VALUE:
                values.append(((name, number), keys))
            else:
                days.append(((first_days(name) if which == FIRST else last_days(name), number), keys))
    return arrange(values, days)


def entry(
    key: int, visible: bool, start: date | None, end: date | None, codes: list[int], periods: list[list[int]]
) -> Entry:
    values = [(FACETS[code & 15], code >> 4) for code in codes]
    values.append((ALL, 0))
    if visible:
        values.append((VISIBLE, 0))
    days = {name: day.toordinal() for name, day in (("start", start), ("end", end)) if day is not None}
    return Entry(
        key, values, days, [Period(FACETS[code & 15], code >> 4, first, last) for code, first, last in periods]
    )


def _by_facet(codes: Iterable[int]) -> dict[str, list[int]]:
    """Former values of the facets that only plain codes have; the others are few enough to look at."""
    former: dict[str, list[int]] = {"partner": []}
    for code in codes:
        if FACETS[code & 15] in former:
            former[FACETS[code & 15]].append(code >> 4)
    return former


def _stored(rows: Iterable[Any]) -> Bitmaps:
    """The bitmaps of a facet come as one text of bytes, with the length of each."""
    found = {}
    for _kind, _key, _size, values, sizes, _visible, _start, _end, lengths, facet, together in rows:
        ends = list(accumulate(lengths))
        bits = [together[end - length : end] for end, length in zip(ends, lengths, strict=True)]
        sized = dict(zip(values, sizes, strict=True))
        found[facet] = Values(dict(zip(values, bits, strict=True)), sized)
    return Bitmaps(found)


def _words(text: str) -> dict[str, list[list[Any]]]:
    return {name: rows or [] for name, rows in json.loads(text).items()}
