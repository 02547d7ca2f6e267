"""The history of the register: which tables are remembered, and how the database does it.

A trigger writes an event for each row that a statement inserts, changes or deletes, whoever wrote it and by whatever
way. Events of all tables share one sequence, so that they have one order. An event holds the row as it was afterwards
(as it was before, for a deletion); the first change of a row that has no event yet writes its former state as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from pghistory import models as pghistory_models

HELD_BACK = frozenset({"imported", "updated_at"})
"""What the machinery keeps in a record for itself: a change of it alone is no event."""


class Event(pghistory_models.Event):
    """A row at one moment. Its columns without `pgh_` are those of the row."""

    pgh_id = models.BigIntegerField(primary_key=True)

    class Meta:
        abstract = True


class _SharedFunction(pgtrigger.Trigger):
    """A trigger that calls a function of the catalogue, which no session setting can silence."""

    level = pgtrigger.Statement
    func = "RETURN NULL;"
    call = ""

    def render_execute(self, model: Any) -> str:
        return self.call


class Refuse(_SharedFunction):
    """Stops a statement, whatever rows it is about."""

    when = pgtrigger.Before
    call = "catalogue_history_stays()"


class Remember(_SharedFunction):
    """Writes the events of one kind of statement."""

    when = pgtrigger.After

    def __init__(self, event_model: type[models.Model], columns: Iterable[str], **options: Any) -> None:
        table = event_model._meta.db_table
        key = event_model.pgh_tracked_model._meta.pk.column  # type: ignore[attr-defined]
        self.call = f"catalogue_remember('{table}', '{key}', '{','.join(columns)}')"
        super().__init__(**options)


@dataclass(frozen=True)
class Source:
    """A table with a history. `owners` are the fields that name the record which its rows are shown with."""

    model: type[models.Model]
    event_model: type[models.Model]
    owners: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def column(self, field: str) -> str:
        return str(self.model._meta.get_field(field).column)  # type: ignore[union-attr]


SOURCES: dict[type[models.Model], Source] = {}
"""All tables with a history, by model. Models fill it when they are loaded."""


def remember(
    model: type[models.Model], *, owners: tuple[str, ...] = (), personal: tuple[str, ...] = (), kept_in: str = ""
) -> None:
    """Give the table of `model` a history, without its `personal` fields.

    `kept_in` names the app that keeps the events of a model of Django's own.
    """
    without = HELD_BACK | set(personal)
    local = model._meta.local_concrete_fields
    fields = [field for field in local if not field.generated and field.name not in without]
    links = {field.attname: _as_column(field) for field in fields if field.is_relation}
    no: Any = None
    event_model = pghistory.core.create_event_model(
        model,
        pghistory.ManualEvent("any"),  # the triggers are ours
        exclude=[field.name for field in local if field.is_relation or field not in fields],
        attrs={**links, "pgh_context_id": models.UUIDField(null=True)},
        base_model=Event,
        obj_field=no,
        context_field=no,
        append_only=False,
        abstract=False,
        app_label=kept_in or None,
        meta={
            "default_permissions": (),
            "ordering": ("pgh_id",),
            "indexes": [models.Index(fields=[name, "pgh_id"]) for name in _looked_up_by(model, owners)],
            "triggers": [Refuse(name="stays", operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate)],
        },
    )
    SOURCES[model] = Source(model, event_model, owners)
    if not (model._meta.auto_created or kept_in):  # migrations write the triggers of those by hand
        _watch(model, event_model, [str(field.column) for field in fields])


def _as_column(field: Any) -> models.Field:
    """A link to another record is remembered as the key of that record, which may be gone one day."""
    target = field.target_field
    while target.is_relation:
        target = target.target_field
    if isinstance(target, models.AutoField):
        return models.BigIntegerField(null=field.null)
    return models.CharField(max_length=target.max_length, null=field.null)


def _looked_up_by(model: type[models.Model], owners: tuple[str, ...]) -> list[str]:
    return [model._meta.get_field(name).attname for name in (model._meta.pk.name, *owners)]  # type: ignore[union-attr]


def _watch(model: Any, event_model: type[models.Model], columns: list[str]) -> None:
    old, new = "old_values", "new_values"
    for name, operation, rows in (
        ("insert", pgtrigger.Insert, {"new": new}),
        ("update", pgtrigger.Update, {"old": old, "new": new}),
        ("delete", pgtrigger.Delete, {"old": old}),
    ):
        trigger = Remember(
            event_model,
            columns,
            name=f"remember_{name}",
            operation=operation,
            referencing=pgtrigger.Referencing(**rows),
        )
        trigger.register(model)
    Refuse(name="no_truncate", operation=pgtrigger.Truncate).register(model)


def lineage(model: type[models.Model]) -> list[type[models.Model]]:
    """The tables that one record of `model` is in, the parent first."""
    concrete = model._meta.concrete_model or model
    return [*reversed(concrete._meta.get_parent_list()), concrete]


def remember_links(record: type[models.Model], *, kept_in: str = "") -> None:
    """Give the tables of its links of many to many, where no model is written for them, a history."""
    for link in record._meta.local_many_to_many:
        through: Any = link.remote_field.through
        if through._meta.auto_created:
            remember(through, owners=(link.m2m_field_name(),), kept_in=kept_in)
