"""The records that a history speaks of, by the names they have now, and without those that its reader does not see."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, Q

from cnrs_intl.catalogue.history import Source
from cnrs_intl.catalogue.history_reading import Change, Values
from cnrs_intl.catalogue.out_of_sight import Gone, OutOfSight, is_guarded, owners_of
from cnrs_intl.catalogue.sight import sight_of


class Names:
    """The records that changes link to, read once for each kind; those out of the reader's sight have no name."""

    def __init__(self, changes: Iterable[Change], reader: Any) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for change in changes:
            for values in filter(None, (change.before, change.after)):
                for link in links_of(change.source):
                    if (key := values.get(link.attname)) is not None:
                        wanted[link.related_model].add(key)
        self._found = {model: as_seen(model, keys, reader) for model, keys in wanted.items()}

    def hides(self, change: Change) -> bool:
        """Whether a row, or a link, is part of a record that the reader does not see."""
        guarded = _guarded(change.source.model)
        return any(
            isinstance(self.of(link, values[link.attname]), OutOfSight)
            for values in filter(None, (change.before, change.after))
            for link in links_of(change.source)
            if link.name in guarded and values.get(link.attname) is not None
        )

    def of(self, link: Any, key: Any) -> Any:
        return self._found.get(link.related_model, {}).get(key) or Gone(key)

    def row(self, source: Source, values: Values) -> str:
        """A row as its model names it, made of what it was."""
        model: Any = source.model
        known = {each.attname for each in source.model._meta.local_concrete_fields}
        record = model(**{name: _python(source, name, value) for name, value in values.items() if name in known})
        for link in links_of(source):
            if (key := values.get(link.attname)) is not None:
                link.set_cached_value(record, self.of(link, key))
        return str(record)


def as_seen(model: Any, keys: set[Any], reader: Any) -> dict[Any, Any]:
    """The records with these keys that are there, or what stands for those out of sight, by one query."""
    records = model._default_manager.all()
    if not is_guarded(model) or sight_of(reader).everything:
        return dict(model._base_manager.in_bulk(keys))
    is_seen = ExpressionWrapper(Q(pk__in=records.visible_to(reader).order_by().values("pk")), models.BooleanField())
    found = model._base_manager.annotate(is_seen=is_seen).in_bulk(keys)
    return {key: record if record.is_seen else OutOfSight(key) for key, record in found.items()}


def _guarded(model: Any) -> set[str]:
    """The links to records that a row is part of: it is seen by those who see all of them."""
    if model._meta.auto_created:
        return {each.name for each in model._meta.local_concrete_fields if each.is_relation}
    return owners_of(model)


def _python(source: Source, name: str, value: Any) -> Any:
    column: Any = next(each for each in source.model._meta.local_concrete_fields if each.attname == name)
    return value if column.is_relation else column.to_python(value)


def links_of(source: Source) -> list[Any]:
    """The fields of a row that name another record."""
    return [each for each in source.model._meta.local_concrete_fields if each.is_relation and not each.primary_key]
