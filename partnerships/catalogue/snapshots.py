"""The bitmaps of one version of the catalogue: loaded once by a worker, then brought up to date change by change.

One statement reads all that a version needs, so that it comes from one instant, in whatever transaction it runs.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
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
SELECT 2, value, size, NULL, NULL, NULL, NULL, NULL, NULL, facet, bits
FROM partnerships_facetbitmap WHERE %(known)s::bigint IS NULL
"""


def read(known: Snapshot | None) -> Snapshot:
    """The catalogue as it is now: `known` itself, `known` brought up to date, or all of it read anew."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"known": known.version if known else None})
        rows: list[Any] = cursor.fetchall()
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


_PLAIN = """
SELECT code, array_agg(key) FROM (
    SELECT collaboration_id::integer AS key, unnest(facets) AS code FROM partnerships_searchdocument
) AS fact GROUP BY code
"""
_UNIVERSES = "SELECT visible, array_agg(collaboration_id::integer) FROM partnerships_searchdocument GROUP BY visible"
_DAYS = """
SELECT CASE WHEN GROUPING(start) = 0 THEN 'start' ELSE 'end' END,
       CASE WHEN GROUPING(start) = 0 THEN start ELSE "end" END - DATE '0001-01-01' + 1, array_agg(key)
FROM (SELECT collaboration_id::integer AS key, start, "end" FROM partnerships_searchdocument) AS document
GROUP BY GROUPING SETS ((start), ("end"))
"""
_PERIODS = """
SELECT facet, slot, code >> 4, first, last, array_agg(key)
FROM (
    SELECT key, code, code & 15 AS facet, first, last,
           row_number() OVER (PARTITION BY key, code & 15 ORDER BY n) - 1 AS slot
    FROM (
        SELECT key, n, periods[n][1] AS code, periods[n][2] AS first, periods[n][3] AS last
        FROM (
            SELECT collaboration_id::integer AS key, periods, generate_subscripts(periods, 1) AS n
            FROM partnerships_searchdocument
        ) AS document
    ) AS period
) AS numbered
GROUP BY GROUPING SETS ((facet, slot, code), (facet, slot, first), (facet, slot, last))
"""
_MEMORY = "SET LOCAL work_mem = '256MB'"


class _Keys(Loader):
    """An `integer[]` of one dimension, as a bitmap: a header of five numbers, then length and value of each."""

    format = Format.BINARY

    def load(self, data: Any) -> BitMap:
        numbers = array("I", bytes(data))
        if sys.byteorder == "little":
            numbers.byteswap()
        return BitMap(numbers[6::2])


@contextmanager
def bitmap_cursor() -> Iterator[Cursor]:
    """A cursor that reads each `integer[]` as a bitmap."""
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.format = Format.BINARY
        cursor.adapters.register_loader(adapters.types["int4"].array_oid, _Keys)
        yield cursor


def read_documents() -> Bitmaps:
    """The bitmaps of all documents, grouped by PostgreSQL. In a transaction.

    The statements may see different instants: what was written since the first one is read again from the log.
    """
    with bitmap_cursor() as cursor:
        cursor.execute(_MEMORY)
        values = [((FACETS[code & 15], code >> 4), keys) for code, keys in cursor.execute(_PLAIN)]
        for visible, keys in cursor.execute(_UNIVERSES):
            values += [((ALL, 0), keys), *([((VISIBLE, 0), keys)] if visible else [])]
        days = [((name, day), keys) for name, day, keys in cursor.execute(_DAYS) if day is not None]
        for facet, slot, value, first, last, keys in cursor.execute(_PERIODS):
            name = slot_name(FACETS[facet], slot)
            if value is not None:
                values.append(((name, value), keys))
            elif first is not None:
                days.append(((first_days(name), first), keys))
            else:
                days.append(((last_days(name), last), keys))
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
    found: dict[str, tuple[dict[int, BitMap | bytes], dict[int, int]]] = {}
    for row in rows:
        bits, sizes = found.setdefault(row[9], ({}, {}))
        bits[row[1]] = bytes(row[10])
        sizes[row[1]] = row[2]
    return Bitmaps({facet: Values(bits, sizes) for facet, (bits, sizes) in found.items()})


def _words(text: str) -> dict[str, list[list[Any]]]:
    return {name: rows or [] for name, rows in json.loads(text).items()}
