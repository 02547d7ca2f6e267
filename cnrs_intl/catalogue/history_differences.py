"""What changed, in words: labels of fields, readable values, names of the records that are linked to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history import Source
from cnrs_intl.catalogue.history_reading import Change, Values

LONG = 60
"""From so many letters on, only the words that changed are marked."""


@dataclass(frozen=True)
class Piece:
    """Words of a long text: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """A field before and after; of a long text, its pieces as well."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        if min(len(self.before), len(self.after)) < LONG:
            return []
        return list(_pieces(self.before.split(" "), self.after.split(" ")))


@dataclass
class Block:
    """One row that was added, changed or removed, or the links of one kind that were."""

    kind: str
    name: str
    verb: str
    lines: list[Line] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class Gone:
    """Stands for a record that is not in the register any more."""

    def __init__(self, key: Any) -> None:
        self.pk = key

    def __str__(self) -> str:
        return _("no longer in the register (number %(key)s)") % {"key": self.pk}


class Names:
    """The records that changes link to, read once for each kind."""

    def __init__(self, changes: Iterable[Change]) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for change in changes:
            for values in filter(None, (change.before, change.after)):
                for link in _links(change.source):
                    if (key := values.get(link.attname)) is not None:
                        wanted[link.related_model].add(key)
        self._found: dict[Any, dict[Any, Any]] = {
            model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()
        }

    def of(self, link: Any, key: Any) -> Any:
        return self._found.get(link.related_model, {}).get(key) or Gone(key)

    def row(self, source: Source, values: Values) -> str:
        """A row as its model names it, made of what it was."""
        model: Any = source.model
        known = {each.attname for each in source.model._meta.local_concrete_fields}
        record = model(**{name: _python(source, name, value) for name, value in values.items() if name in known})
        for link in _links(source):
            if (key := values.get(link.attname)) is not None:
                link.set_cached_value(record, self.of(link, key))
        return str(record)


def differences(changes: Iterable[Change], names: Names, own: Sequence[Source]) -> list[Block]:
    """The blocks of one entry: the record itself, then its links, then its rows."""
    itself: list[Change] = []
    links: list[Change] = []
    rows: list[Change] = []
    for change in changes:
        chosen = itself if change.source in own else links if change.source.model._meta.auto_created else rows
        chosen.append(change)
    kind = str(own[-1].model._meta.verbose_name)
    return [*_of_record(kind, itself, names), *_of_links(links, names), *(_of_row(change, names) for change in rows)]


def _of_record(kind: str, changes: list[Change], names: Names) -> Iterator[Block]:
    if not changes:
        return
    last = changes[-1]
    verb = "added" if last.before is None else "removed" if last.after is None else "changed"
    yield Block(kind, "", verb, [line for change in changes for line in _lines(change, names)])


def _of_links(changes: list[Change], names: Names) -> Iterator[Block]:
    blocks: dict[Source, Block] = {}
    for change in changes:
        source = change.source
        if source not in blocks:
            blocks[source] = Block(str(_of_link(source).verbose_name), "", "changed")
        target = next(link for link in _links(source) if link.name not in source.owners)
        for values, chosen in ((change.before, blocks[source].removed), (change.after, blocks[source].added)):
            if values is not None:
                chosen.append(str(names.of(target, values[target.attname])))
    yield from blocks.values()


def _of_link(source: Source) -> Any:
    """The field of the record whose links the table holds."""
    model: Any = source.model
    owner = model._meta.get_field(source.owners[0]).related_model
    return next(link for link in owner._meta.local_many_to_many if link.remote_field.through is source.model)


def _of_row(change: Change, names: Names) -> Block:
    source = change.source
    verb = "added" if change.before is None else "removed" if change.after is None else "changed"
    values = change.after or change.before or {}
    return Block(str(source.model._meta.verbose_name), names.row(source, values), verb, list(_lines(change, names)))


def _lines(change: Change, names: Names) -> Iterator[Line]:
    source = change.source
    defaults = {each.attname: each for each in _shown(source)}
    for name, column in defaults.items():
        before, after = ((values or {}).get(column.column) for values in (change.before, change.after))
        alone = after if change.before is None else before
        if before == after or ((change.before is None or change.after is None) and _says_nothing(source, name, alone)):
            continue
        yield Line(
            capfirst(str(column.verbose_name)),
            "" if change.before is None else readable(column, before, names),
            "" if change.after is None else readable(column, after, names),
        )


def _shown(source: Source) -> list[Any]:
    kept = {each.name for each in source.event_model._meta.fields}
    return [
        each
        for each in source.model._meta.local_concrete_fields
        if each.attname in kept and not each.primary_key and each.name not in source.owners
    ]


def _says_nothing(source: Source, name: str, value: Any) -> bool:
    column: Any = next(each for each in source.model._meta.local_concrete_fields if each.attname == name)
    return value in (None, "", []) or value == column.get_default()


def readable(column: Any, value: Any, names: Names) -> str:
    """A value as a person says it."""
    if value in (None, "", []):
        return ""
    if column.is_relation:
        return str(names.of(column, value))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(readable(column.base_field, each, names) for each in value)
    return said(column.to_python(value))


def said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formats.date_format(value)
    return str(formats.localize(value))


def _python(source: Source, name: str, value: Any) -> Any:
    column: Any = next(each for each in source.model._meta.local_concrete_fields if each.attname == name)
    return value if column.is_relation else column.to_python(value)


def _links(source: Source) -> list[Any]:
    return [each for each in source.model._meta.local_concrete_fields if each.is_relation and not each.primary_key]


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("kept", " ".join(before[start:end]))
            continue
        if end > start:
            yield Piece("removed", " ".join(before[start:end]))
        if new_end > new_start:
            yield Piece("added", " ".join(after[new_start:new_end]))
