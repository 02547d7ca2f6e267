"""Pages of an order out of a bitmap: few records are sorted, many are met by walking the index of the order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _
from pyroaring import BitMap

from cnrs_intl.catalogue.search import QueryError

LAST_NUMBERED_PAGE = 400
FEW = 2_000
FIRST_CHUNK, LARGEST_CHUNK = 200, 50_000
# What sorting one record of a set costs, in records of the index walked.
SORTING = 5
LARGEST_KEY = 2**63 - 1
Place = tuple[Any, int] | int
"""A value of the column of an order and a key, where a record is or could be; or the key alone of one that is."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order offered: by a stored column without NULL, then by the key, both in the same direction."""

    column: str
    descending: bool = False

    @property
    def reverse(self) -> "Order":
        return Order(self.column, not self.descending)


@dataclass(frozen=True, slots=True)
class Page:
    """Keys in order. The first and the last one are where the previous and the next page continue."""

    ids: list[int]
    total: int
    number: int | None
    """None: reached by keyset, its number is not known."""
    has_previous: bool
    has_next: bool


class Pages:
    """Pages of the documents of one model, by the orders offered; `among` is how many documents there are in all."""

    def __init__(self, model: type[models.Model], orders: Mapping[str, Order]) -> None:
        self._model = model
        self.orders = dict(orders)

    def order(self, name: str) -> Order:
        if name not in self.orders:
            raise QueryError(
                _("There is no order “%(name)s”. Choose one of: %(orders)s.")
                % {"name": name[:40], "orders": ", ".join(self.orders)}
            )
        return self.orders[name]

    def numbered(
        self, ids: BitMap, order: Order, number: int, size: int, *, among: int, begin: date | None = None
    ) -> Page:
        """A page by its number. `begin`: a date that none of `ids` comes before, in this order; where it is given,
        what lies before it is not walked through."""
        offset = check_number(number, size, len(ids))
        found = self._keys(ids, order, offset, size, None if begin is None else self._edge(order, begin), among)
        return Page(found, len(ids), number, number > 1, offset + size < len(ids))

    def after(self, ids: BitMap, order: Order, key: int, size: int, *, among: int) -> Page:
        """The page that follows the record `key`, which need not be one of `ids`."""
        found = self._keys(ids, order, 0, size + 1, key, among)
        return Page(found[:size], len(ids), None, has_previous=True, has_next=len(found) > size)

    def before(self, ids: BitMap, order: Order, key: int, size: int, *, among: int) -> Page:
        """The page that ends before the record `key`."""
        found = self._keys(ids, order.reverse, 0, size + 1, key, among)
        return Page(found[:size][::-1], len(ids), None, has_previous=len(found) > size, has_next=True)

    def slice(self, ids: BitMap, order: Order, offset: int, size: int, *, among: int) -> list[int]:
        return self._keys(ids, order, offset, size, None, among)

    def keys(self, ids: BitMap, order: Order, *, among: int) -> Iterator[int]:
        """All the keys in order, read from the index a chunk at a time: nothing is held but the chunk."""
        if len(ids) <= FEW:
            return iter(self._keys(ids, order, 0, FEW, None, among))
        return self._walk(ids, order)

    def stretches(self, order: Order, first: int, most: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """All documents in order, cut in stretches: the end of a statement that reads one, from its condition on, with
        the parameters.

        A short stretch of `first` documents, then longer ones, to `most`; only the index is read for that. What is
        written meanwhile is in the stretch where it belongs.
        """
        place: tuple[Any, int] | None = None
        while found := self._rows(order, place, "true", [], 1, first - 1):
            ((key, value),) = found
            yield self._stretch(order, place, (value, key))
            place, first = (value, key), min(first * 4, most)
        yield self._stretch(order, place, None)

    def _stretch(
        self, order: Order, after: tuple[Any, int] | None, last: tuple[Any, int] | None
    ) -> tuple[str, dict[str, Any]]:
        column, key = connection.ops.quote_name(order.column), self._key
        way, beyond, until = ("DESC", "<", ">=") if order.descending else ("ASC", ">", "<=")
        conditions = ["true"]
        values: dict[str, Any] = {}
        for name, sign, place in (("after", beyond, after), ("last", until, last)):
            if place is not None:
                conditions.append(f"({column}, {key}) {sign} (%({name}_value)s, %({name}_key)s)")
                values |= {f"{name}_value": place[0], f"{name}_key": place[1]}
        return f"{' AND '.join(conditions)} ORDER BY {column} {way}, {key} {way}", values

    def _keys(self, ids: BitMap, order: Order, offset: int, size: int, place: Place | None, among: int) -> list[int]:
        """At most two queries: what is rare where the walk begins is looked for by the database from there on."""
        if not ids:
            return []
        walked = (offset + size) * among // len(ids)
        if len(ids) <= FEW or len(ids) * SORTING < walked:
            return self._sorted(ids, order, offset, size, place)
        chunk = min(max(FIRST_CHUNK, walked * 5 // 4), LARGEST_CHUNK)
        rows = self._rows(order, place, "true", [], chunk, 0)
        found = [key for key, _value in rows if key in ids]
        if len(found) < offset + size and len(rows) == chunk:
            key, value = rows[-1]
            before = max(0, offset - len(found))
            more = self._sorted(ids, order, before, offset + size - len(found) - before, (value, key))
            return found[offset:] + more
        return found[offset : offset + size]

    def _sorted(self, ids: BitMap, order: Order, offset: int, size: int, place: Place | None) -> list[int]:
        rows = self._rows(order, place, f"{self._key} = ANY(%s)", [list(ids)], size, offset)
        return [key for key, _value in rows]

    def _walk(self, ids: BitMap, order: Order) -> Iterator[int]:
        place: Place | None = None
        while rows := self._rows(order, place, "true", [], LARGEST_CHUNK, 0):
            yield from (key for key, _value in rows if key in ids)
            key, value = rows[-1]
            place = value, key

    def _rows(
        self, order: Order, place: Place | None, condition: str, values: list[Any], limit: int, offset: int
    ) -> list[tuple[int, Any]]:
        column, key = connection.ops.quote_name(order.column), self._key
        way, beyond = ("DESC", "<") if order.descending else ("ASC", ">")
        gone, missing = "false", []
        if isinstance(place, int):
            start = f"(SELECT {column}, {key} FROM {self._table} WHERE {key} = %s)"  # noqa: S608
            condition, values = f"{condition} AND ({column}, {key}) {beyond} {start}", [*values, place]
            gone, missing = f"NOT EXISTS (SELECT FROM {self._table} WHERE {key} = %s)", [place]
        elif place is not None:
            condition, values = f"{condition} AND ({column}, {key}) {beyond} (%s, %s)", [*values, *place]
        with connection.cursor() as cursor:
            cursor.execute(
                f"(SELECT {key}, {column} FROM {self._table} WHERE {condition} "  # noqa: S608
                f"ORDER BY {column} {way}, {key} {way} LIMIT %s OFFSET %s) UNION ALL SELECT NULL, NULL WHERE {gone}",
                [*values, limit, offset, *missing],
            )
            rows = cursor.fetchall()
        if rows and rows[-1][0] is None:
            raise QueryError(_("The record where this page starts is gone. Start again from the first page."))
        return rows

    def _edge(self, order: Order, value: date) -> Place:
        """Just before all records with this value."""
        return value, LARGEST_KEY if order.descending else -1

    @property
    def _table(self) -> str:
        return connection.ops.quote_name(self._model._meta.db_table)

    @property
    def _key(self) -> str:
        return connection.ops.quote_name(str(self._model._meta.pk.column))


def check_number(number: int, size: int, total: int) -> int:
    """The offset of a numbered page. Raises QueryError where there is none."""
    pages = max(1, -(-total // size))
    if number < 1 or number > pages:
        raise QueryError(_("There is no such page: choose one from 1 to %(pages)d.") % {"pages": pages})
    if number > LAST_NUMBERED_PAGE:
        raise QueryError(
            _("Pages are numbered to %(last)d. Narrow the list, go on with “next”, or download it.")
            % {"last": LAST_NUMBERED_PAGE}
        )
    return (number - 1) * size
