"""Bringing a record back to what it was, with the rows that belong to it: through validation, and as a new entry."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history import Source
from cnrs_intl.catalogue.history_names import Names
from cnrs_intl.catalogue.history_reading import Change, RecordHistory, Values, Version
from cnrs_intl.catalogue.querysets import is_editable
from cnrs_intl.catalogue.refusals import explain

LEFT_ALONE = frozenset({"publication", "is_public"})
"""Columns that say who sees a thing: restoring facts shows it to nobody else, and takes it from nobody."""


class Restoration:
    """What it takes to make a record what it was right after one of its events.

    Rows of what `reader` does not see stay as they are.
    """

    def __init__(self, history: RecordHistory, event: int, reader: Any) -> None:
        self.history = history
        self.event = event
        self.reader = reader

    @cached_property
    def at(self) -> datetime:
        """When the event took place; Http404 for one that is not of this record."""
        moment = self.history.moment(self.event)
        if moment is None:
            raise Http404
        return moment

    @cached_property
    def changes(self) -> list[Change]:
        """What changes from now to then, the record first. Rows that did not change since are left out."""
        self.at  # noqa: B018 - an event of another record restores nothing
        then, now = self.history.states(self.event), self.history.states()
        changes = []
        for place, present in now.items():
            source = self.history.source(place[0])
            former = _as_left_alone(source, then[place], present)
            if former != present:
                changes.append(Change(source, place[1], present, former))
        names = Names(changes, self.reader)
        seen = [change for change in changes if not names.hides(change)]
        return sorted(seen, key=lambda change: change.source not in self.history.own)

    @transaction.atomic
    def apply(
        self, *, seen: Version | None, may_write: Callable[[type[models.Model]], bool], triggers: Mapping[str, Any]
    ) -> None:
        """ValidationError, and no change at all, when somebody wrote since `seen`, or a rule of today is broken.

        So too where the reader may not change the record as it is, or as it would be: part of another, public since.
        """
        self.history.lock()
        if seen != self.history.version():
            raise ValidationError(_("Somebody changed the record meanwhile. Look again at what would change."))
        refused = {change.source.model for change in self.changes if not may_write(change.source.model)}
        if refused:
            kinds = ", ".join(str(model._meta.verbose_name_plural) for model in refused)
            raise ValidationError(_("You may not change what would be restored: %(kinds)s.") % {"kinds": kinds})
        self._refuse_uneditable(_("You may not change the record as it stands: perhaps it was published just now."))
        try:
            with transaction.atomic():
                self._refuse_unmade()
                _refuse_missing(self.changes)
                written = [*self._write_rows(), *self._write_record()]
                _validate(written)
                self._refuse_uneditable(
                    _("It would be out of your scope, or part of a record that only a reviewer changes: ask one.")
                )
                connection.check_constraints()
        except IntegrityError as error:
            raise ValidationError(str(explain(error, triggers))) from error

    def _refuse_uneditable(self, message: str) -> None:
        if not is_editable(self._record(), self.reader):
            raise ValidationError([_("This version cannot be restored."), message])

    def _record(self) -> Any:
        return self.history.model._base_manager.get(pk=self.history.key)

    def _refuse_unmade(self) -> None:
        if any(change.after is None for change in self.changes if self.history.is_own(change.source)):
            raise ValidationError(_("The record did not exist yet. Delete it, if that is what you want."))

    def _write_record(self) -> list[models.Model]:
        own = [change for change in self.changes if self.history.is_own(change.source)]
        record = self._record()
        for change in own:
            fill(record, change.source, change.after or {})
        record.save()
        return [record]

    def _write_rows(self) -> list[models.Model]:
        """Rows are taken away and put back: one by one they would meet the others as they still are."""
        rows: dict[Source, list[Change]] = defaultdict(list)
        for change in self.changes:
            if not self.history.is_own(change.source):
                rows[change.source].append(change)
        written: list[models.Model] = []
        for source, changes in rows.items():
            written += _replace(source, changes)
        return written


def _replace(source: Source, changes: list[Change]) -> list[models.Model]:
    model: Any = source.model
    present = model._base_manager.in_bulk([_key(source, change) for change in changes if change.before is not None])
    rows = model._base_manager.filter(pk__in=list(present))
    rows._raw_delete(rows.db)
    records = []
    for change in changes:
        if change.after is not None:
            record = present.get(_key(source, change)) or model()
            fill(record, source, change.after)
            records.append(record)
    model._base_manager.bulk_create(records)
    _keep_times(source, records, changes)
    return records


def _keep_times(source: Source, records: list[models.Model], changes: list[Change]) -> None:
    """Fields that Django fills when a row is added keep what they were."""
    model: Any = source.model
    times = [each for each in model._meta.local_concrete_fields if getattr(each, "auto_now_add", False)]
    if not (times and records):
        return
    former = {_key(source, change): change.after for change in changes if change.after is not None}
    for record in records:
        for each in times:
            setattr(record, each.attname, each.to_python(former[record.pk][each.column]))
    model._base_manager.bulk_update(records, [each.name for each in times])


def _key(source: Source, change: Change) -> Any:
    return source.model._meta.pk.to_python(change.key)


def fill(record: models.Model, source: Source, values: Values) -> None:
    for column in source.model._meta.local_concrete_fields:
        if column.column in values and not column.generated:
            value = values[column.column]
            setattr(record, column.attname, value if column.is_relation else column.to_python(value))


def _as_left_alone(source: Source, former: Values | None, present: Values | None) -> Values | None:
    """`former`, seen by whom it is seen by at present; a row that comes back, as one that is entered."""
    if former is None:
        return None
    columns = {str(each.column): each for each in source.model._meta.local_concrete_fields}
    kept = LEFT_ALONE & former.keys()
    return former | {name: present[name] if present else columns[name].get_default() for name in kept}


def _refuse_missing(changes: Iterable[Change]) -> None:
    """A record that was linked to, or a file, may be gone since."""
    messages = [message for change in changes if change.after for message in _missing(change.source, change.after)]
    if messages:
        raise ValidationError([_("This version cannot be restored."), *messages])


def _missing(source: Source, values: Values) -> Iterator[str]:
    for column in source.model._meta.local_concrete_fields:
        value = values.get(str(column.column))
        label = {"field": capfirst(str(column.verbose_name)), "key": value}
        if value in (None, "") or column.primary_key or column.name in source.owners:
            continue
        target: Any = column.related_model
        if isinstance(column, models.FileField) and not column.storage.exists(value):
            yield _("%(field)s: it is no longer stored.") % label
        elif column.is_relation and not target._base_manager.filter(pk=value).exists():
            yield _("%(field)s: what was chosen then is no longer in the register (number %(key)s).") % label


def _validate(records: Iterable[models.Model]) -> None:
    messages = []
    for record in records:
        if record._meta.auto_created:
            continue
        try:
            record.full_clean()
        except ValidationError as error:
            said = {"record": f"{capfirst(str(record._meta.verbose_name))} “{record}”"}
            messages += [_("%(record)s: %(message)s") % {**said, "message": each} for each in error.messages]
    if messages:
        raise ValidationError([_("This version cannot be restored."), *messages])
