"""The form of a public record for those who propose: what they save waits, and is there when they open it again."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.admin_rights import may_change, may_propose
from cnrs_intl.catalogue.conflict_pages import VERSION_FIELD
from cnrs_intl.catalogue.edit_merging import Merge
from cnrs_intl.catalogue.form_errors import errors_of
from cnrs_intl.catalogue.history_context import say_further
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.models import ProposedEdit
from cnrs_intl.catalogue.proposals import Values, decide, inner_formsets, propose, state_of, waiting_for
from cnrs_intl.catalogue.rows import EVERY, OPENED, only_shows

ALL_ROWS = QueryDict(f"{OPENED}={EVERY}")
LONGEST_TEXT = 2_000
SEEN_FIELD = "edit_seen"
"""Which state of an edit a form was filled in from; empty: none."""


class EditProposedError(Exception):
    """The form is right, and its author may only propose it: all that was saved is undone, and this is kept."""

    def __init__(self, base: Any, data: Any) -> None:
        super().__init__()
        self.base, self.data = base, data


class Proposing(admin.ModelAdmin):
    """The part of a published record's administration that is about edits which wait."""

    def address(self, page: str, *arguments: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also where the edit can only be proposed."""
        return super().has_change_permission(request, obj) or (obj is not None and may_propose(request, obj))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None and only_shows(request) and may_propose(request, obj):
            # The form may be made more than once: see `_fill_in`.
            many = (field for field in self.opts.many_to_many if field.name in form.base_fields)
            prefetch_related_objects([obj], *(field.name for field in many))
            if any(has_rows_inside(edit) for edit in self._waiting(request, obj) if edit.author_id == request.user.pk):
                request.__dict__["rows_opened"] = True
        return form

    def _waiting(self, request: HttpRequest, record: Any) -> list[ProposedEdit]:
        """The edits of the record that wait, read once for a request."""
        known: dict[Any, list[ProposedEdit]] = request.__dict__.setdefault("waiting", {})
        if record.pk not in known:
            known[record.pk] = list(waiting_for(record))
        return known[record.pk]

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except EditProposedError as edit:
            record: Any = self.get_object(request, unquote(str(object_id)))
            reason = written(request, "proposal_reason")
            propose(record, author=request.user, base=edit.base, data=edit.data, reason=reason)
            self.message_user(request, _("Your edit waits for review. Until then, the public page stays as it is."))
            return HttpResponseRedirect(self.address("change", record.pk))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if not change or may_change(request, form.instance):
            super().save_related(request, form, formsets, change)
            return
        by_name = {formset.prefix: formset for formset in formsets}
        base, data = (state_of(form, by_name, sent=sent) for sent in (False, True))
        _refuse_to_replace(request, form.instance, data)
        super().save_related(request, form, formsets, change)
        raise EditProposedError(base, data)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        record: Any = kwargs.get("obj")
        context["proposing"] = record is not None and may_propose(request, record)
        if context["proposing"]:
            context["waiting"] = self._waiting(request, record)
            own = next((edit for edit in context["waiting"] if edit.author_id == request.user.pk), None)
            is_sent = request.method == "POST"
            seen = request.POST.get(SEEN_FIELD, "") if is_sent else seen_of(own)
            context |= {
                "show_save_and_continue": False,
                "show_save_and_add_another": False,
                "own_edit": own if own and seen == seen_of(own) else None,
                "edit_seen": getattr(request, "edit_seen", seen),
                "proposal_reason": request.POST.get("proposal_reason", own.reason if own else ""),
            }
            if own and not is_sent:
                # What was said stands on the page of the review, and is read there.
                context["comments"] = ()
                self._fill_in(request, context, record, own)
        return super().render_change_form(request, context, *args, **kwargs)

    def _fill_in(self, request: HttpRequest, context: Any, record: Any, edit: ProposedEdit) -> None:
        """The form with the edit in it: saved again, it replaces the edit and loses nothing of it."""
        merge = self.merge(request, edit, record, opened=request.GET.get(OPENED, ""))
        sent = copy(request)
        sent.method, sent.GET, sent.POST = "POST", _rows_of(edit, request), _as_sent(merge.data)  # type: ignore[assignment]
        form = self.get_form(sent, record, change=True)(sent.POST, instance=record)
        formsets, inlines = self._create_formsets(sent, record, change=True)  # type: ignore[attr-defined]
        _show_unchecked(form, formsets)
        context["adminform"].form = form
        context["inline_admin_formsets"] = self.get_inline_formsets(request, formsets, inlines, record)
        context |= {"own_edit_lost": merge.lost, "own_edit_overtaken": merge.is_overtaken}

    def merge(self, request: HttpRequest, edit: ProposedEdit, record: Any, *, opened: str = "") -> Merge:
        """The edit beside the record as it is now."""
        reading = copy(request)
        reading.method, reading.GET = "GET", _rows_of(edit, request)  # type: ignore[assignment]
        form = self.get_form(reading, record, change=True)(instance=record)
        formsets, _inlines = self._create_formsets(reading, record, change=True)  # type: ignore[attr-defined]
        by_name = {formset.prefix: formset for formset in formsets}
        return Merge(edit, form, by_name, reader=request.user, opened=opened)

    def apply(self, request: HttpRequest, edit: ProposedEdit, record: Any) -> None:
        """Send the form of the edit as its reviewer. ValidationError, and no change: what the form refuses."""
        sending = copy(request)
        history = RecordHistory(self.model, record.pk)
        with transaction.atomic():
            history.lock()
            record.refresh_from_db()
            refuse_overtaken(request, history)
            data = _as_sent(self.merge(request, edit, record).data)
            data[VERSION_FIELD] = str(history.version())
            sending.method, sending.GET, sending.POST = "POST", ALL_ROWS, data  # type: ignore[assignment]
            say_further(author=edit.author_id, reason=edit.reason)
            decide(edit, ProposedEdit.State.ACCEPTED, user=request.user)
            response = self.changeform_view(sending, str(record.pk))
            if response.status_code != HttpResponseRedirect.status_code:
                raise ValidationError([_("The edit cannot be applied."), *errors_of(response.context_data)])


def written(request: HttpRequest, name: str) -> str:
    """What was written; NUL is no part of a text."""
    return request.POST.get(name, "").replace("\x00", "")[:LONGEST_TEXT].strip()


def _rows_of(edit: ProposedEdit, request: HttpRequest) -> QueryDict:
    """All rows of rows where the edit, or the request, has any; else they are not read."""
    return ALL_ROWS if OPENED in request.GET or has_rows_inside(edit) else QueryDict()


def has_rows_inside(edit: ProposedEdit) -> bool:
    return any(any(row["rows"].values()) for rows in edit.data["rows"].values() for row in rows)


def seen_of(edit: ProposedEdit | None) -> str:
    return edit.made_at.isoformat() if edit else ""


def refuse_overtaken(request: HttpRequest, history: RecordHistory) -> None:
    """Once the record is locked. ValidationError: it is not what the page, which names a version, was about."""
    seen = request.POST.get(VERSION_FIELD)
    if seen is not None and seen != str(history.version()):
        raise ValidationError(
            _("Nothing was done: the record was changed after you had opened this page. Look at it again, then decide.")
        )


def _refuse_to_replace(request: HttpRequest, record: Any, data: Any) -> None:
    """ValidationError: the author's edit that waits is neither what the form was filled in from nor the same."""
    seen = request.POST.get(SEEN_FIELD)
    own = waiting_for(record).filter(author=request.user.pk).first()
    if seen is None or own is None or seen == seen_of(own) or data == own.data:
        return
    request.edit_seen = seen_of(own)  # type: ignore[attr-defined]
    raise ValidationError(
        _(
            "You have saved another edit of this record since you opened this form, and it waits for review. Save "
            "again to put this one in its place, or open the form anew to go on from the other."
        )
    )


def _show_unchecked(form: Any, formsets: Iterable[Any]) -> None:
    """Forms that were sent become forms to fill in that show the same: to check each row would cost its queries."""
    for name, field in form.fields.items():
        if form.add_prefix(name) in form.data:
            form.initial[name] = field.bound_data(form[name].data, form.get_initial_for_field(field, name))
    form.is_bound, form.cleaned_data = False, {}
    for formset in formsets:
        total = f"{formset.prefix}-{TOTAL_FORM_COUNT}"
        formset.data[total] = str(int(formset.data[total]) + min(formset.extra, formset.max_num))
        for row in formset.forms:
            _show_unchecked(row, inner_formsets(row).values())


def _as_sent(values: Values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, each in values.items():
        data.setlist(name, each)
    return data
