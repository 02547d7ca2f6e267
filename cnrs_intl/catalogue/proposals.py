"""Edits of public records that wait for review: kept, and decided about.

An edit is kept as two states of one form: before it, and as it was sent. A state holds the values of the inputs and,
by name, the rows below, each a state of its own that its key tells apart.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.models import ProposedEdit

Values = dict[str, list[str]]
Formsets = Mapping[str, Any]
KEY = "id"
EDIT_CHANGED = gettext_lazy(
    "Nothing was done: its author changed this edit after you had opened this page. Read it again, then decide."
)


def state_of(form: Any, formsets: Formsets, *, sent: bool) -> dict[str, Any]:
    """The form as its record is, or, of a valid form, as it was sent."""
    values = {name: texts_of(form, name, sent=sent) for name in form.fields}
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


def texts_of(form: Any, name: str, *, sent: bool) -> list[str]:
    field = form.fields[name]
    value = form.cleaned_data.get(name) if sent else form.get_initial_for_field(field, name)
    value = field.prepare_value(value)
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(value, (list, tuple, set, QuerySet)):
        return sorted(str(field.prepare_value(each)) for each in value)
    return ["" if value is None else value.isoformat() if isinstance(value, date) else str(value)]


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
    """Accepted or refused, once, as it was read. ValidationError: somebody else was faster."""
    waiting = ProposedEdit.objects.select_for_update().filter(pk=edit.pk, state=ProposedEdit.State.WAITING)
    if not waiting:
        raise ValidationError(_("Somebody has decided about this edit already."))
    if waiting[0].made_at != edit.made_at:
        raise ValidationError(EDIT_CHANGED)
    waiting.update(state=state, decided_by=user, decided_at=timezone.now())
