"""Edits of public records that wait for review: what each changes, and the decision, of what was shown alone."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.admin_proposals import SEEN_FIELD, seen_of, written
from cnrs_intl.catalogue.admin_rights import may_change
from cnrs_intl.catalogue.history_pages import HistoryAdmin
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.models import ProposedEdit
from cnrs_intl.catalogue.proposals import EDIT_CHANGED, decide
from cnrs_intl.catalogue.publication import comment_on


class ProposedEditAdmin(HistoryAdmin):
    """Edits of public records: those that wait, and what became of the others."""

    stays = gettext_lazy(
        "A decision is not taken back here: the record has a history of its own, and can be edited again."
    )
    list_display = ("__str__", "kind", "author", "made_at", "state", "decided_by", "decided_at")
    list_filter = ("state",)
    list_select_related = ("content_type", "author", "decided_by")
    show_full_result_count = False

    @admin.display(description=gettext_lazy("kind of record"), ordering="content_type")
    def kind(self, edit: ProposedEdit) -> str:
        return edit.content_type.name

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those of records in the scope of the reader; in the list, with the records."""
        edits: Any = super().get_queryset(request)
        found: QuerySet[Any] = edits.of_user(request.user).select_related(*self.list_select_related)
        is_one = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return found if is_one else found.prefetch_related("record")

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """The differences, field by field, and the decision. After one that is refused, all of it is read anew."""
        edit, owner, version = self._read(request, object_id)
        if edit is not None and request.method == "POST":
            if self._decided(request, edit, owner):
                return HttpResponseRedirect(request.get_full_path())
            edit, owner, version = self._read(request, object_id)
        if edit is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        return self._page(request, edit, owner, version)

    def _read(self, request: HttpRequest, object_id: str | None) -> tuple[Any, Any, Any]:
        """The edit with its record, the administration of that, and its version; None for what is not there."""
        edit = self.get_object(request, unquote(str(object_id)))
        if edit is None:
            return None, None, None
        if not self.has_view_permission(request, edit):
            raise PermissionDenied
        owner: Any = self.admin_site.get_model_admin(edit.content_type.model_class())
        version = RecordHistory(owner.model, edit.object_id).version()  # no younger than the record
        record: Any = owner.get_object(request, edit.object_id)
        if record is None:
            return edit, None, version
        edit.record = record
        return edit, owner, version

    def _page(self, request: HttpRequest, edit: ProposedEdit, owner: Any, version: Any) -> HttpResponse:
        record: Any = edit.record
        merge = owner.merge(request, edit, record) if owner and edit.state != ProposedEdit.State.ACCEPTED else None
        decides = bool(owner) and edit.is_waiting and may_change(request, record)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Edit of %(record)s") % {"record": record or "—"},
            "opts": self.opts,
            "edit": edit,
            "edit_seen": seen_of(edit),
            "history_version": version,
            "record_url": owner and owner.address("change", record.pk),
            "record_history": owner and owner.address("history", record.pk),
            "merge": merge,
            "may_accept": decides and merge and not merge.names_unseen,
            "lacks_sight": decides and merge and merge.names_unseen,
            "may_refuse": edit.is_waiting and self._may_refuse(request, edit),
            "text": request.POST.get("text", ""),
        }
        return TemplateResponse(request, "admin/catalogue/proposed_edit.html", context)

    def _decided(self, request: HttpRequest, edit: ProposedEdit, owner: Any) -> bool:
        """False: it could not be, and the reasons are told."""
        try:
            self._decide(request, edit, owner)
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return False
        return True

    def _decide(self, request: HttpRequest, edit: ProposedEdit, owner: Any) -> None:
        record: Any = edit.record
        accepts = "accept" in request.POST and owner and may_change(request, record)
        if not accepts and not ("refuse" in request.POST and self._may_refuse(request, edit)):
            raise PermissionDenied
        if request.POST.get(SEEN_FIELD, seen_of(edit)) != seen_of(edit):
            raise ValidationError(EDIT_CHANGED)
        if accepts:
            owner.apply(request, edit, record)
        else:
            decide(edit, ProposedEdit.State.REFUSED, user=request.user)
            self.message_user(request, _("The edit is refused. The record stays as it is."))
        text = written(request, "text")
        if text and record is not None:
            comment_on(record, text, user=request.user)

    def _may_refuse(self, request: HttpRequest, edit: ProposedEdit) -> bool:
        """A reviewer of the record, or its author, who takes it back."""
        record: Any = edit.record
        return edit.author == request.user or (record is not None and may_change(request, record))
