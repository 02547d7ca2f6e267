"""The records that a history speaks of, by the names they have now, and without those that its reader does not see."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history import Source
from cnrs_intl.catalogue.history_reading import Change, Values
from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.sight import sight_of


class Gone:
    """Stands for a record that is not in the register any more."""

    def __init__(self, key: Any) -> None:
        self.pk = key

    def __str__(self) -> str:
        return _("no longer in the register (number %(key)s)") % {"key": self.pk}


class OutOfSight(Gone):
    """Stands for a record that the reader does not see."""

    def __str__(self) -> str:
        return _("a record that you do not see")


class Names:
    """The records that changes link to, read once for each kind; those out of the reader's sight have no name."""

    def __init__(self, changes: Iterable[Change], reader: Any) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for change in changes:
            for values in filter(None, (change.before, change.after)):
                for link in links_of(change.source):
                    if (key := values.get(link.attname)) is not None:
                        wanted[link.related_model].add(key)
        self._found: dict[Any, dict[Any, Any]] = {
            model: model._base_manager.in_bulk(keys) for model, keys in wanted.items()
        }
        if not sight_of(reader).everything:
            for model, found in self._found.items():
                self._found[model] = found | _out_of_sight(model, found, reader)

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


def _out_of_sight(model: Any, found: dict[Any, Any], reader: Any) -> dict[Any, Any]:
    records = model._default_manager.all()
    if not isinstance(records, VisibleQuerySet) or not records.publications:
        return {}
    seen = set(records.visible_to(reader).filter(pk__in=found).values_list("pk", flat=True))
    return {key: OutOfSight(key) for key in found if key not in seen}


def _guarded(model: Any) -> set[str]:
    """The links to records that a row is part of: it is seen by those who see all of them."""
    if model._meta.auto_created:
        return {each.name for each in model._meta.local_concrete_fields if each.is_relation}
    records = model._default_manager.all()
    paths = records.publications if isinstance(records, VisibleQuerySet) else ()
    return {path.split("__")[0] for path in paths if "__" in path}


def _python(source: Source, name: str, value: Any) -> Any:
    column: Any = next(each for each in source.model._meta.local_concrete_fields if each.attname == name)
    return value if column.is_relation else column.to_python(value)


def links_of(source: Source) -> list[Any]:
    """The fields of a row that name another record."""
    return [each for each in source.model._meta.local_concrete_fields if each.is_relation and not each.primary_key]
