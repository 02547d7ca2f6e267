"""Edits of public records that wait for review: what they change, and what became of the record meanwhile.

An edit is kept as two states of one form: before it, and as it was sent. A state holds the values of the inputs and,
by name, the rows below, each a state of its own that its key tells apart. Applied, it changes what its author
changed, and nothing that others changed since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.models import ProposedEdit

Values = dict[str, list[str]]
Formsets = Mapping[str, Any]
KEY = "id"


def state_of(form: Any, formsets: Formsets, *, sent: bool) -> dict[str, Any]:
    """The form as its record is, or, of a valid form, as it was sent."""
    values = {name: _texts(form, name, sent=sent) for name in form.fields}
    return {"values": values, "rows": {name: _rows(formset, sent=sent) for name, formset in formsets.items()}}


def _rows(formset: Any, *, sent: bool) -> list[dict[str, Any]]:
    rows = []
    for form in formset.forms:
        if form.instance.pk is None and not (sent and form.has_changed()):
            continue
        state = state_of(form, inner_formsets(form), sent=sent)
        state["values"].pop(formset.fk.name, None)
        rows.append(state)
    return rows


def inner_formsets(form: Any) -> Formsets:
    """The formsets within a row, by name."""
    return form.rows_inside() if hasattr(form, "rows_inside") else {}


def _texts(form: Any, name: str, *, sent: bool) -> list[str]:
    field = form.fields[name]
    value = form.cleaned_data.get(name) if sent else form.get_initial_for_field(field, name)
    value = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(value, (list, tuple, set, QuerySet)):
        return sorted(str(field.prepare_value(each)) for each in value)
    return ["" if value is None else value.isoformat() if isinstance(value, date) else str(value)]


@dataclass(frozen=True)
class Difference:
    """One value that the edit changes. `since`: what the record said when the edit was made, if it changed since."""

    label: str
    now: str
    proposed: str
    since: str | None = None


class Merge:
    """An edit beside the record as it is now: the form to send, the differences, and what can no longer be done."""

    def __init__(self, edit: ProposedEdit, form: Any, formsets: Formsets) -> None:
        self.differences: list[Difference] = []
        self.lost: list[str] = []
        """Rows that the edit changes and that are gone."""
        self.data: Values = {}
        self._merge(edit.base, edit.data, form, formsets, "", ())

    @property
    def is_overtaken(self) -> bool:
        return bool(self.lost) or any(difference.since is not None for difference in self.differences)

    def _merge(self, base: Any, sent: Any, form: Any, formsets: Formsets, prefix: str, place: tuple[str, ...]) -> None:
        for name, values in self._values(base, sent, form, place):
            self.data[f"{prefix}{name}"] = values
        for name, formset in formsets.items():
            self._merge_rows(base["rows"].get(name, []), sent["rows"].get(name, []), formset, f"{prefix}{name}", place)

    def _values(self, base: Any, sent: Any, form: Any, place: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        for name, field in form.fields.items():
            now = _texts(form, name, sent=False)
            before = base["values"].get(name, now)
            proposed = sent["values"].get(name, before)
            if proposed == before:
                yield name, now
                continue
            if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
                proposed = sorted((set(now) | set(proposed)) - (set(before) - set(proposed)))
            yield name, proposed
            if proposed != now:
                since = said(field, before) if before != now else None
                label = " · ".join((*place, capfirst(str(field.label or name))))
                self.differences.append(Difference(label, said(field, now), said(field, proposed), since))

    def _merge_rows(self, base: Any, sent: Any, formset: Any, prefix: str, place: tuple[str, ...]) -> None:
        before, proposed = _by_key(base), _by_key(sent)
        kept = [form for form in formset.forms if form.instance.pk is not None]
        added = [row for row in sent if not row["values"].get(KEY, [""])[0]]
        what = capfirst(str(formset.model._meta.verbose_name))
        for index, form in enumerate(kept):
            same: dict[str, Any] = {"values": {}, "rows": {}}
            key = str(form.instance.pk)
            where = (*place, f"{what} “{form.instance}”")
            self._merge(
                before.get(key, same), proposed.get(key, before.get(key, same)), form, inner_formsets(form),
                f"{prefix}-{index}-", where,
            )  # fmt: skip
        for index, row in enumerate(added, start=len(kept)):
            where = (*place, _("New: %(row)s") % {"row": what})
            nothing: dict[str, Any] = {"values": {}, "rows": {}}
            self._merge(nothing, row, formset.empty_form, {}, f"{prefix}-{index}-", where)
            self._add_inner(row, f"{prefix}-{index}-")
        gone = before.keys() - {str(form.instance.pk) for form in kept}
        self.lost += [what for key in gone if proposed.get(key, before[key]) != before[key]]
        self._manage(prefix, len(kept) + len(added), len(kept))

    def _add_inner(self, row: Any, prefix: str) -> None:
        """The rows within a new row, which are all new."""
        for name, rows in row["rows"].items():
            for index, inner in enumerate(rows):
                for field, values in inner["values"].items():
                    self.data[f"{prefix}{name}-{index}-{field}"] = values
            self._manage(f"{prefix}{name}", len(rows), 0)

    def _manage(self, prefix: str, total: int, initial: int) -> None:
        self.data[f"{prefix}-TOTAL_FORMS"] = [str(total)]
        self.data[f"{prefix}-INITIAL_FORMS"] = [str(initial)]


def _by_key(rows: list[Any]) -> dict[str, Any]:
    return {key: row for row in rows if (key := row["values"].get(KEY, [""])[0])}


def said(field: Any, values: list[str]) -> str:
    """The values of an input in words."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if isinstance(field, forms.ModelChoiceField):
        model: Any = getattr(field.queryset, "model", None)
        chosen = model._base_manager.filter(pk__in=[value for value in values if value])
        known = {str(record.pk): str(record) for record in chosen}
        return ", ".join(sorted(known.get(value, value) for value in values if value)) or "—"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(value): str(label) for value, label in choices}
        values = [labels.get(value, value) for value in values]
    return ", ".join(value for value in values if value) or "—"


def propose(record: models.Model, *, author: Any, base: Any, data: Any, reason: str = "") -> ProposedEdit:
    """Keep the edit for review; it replaces the one of the same author that waits already."""
    edit, _made = ProposedEdit.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        author=author,
        state=ProposedEdit.State.WAITING,
        defaults={"base": base, "data": data, "reason": reason, "made_at": timezone.now()},
    )
    return edit


def waiting_for(record: models.Model) -> QuerySet[ProposedEdit]:
    kind = ContentType.objects.get_for_model(record)
    waiting = ProposedEdit.objects.filter(state=ProposedEdit.State.WAITING)
    return waiting.filter(content_type=kind, object_id=str(record.pk)).select_related("author")


@transaction.atomic
def decide(edit: ProposedEdit, state: str, *, user: Any) -> None:
    """Accepted or refused, once. ValidationError: somebody else was faster."""
    waiting = ProposedEdit.objects.select_for_update().filter(pk=edit.pk, state=ProposedEdit.State.WAITING)
    if not waiting:
        raise ValidationError(_("Somebody has decided about this edit already."))
    waiting.update(state=state, decided_by=user, decided_at=timezone.now())
