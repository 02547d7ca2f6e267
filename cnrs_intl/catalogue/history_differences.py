"""What changed, in words: labels of fields, readable values, names of the records that are linked to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.text import capfirst

from cnrs_intl.catalogue.history import Source
from cnrs_intl.catalogue.history_lines import Line, said
from cnrs_intl.catalogue.history_names import Names, links_of
from cnrs_intl.catalogue.history_reading import Change


@dataclass
class Block:
    """One row that was added, changed or removed, or the links of one kind that were."""

    kind: str
    name: str
    verb: str
    lines: list[Line] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def differences(changes: Iterable[Change], names: Names, own: Sequence[Source]) -> list[Block]:
    """The blocks of one entry: the record itself, then its links, then its rows."""
    itself: list[Change] = []
    links: list[Change] = []
    rows: list[Change] = []
    for change in changes:
        chosen = itself if change.source in own else links if change.source.model._meta.auto_created else rows
        chosen.append(change)
    kind = str(own[-1].model._meta.verbose_name)
    return [*_of_record(kind, itself, names), *_oflinks_of(links, names), *(_of_row(change, names) for change in rows)]


def _of_record(kind: str, changes: list[Change], names: Names) -> Iterator[Block]:
    if not changes:
        return
    last = changes[-1]
    verb = "added" if last.before is None else "removed" if last.after is None else "changed"
    yield Block(kind, "", verb, [line for change in changes for line in _lines(change, names)])


def _oflinks_of(changes: list[Change], names: Names) -> Iterator[Block]:
    blocks: dict[Source, Block] = {}
    for change in changes:
        source = change.source
        if source not in blocks:
            blocks[source] = Block(str(_of_link(source).verbose_name), "", "changed")
        target = next(link for link in links_of(source) if link.name not in source.owners)
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
    """The fields that are told; a form that waits for review is read on its own page."""
    kept = {each.name for each in source.event_model._meta.fields if not isinstance(each, models.JSONField)}
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
