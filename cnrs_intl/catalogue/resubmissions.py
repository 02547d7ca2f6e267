"""Rows of a form that was sent, taken out of it or made new ones, before it is read again."""

import re

from django.http import QueryDict

FORMS_AT_MOST = 1_000


def rearrange(data: QueryDict, row: str, *, keep: bool, links_inside: tuple[str, ...] = ()) -> None:
    """Take the row with the prefix `row` out; with `keep`, put it back as a new one, with the rows inside it."""
    prefix, _dash, number = row.rpartition("-")
    total, initial = _count(data, prefix, "TOTAL_FORMS"), _count(data, prefix, "INITIAL_FORMS")
    rows = {each: _take(data, f"{prefix}-{each}-") for each in range(total)}
    chosen = rows.pop(int(number))
    order = [rows[each] for each in sorted(rows)]
    if keep:
        order.append(_as_new(chosen, links_inside))
    for place, values in enumerate(order):
        for name, value in values.items():
            data.setlist(f"{prefix}-{place}-{name}", value)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(order))
    data[f"{prefix}-INITIAL_FORMS"] = str(initial - (int(number) < initial))


def _count(data: QueryDict, prefix: str, name: str) -> int:
    text = data.get(f"{prefix}-{name}", "0")
    return min(int(text), FORMS_AT_MOST) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _take(data: QueryDict, prefix: str) -> dict[str, list[str]]:
    names = [name for name in data if name.startswith(prefix)]
    values = {name.removeprefix(prefix): data.getlist(name) for name in names}
    for name in names:
        del data[name]
    return values


def _as_new(values: dict[str, list[str]], links_inside: tuple[str, ...]) -> dict[str, list[str]]:
    """The rows inside a new row are new as well, and do not name it yet."""
    unset = re.compile(rf"(^|-)id$|-({'|'.join(links_inside) or 'id'})$")
    return {
        name: [""] if unset.search(name) else ["0"] if name.endswith("INITIAL_FORMS") else value
        for name, value in values.items()
    }
