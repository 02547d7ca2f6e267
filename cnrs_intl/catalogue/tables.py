"""Columns of a list: cell, sort key, file value and the relations they read, in one place."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, ClassVar

import django_tables2
from django.db.models import F, Prefetch, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

LANGUAGE_SUFFIXES = {"en": "_en", "fr": "_fr"}


class DrawnColumn(django_tables2.Column):
    """A cell drawn by a function of the record, as HTML; its value in files is that of the accessor."""

    def __init__(self, draw: Callable[[Any], str], **extra: Any) -> None:
        super().__init__(**({"empty_values": ()} | extra))
        self.draw = draw

    def render(self, record: Any) -> str:
        return self.draw(record)

    def value(self, value: Any) -> Any:
        return value


class Table(django_tables2.Table):
    """Base of every list's table. A column sorts when it names its sort keys in `order_by`.

    A sort key that ends with `_` is a pair of language columns: `sort_` is `sort_fr` on a French page.
    """

    select: ClassVar[tuple[str, ...]] = ()
    """Relations to one record that the cells read."""

    class Meta:
        orderable = False
        attrs: ClassVar[dict[str, Any]] = {"class": "list"}

    @classmethod
    def prefetches(cls, user: Any) -> list[Prefetch | str]:
        """Relations to many records that the cells read, cut to what `user` may see."""
        return []

    @classmethod
    def fetch(cls, queryset: QuerySet[Any], user: Any) -> QuerySet[Any]:
        return queryset.select_related(*cls.select).prefetch_related(*cls.prefetches(user))

    directions: Mapping[str, str] = {}
    """By column, of those that the rows are sorted by: “ascending” or “descending”."""

    def head(self) -> SafeString:
        """The names of the columns as HTML."""
        return SafeString("".join(_heading(column, self.directions.get(column.name, "")) for column in self.columns))

    def body(self) -> SafeString:
        """The rows as HTML, without what the library and a template do for each cell again."""
        cells = [(column, _opening(column)) for column in self.columns]
        return SafeString("".join(f"<tr>{''.join(_cells(row, cells))}</tr>\n" for row in self.rows))

    @classmethod
    def orders(cls) -> dict[str, Any]:
        """Each order on offer and the label of its column."""
        return {name: column.verbose_name for name, column in cls.base_columns.items() if column.order_by}

    @classmethod
    def ordering(cls, order: str) -> list[OrderBy]:
        """The total order that `order` (a column's name, `-` before it for descending) stands for: the key ends it."""
        descending = order.startswith("-")
        keys = [F(_in_language(key)) for key in cls.base_columns[order.lstrip("-")].order_by]
        ordered = [key.desc(nulls_last=True) if descending else key.asc(nulls_last=True) for key in keys]
        return [*ordered, F("pk").desc() if descending else F("pk").asc()]


def _heading(column: Any, direction: str) -> str:
    named = column.attrs["th"].get("class")
    sort = f' aria-sort="{direction}"' if direction else ""
    kind = f' class="{escape(named)}"' if named else ""
    return f'<th scope="col"{sort}{kind}>{escape(capfirst(str(column.header)))}</th>'


def _opening(column: Any) -> str:
    named = column.attrs["td"].get("class")
    kind = f' class="{escape(named)}"' if named else ""
    return f'<td data-label="{escape(capfirst(str(column.header)))}"{kind}>'


def _cells(row: Any, columns: list[tuple[Any, str]]) -> Iterator[str]:
    for column, opening in columns:
        drawn = isinstance(column.column, DrawnColumn)
        cell = column.column.draw(row.record) if drawn else row.get_cell(column.name)
        yield f"{opening}{cell if isinstance(cell, SafeString) else conditional_escape(cell)}</td>"


def _in_language(key: str) -> str:
    return f"{key[:-1]}{LANGUAGE_SUFFIXES[(get_language() or 'en')[:2]]}" if key.endswith("_") else key
