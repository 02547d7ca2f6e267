"""Reading the history of one record, with all that belongs to it, by one query whatever its length."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from psycopg.sql import SQL, Composed, Identifier, Literal

from cnrs_intl.catalogue.history import SOURCES, Source, lineage
from cnrs_intl.catalogue.history_tables import belongings_of, events_of

Values = dict[str, Any]
"""The columns of a row, as JSON writes them; decimal numbers exact."""
ENTRIES_ON_A_PAGE = 20
LAST = 2**63 - 1


@dataclass(frozen=True)
class Change:
    """A row before and after; None: it was not there."""

    source: Source
    key: str
    before: Values | None
    after: Values | None


@dataclass
class Entry:
    """What one request, or one run of a command, did to a record. `id` is that of its last event."""

    id: int
    at: datetime
    facts: dict[str, Any]
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Version:
    """How many events a record has, and the last one: another number means that somebody wrote since."""

    count: int
    last: int

    def __str__(self) -> str:
        return f"{self.count}-{self.last}"

    @classmethod
    def read(cls, text: str) -> "Version | None":
        count, _dash, last = text.partition("-")
        return cls(int(count), int(last)) if _is_number(count) and _is_number(last) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


class RecordHistory:
    """The events of one record of `model`: its own, those of the rows that belong to it, and of the rows of these."""

    def __init__(self, model: type[models.Model], key: Any) -> None:
        self.model = model._meta.concrete_model or model
        self.key = str(key)
        self.own = [SOURCES[table] for table in lineage(self.model) if table in SOURCES]
        self.belongings = list(belongings_of({source.model for source in self.own}))

    def version(self) -> Version:
        rows = self._rows(SQL("SELECT count(*), COALESCE(max(pgh_id), 0) FROM event"))
        return Version(*rows[0]) if rows else Version(0, 0)

    def entries(self, page: int = 1, size: int = ENTRIES_ON_A_PAGE) -> tuple[list[Entry], int]:
        """The entries of a page, the last first, and how many there are."""
        rows = self._rows(
            SQL(
                """
                , followed AS (
                    SELECT *, COALESCE(pgh_context_id::text, pgh_created_at::text) AS entry,
                        lag(data) OVER each AS former, lag(is_there) OVER each AS was_there
                    FROM event WINDOW each AS (PARTITION BY source, key ORDER BY pgh_id)
                ), entry AS (
                    SELECT entry, max(pgh_id) AS last, max(pgh_created_at) AS at, count(*) OVER () AS entries
                    FROM followed GROUP BY entry ORDER BY last DESC LIMIT {size} OFFSET {skipped}
                )
                SELECT last, at, entries, metadata, source, key, pgh_label, is_there, data, was_there, former
                FROM followed JOIN entry USING (entry)
                LEFT JOIN pghistory_context ON pghistory_context.id = pgh_context_id
                ORDER BY last DESC, pgh_id
                """
            ).format(size=Literal(size), skipped=Literal((page - 1) * size))
        )
        return _entries(rows), (rows[0][2] if rows else 0)

    def states(self, at: int | None = None) -> dict[tuple[str, str], Values | None]:
        """Each row that has events, as it was right after the event `at`, or as it is; None: not there.

        Rows that were never changed since their history began are not told.
        """
        moment = SQL("pgh_id <= {}").format(Literal(LAST if at is None else at))
        rows = self._rows(
            SQL(
                """
                SELECT DISTINCT ON (source, key) source, key, data,
                    CASE WHEN {moment} THEN is_there ELSE pgh_label <> 'insert' END
                FROM event ORDER BY source, key, ({moment}) DESC, CASE WHEN {moment} THEN -pgh_id ELSE pgh_id END
                """
            ).format(moment=moment)
        )
        return {(source, key): _values(data) if is_there else None for source, key, data, is_there in rows}

    def last_known(self) -> list[Change]:
        """The record, table by table, as its last events have it; empty: nothing of it is remembered."""
        own = Literal([source.label for source in self.own])
        last = SQL("SELECT DISTINCT ON (source) source, data FROM event WHERE source = ANY({}) ORDER BY 1, pgh_id DESC")
        rows = self._rows(last.format(own))
        return [Change(self.source(label), self.key, _values(data), None) for label, data in rows]

    def moment(self, event: int) -> datetime | None:
        """When an event took place; None: it is none of this record."""
        rows = self._rows(SQL("SELECT pgh_created_at FROM event WHERE pgh_id = {}").format(Literal(event)))
        return rows[0][0] if rows else None

    def lock(self) -> None:
        """Let nobody else write the record or its rows before the end of the transaction."""
        tables = [*self.own, *(each.source for each in self.belongings if not each.parent)]
        owners = {each.source: each.owner for each in self.belongings}
        parts = [
            SQL("row{} AS (SELECT 1 FROM {} WHERE {} = {} FOR UPDATE)").format(
                SQL(str(number)),
                Identifier(source.model._meta.db_table),
                Identifier(source.column(owners.get(source, source.model._meta.pk.name))),
                Literal(self.key),
            )
            for number, source in enumerate(tables)
        ]
        counts = SQL(", ").join(SQL("(SELECT count(*) FROM row{})").format(SQL(str(n))) for n in range(len(parts)))
        with connection.cursor() as cursor:
            cursor.execute(SQL("WITH {} SELECT {}").format(SQL(", ").join(parts), counts))

    def source(self, label: str) -> Source:
        return next(source for source in self._sources() if source.label == label)

    def is_own(self, source: Source) -> bool:
        return source in self.own

    def _sources(self) -> Iterable[Source]:
        return [*self.own, *(belonging.source for belonging in self.belongings)]

    def _rows(self, question: Composed | SQL) -> list[tuple[Any, ...]]:
        """None, of a record of which nothing is remembered."""
        if not self.own:
            return []
        parts = [events_of(source, None, self.key) for source in self.own]
        parts += [events_of(belonging.source, belonging, self.key) for belonging in self.belongings]
        with connection.cursor() as cursor:
            cursor.execute(SQL("WITH event AS ({}) {}").format(SQL(" UNION ALL ").join(parts), question))
            return cursor.fetchall()


def _values(data: str) -> Values:
    values = json.loads(data, parse_float=Decimal)
    return {name: value for name, value in values.items() if not name.startswith("pgh_")}


def _entries(rows: list[tuple[Any, ...]]) -> list[Entry]:
    entries: dict[int, Entry] = {}
    firsts: dict[tuple[int, str, str], Values | None] = {}
    lasts: dict[tuple[int, str, str], Values | None] = {}
    for last, at, _count, facts, source, key, label, is_there, data, was_there, former in rows:
        entries.setdefault(last, Entry(last, at, json.loads(facts) if facts else {}))
        row = (last, source, key)
        if row not in firsts:
            firsts[row] = _former(label, data, former if was_there else None, is_known=was_there is not None)
        lasts[row] = _values(data) if is_there else None
    by_label = {source.label: source for source in SOURCES.values()}
    for row, before in firsts.items():
        last, source, key = row
        if before != lasts[row]:
            entries[last].changes.append(Change(by_label[source], key, before, lasts[row]))
    return list(entries.values())


def _former(label: str, data: str, former: str | None, *, is_known: bool) -> Values | None:
    """How a row was before its first event of an entry: as the event before says, or else as that one says itself."""
    if is_known:
        return _values(former) if former else None
    return None if label == "insert" else _values(data)
