"""The pages of the administration that tell the history of a record and bring back one of its versions."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.admin_rights import is_of_scope, may_change
from cnrs_intl.catalogue.history_context import MESSAGE_LENGTH, say_further
from cnrs_intl.catalogue.history_deleted import DeletedAdmin
from cnrs_intl.catalogue.history_differences import differences
from cnrs_intl.catalogue.history_entries import shown
from cnrs_intl.catalogue.history_names import Names
from cnrs_intl.catalogue.history_reading import ENTRIES_ON_A_PAGE, RecordHistory, Version
from cnrs_intl.catalogue.history_restoring import Restoration

PAGES_AT_MOST = 10_000


class HistoryAdmin(DeletedAdmin):
    """A record whose history is read and, unless it `stays`, undone here."""

    stays: ClassVar[Any] = ""
    """Why no version is restored; empty: it may be."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/history/<int:event>/restore/", view, name=name), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        deleted = self.deleted(request, object_id)
        record = deleted or self._told_of(request, object_id)
        history = RecordHistory(self.model, record.pk)
        number = _page_number(request)
        entries, count = history.entries(number)
        pages = max(1, -(-count // ENTRIES_ON_A_PAGE))
        if number > pages:
            raise Http404
        context = {
            **self._context(request, record, _("History: %(record)s") % {"record": _named(record)}),
            "entries": shown(entries, history, request.user, is_first_page=number == 1),
            "count": count,
            "number": number,
            "pages": pages,
            "stays": self.stays,
            "may_restore": not deleted and self._may_restore(request, record),
            "is_deleted": bool(deleted),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history/record.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, event: int) -> HttpResponse:
        record = self._told_of(request, object_id)
        if not self._may_restore(request, record):
            raise PermissionDenied
        history = RecordHistory(self.model, record.pk)
        restoration = Restoration(history, event, request.user)
        if request.method == "POST" and self._restored(request, record, restoration):
            return HttpResponseRedirect(self._address(record, "change"))
        names = Names(restoration.changes, request.user)
        context = {
            **self._context(request, record, _("Restore a version of %(record)s") % {"record": record}),
            "blocks": differences(restoration.changes, names, history.own),
            "at": restoration.at,
            "version": history.version(),
            "message_length": MESSAGE_LENGTH,
        }
        return TemplateResponse(request, "admin/history/restore.html", context)

    def _restored(self, request: HttpRequest, record: models.Model, restoration: Restoration) -> bool:
        """False: it could not be, and the reasons are told."""
        try:
            with transaction.atomic():
                say_further(restored=restoration.at.isoformat())
                restoration.apply(
                    seen=Version.read(request.POST.get("history_version", "")),
                    may_write=lambda model: self._may_write(request, model),
                    triggers=getattr(self, "triggers", {}),
                )
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return False
        self.log_change(request, record, [{"changed": {}}])
        self.message_user(request, _("The version was restored."), messages.SUCCESS)
        return True

    def _may_write(self, request: HttpRequest, model: type[models.Model]) -> bool:
        """Links have no permissions of their own: they are written with the record that has them."""
        if isinstance(owner := model._meta.auto_created, type):
            model = owner
        if model in (self.model, *self.model._meta.get_parent_list(), self.model._meta.concrete_model):
            return True
        names = (f"{model._meta.app_label}.{verb}_{model._meta.model_name}" for verb in ("add", "change", "delete"))
        return all(map(request.user.has_perm, names))

    def _told_of(self, request: HttpRequest, object_id: str) -> models.Model:
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_or_change_permission(request, record):
            raise Http404
        if not is_of_scope(request, record):
            raise PermissionDenied
        return record

    def _may_restore(self, request: HttpRequest, record: models.Model) -> bool:
        """By those who may change it as it stands: an edit that waits for review is made in the form."""
        return not self.stays and self.has_change_permission(request, record) and may_change(request, record)

    def _address(self, record: models.Model, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])

    def _context(self, request: HttpRequest, record: models.Model, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "record": record,
            "change_address": self._address(record, "change"),
            "history_address": self._address(record, "history"),
        }


def _named(record: models.Model) -> str:
    """Of a deleted account, no name is remembered."""
    return str(record) or f"{record._meta.verbose_name} {record.pk}"


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= PAGES_AT_MOST):
        raise Http404
    return int(text[:9])
