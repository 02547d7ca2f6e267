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
from django_tables2 import A

from cnrs_intl.catalogue.sight import Sight

EMPTY, NOTHING = (None, ""), SafeString("—")
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


class LinkedColumn(DrawnColumn):
    """The value of the accessor as a link: to its own page where it is a record, else to that of the row."""

    def __init__(self, accessor: str, **extra: Any) -> None:
        read = A(accessor)
        super().__init__(lambda record: _linked(read.resolve(record, quiet=True), record), accessor=accessor, **extra)


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
    def prefetches(cls, sight: Sight) -> list[Prefetch | str]:
        """Relations to many records that the cells read, cut to what the reader may see."""
        return []

    @classmethod
    def fetch(cls, queryset: QuerySet[Any], sight: Sight) -> QuerySet[Any]:
        return queryset.select_related(*cls.select).prefetch_related(*cls.prefetches(sight))

    directions: Mapping[str, str] = {}
    """By column, of those that the rows are sorted by: “ascending” or “descending”."""

    def head(self) -> SafeString:
        """The names of the columns as HTML."""
        return SafeString("".join(_heading(column, self.directions.get(column.name, "")) for column in self.columns))

    def body(self) -> SafeString:
        """The rows as HTML, without what the library and a template do for each cell again."""
        cells = [(_opening(column), self._drawn(column)) for column in self.columns]
        return SafeString("".join(f"<tr>{''.join(_cells(row, cells))}</tr>\n" for row in self.rows))

    def _drawn(self, column: Any) -> Callable[[Any], Any]:
        """How a cell of the column is drawn; what has nothing to be looked at in each row is as quick as it can be."""
        if isinstance(column.column, DrawnColumn):
            draw = column.column.draw
            return lambda row: draw(row.record)
        is_plain = type(column.column) is django_tables2.Column and column.link is None
        if is_plain and not hasattr(self, f"render_{column.name}") and not self._has_choices(column):
            read, empty, default = A(column.accessor), column.column.empty_values, column.default

            def plain(row: Any) -> Any:
                value = read.resolve(row.record, quiet=True)
                return default if value in empty else value

            return plain
        return lambda row: row.get_cell(column.name)

    def _has_choices(self, column: Any) -> bool:
        """The library shows the words of such a value."""
        field = next((A(column.accessor).get_field(row.record) for row in self.rows[:1]), None)
        return bool(getattr(field, "choices", ()))

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
    named = _class(column, "th")
    sort = f' aria-sort="{direction}"' if direction else ""
    kind = f' class="{escape(named)}"' if named else ""
    return f'<th scope="col"{sort}{kind}>{escape(capfirst(str(column.header)))}</th>'


def _class(column: Any, tag: str) -> str:
    """As the column declares it: the library's own attributes take longer to make than a row."""
    declared: str = column.column.attrs.get(tag, {}).get("class", "")
    return declared


def _opening(column: Any) -> str:
    named = _class(column, "td")
    kind = f' class="{escape(named)}"' if named else ""
    return f'<td data-label="{escape(capfirst(str(column.header)))}"{kind}>'


def _cells(row: Any, cells: list[tuple[str, Callable[[Any], Any]]]) -> Iterator[str]:
    for opening, drawn in cells:
        cell = drawn(row)
        yield f"{opening}{cell if isinstance(cell, SafeString) else conditional_escape(cell)}</td>"


def _linked(value: Any, record: Any) -> SafeString:
    if value in EMPTY:
        return NOTHING
    url = getattr(value, "get_absolute_url", record.get_absolute_url)()
    return SafeString(f'<a href="{escape(url)}">{conditional_escape(value)}</a>')


def _in_language(key: str) -> str:
    return f"{key[:-1]}{LANGUAGE_SUFFIXES[(get_language() or 'en')[:2]]}" if key.endswith("_") else key
