"""Links to records that a reader does not see: the key stays, and nothing else of them is told."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

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


def is_guarded(model: Any) -> bool:
    """Whether not everybody sees all records of the model."""
    records = model._default_manager.all()
    return isinstance(records, VisibleQuerySet) and bool(records.publications)


def owners_of(model: Any) -> set[str]:
    """The links to records that a row is part of: it is seen by those who see all of them."""
    records = model._default_manager.all()
    paths = records.publications if isinstance(records, VisibleQuerySet) else ()
    return {path.split("__")[0] for path in paths if "__" in path}


@lru_cache(None)
def links_beyond(model: type[models.Model]) -> tuple[Any, ...]:
    """The links of a record to others that a reader of the record need not see."""
    owners = owners_of(model)
    return tuple(
        link
        for link in model._meta.concrete_fields
        if link.is_relation and link.name not in owners and not _is_parent(link) and is_guarded(link.related_model)
    )


def hide_links(records: Iterable[models.Model], reader: Any) -> None:
    """Put a stand-in for each linked record that the reader does not see: a query for each kind of them."""
    if sight_of(reader).everything:
        return
    linked: dict[Any, list[tuple[models.Model, Any, Any]]] = defaultdict(list)
    for record in records:
        for link in links_beyond(type(record)):
            if (key := getattr(record, link.attname)) is not None:
                linked[link.related_model].append((record, link, key))
    for model, found in linked.items():
        keys = {key for _record, _link, key in found}
        seen = set(
            model._default_manager.visible_to(reader).filter(pk__in=keys).order_by().values_list("pk", flat=True)
        )
        for record, link, key in found:
            if key not in seen:
                link.set_cached_value(record, _stand_in(link, key))


def hide_many(record: models.Model, reader: Any) -> None:
    """Of the many records that each of its links names, leave those that the reader sees. Not for saving it."""
    many: Any = record._meta.many_to_many
    for link in (each for each in many if is_guarded(each.related_model)):
        seen = getattr(record, link.name).visible_to(reader)
        record.__dict__.setdefault("_prefetched_objects_cache", {})[link.name] = seen


def _stand_in(link: Any, key: Any) -> OutOfSight:
    hidden = OutOfSight(key)
    # Django compares it with the key of the link when the record is saved.
    setattr(hidden, link.target_field.attname, key)
    return hidden


@lru_cache(None)
def stays_in_sight(model: type[models.Model], path: str) -> bool:
    """Whether a lookup of a record's reader through `path` meets only records that they see as well."""
    for name in path.split("__"):
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if not field.is_relation:
            return True
        if is_guarded(field.related_model) and not _is_of_the_record(field, model):
            return False
        model = field.related_model
    return True


def _is_of_the_record(field: Any, model: type[models.Model]) -> bool:
    if _is_parent(field) or _is_parent(field.remote_field):
        return True
    if field.concrete:
        return field.name in owners_of(model)
    return bool(field.one_to_many) and owners_of(field.related_model) == {field.remote_field.name}


def _is_parent(field: Any) -> bool:
    remote = getattr(field, "remote_field", None)
    return bool(getattr(remote, "parent_link", False))
