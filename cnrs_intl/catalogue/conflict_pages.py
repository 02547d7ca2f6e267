"""Saving a record that somebody else saved since its form was opened: a page that shows both, and saves the choice."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.admin_rights import is_of_scope
from cnrs_intl.catalogue.conflicts import CHOICE, OPENED_AT, Conflict
from cnrs_intl.catalogue.history_context import MESSAGE_FIELD, MESSAGE_LENGTH
from cnrs_intl.catalogue.history_entries import shown
from cnrs_intl.catalogue.history_pages import HistoryAdmin
from cnrs_intl.catalogue.history_reading import RecordHistory, Version
from cnrs_intl.catalogue.sight import sight_of
from cnrs_intl.catalogue.waiting_files import SUFFIX, bring_back, forget, keep

VERSION_FIELD = "history_version"


class ConflictAdmin(HistoryAdmin):
    """A record whose form says which version it was opened at.

    What is sent without a version, by a program, is saved as it is.
    """

    change_form_template = "admin/history/change_form.html"

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        record = kwargs.get("obj")
        if record is not None:
            sent = request.POST.get(VERSION_FIELD)
            context["history_version"] = sent or RecordHistory(self.model, record.pk).version()
            context["waiting_files"] = keep(request, _forms_of(context)) if request.FILES else []
        context["history_message"] = request.POST.get(MESSAGE_FIELD, "")
        context["message_length"] = MESSAGE_LENGTH
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        seen = Version.read(request.POST.get(VERSION_FIELD, ""))
        if object_id is None or seen is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            record = self.get_object(request, unquote(object_id))
            if record is not None and self.has_change_permission(request, record):
                self._bring_back_files(request)
                answer = self._meet(request, record, seen)
                if answer is not None:
                    return answer
            elif record is None and self._was_deleted(request, object_id, seen):
                return self._lost(request, object_id)
            elif record is not None and self.has_view_permission(request, record):
                return self._refused(request, record, seen)
            answer = super().changeform_view(request, object_id, form_url, extra_context)
            if isinstance(answer, HttpResponseRedirect):
                transaction.on_commit(lambda: forget(request))
            return answer

    def _bring_back_files(self, request: HttpRequest) -> None:
        for name in bring_back(request):
            self.message_user(
                request, _("The file “%(name)s” waits no longer: attach it again.") % {"name": name}, messages.WARNING
            )

    def _meet(self, request: HttpRequest, record: models.Model, seen: Version) -> HttpResponse | None:
        """The page of both versions; None: there is only one, or the choice was made."""
        history = RecordHistory(self.model, record.pk)
        history.lock()
        record.refresh_from_db()
        now = history.version()
        if seen == now and OPENED_AT not in request.POST:
            return None
        conflict = self._conflict(request, record, history.states(_opened_at(request, seen)))
        repeated = sum(each.is_repeated for each in conflict.differences)
        if seen != now and len(conflict.differences) == repeated == self._count_added(request, record):
            self.message_user(request, _("This was saved already: nothing more was changed."), messages.INFO)
            return HttpResponseRedirect(self._address(record, "change"))
        if seen == now and conflict.is_settled:
            request.POST = conflict.resolved()  # type: ignore[assignment]
            bring_back(request)  # rows may have other numbers now
            return None
        return self._both(request, record, conflict, history, now, seen)

    def _count_added(self, request: HttpRequest, record: models.Model) -> int:
        formsets, _inlines = self._create_formsets(request, record, change=True)  # type: ignore[attr-defined]
        return sum(form.has_changed() for rows in formsets for form in rows.extra_forms)

    def _was_deleted(self, request: HttpRequest, object_id: str, seen: Version) -> bool:
        """Whether the record is gone; what one has not seen is none of that.

        To those who do not see everything, what is out of sight is as what is gone.
        """
        if not sight_of(request.user).everything:
            return self.has_change_permission(request)
        key = self.opts.pk.to_python(unquote(object_id))
        is_gone = not self.model._base_manager.filter(pk=key).exists()
        known = is_gone and RecordHistory(self.model, key).moment(seen.last) is not None
        return known and self.has_change_permission(request)

    def _conflict(self, request: HttpRequest, record: models.Model, base: Any) -> Conflict:
        fields = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=fields)(request.POST, request.FILES, instance=record)
        formsets, _inlines = self._create_formsets(request, record, change=True)  # type: ignore[attr-defined]
        conflict = Conflict(request.POST, base)
        conflict.compare(form, formsets)
        return conflict

    def _both(
        self,
        request: HttpRequest,
        record: models.Model,
        conflict: Conflict,
        history: RecordHistory,
        now: Version,
        seen: Version,
    ) -> HttpResponse:
        opened = _opened_at(request, seen)
        entries = [entry for entry in history.entries()[0] if entry.id > opened]
        context = {
            **self._context(request, record, _("Somebody else changed %(record)s") % {"record": record}),
            "differences": conflict.differences,
            "entries": shown(entries, history, request.user),
            "version": now,
            "opened_at": opened,
            "waiting_files": keep(request, conflict.compared) if request.FILES else [],
            "sent": [(name, value) for name, values in _carried(request).items() for value in values],
        }
        return TemplateResponse(request, "admin/history/conflict.html", context)

    def where_to_ask(self, request: HttpRequest, record: Any) -> str:
        """The page where those who may not change the record say what they wanted; empty: there is none."""
        return ""

    def _refused(self, request: HttpRequest, record: Any, seen: Version) -> HttpResponse:
        """Its writer may change it no more, as it is or as their rights are: what was entered is shown all the same."""
        history = RecordHistory(self.model, record.pk)
        opened = _opened_at(request, seen)
        conflict = Conflict(request.POST, history.states(opened))
        # The form of a new record: that of this one has no fields for those who may not change it.
        form = self.get_form(request, None, change=False)(request.POST, request.FILES, instance=record)
        formsets, _inlines = self._create_formsets(request, record, change=False)  # type: ignore[attr-defined]
        conflict.compare(form, formsets)
        told = history.entries()[0] if is_of_scope(request, record) else []
        context = {
            **self._context(request, record, _("You may no longer change %(record)s") % {"record": record}),
            "state": record.get_publication_display() if hasattr(record, "publication") else "",
            "entries": shown([entry for entry in told if entry.id > opened], history, request.user),
            "fields": list(conflict.entered()),
            "review_address": self.where_to_ask(request, record),
        }
        return TemplateResponse(request, "admin/history/refused.html", context, status=HTTPStatus.FORBIDDEN)

    def _lost(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The record was deleted while its form was open: what was entered is shown, to be used elsewhere."""
        form = self.get_form(request, None, change=False)(request.POST)
        history = RecordHistory(self.model, unquote(object_id))
        entries = history.entries(size=1)[0] if sight_of(request.user).everything else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("This record was deleted while you were changing it"),
            "opts": self.opts,
            "entries": shown(entries, history, request.user),
            "fields": [(field.label, request.POST.get(field.html_name, "")) for field in form if not field.is_hidden],
        }
        return TemplateResponse(request, "admin/history/lost.html", context)


def _forms_of(context: dict[str, Any]) -> list[Any]:
    """The form of a record, and those of its rows."""
    rows = [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
    return [context["adminform"].form, *rows]


def _opened_at(request: HttpRequest, seen: Version) -> int:
    """The last event when the form was first opened: a second page of choices still compares with that."""
    text = request.POST.get(OPENED_AT, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else seen.last


def _carried(request: HttpRequest) -> dict[str, list[str]]:
    """What was sent, to be sent again with the choices."""
    left_out = ("csrfmiddlewaretoken", VERSION_FIELD, OPENED_AT)
    sent = dict(request.POST.lists())
    return {
        name: sent[name]
        for name in sent
        if name not in left_out and not name.startswith(CHOICE) and not name.endswith(SUFFIX)
    }
