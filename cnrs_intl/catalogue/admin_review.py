"""Review in the administration: comments, moves with a preview, and edits of public records that wait."""

from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnrs_intl.catalogue.admin_rights import is_own, limit_publication, may_change, may_propose
from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.conflict_pages import VERSION_FIELD
from cnrs_intl.catalogue.history_context import say_further
from cnrs_intl.catalogue.history_pages import HistoryAdmin
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.models import ProposedEdit
from cnrs_intl.catalogue.proposals import Merge, decide, propose, state_of, waiting_for
from cnrs_intl.catalogue.publication import comment_on, comments_on, move, preview, ways_of
from cnrs_intl.catalogue.rights import REVIEW, Level, level_of
from cnrs_intl.catalogue.rows import EVERY, OPENED

ALL_ROWS = QueryDict(f"{OPENED}={EVERY}")
LISTED_AT_MOST = 100
LONGEST_COMMENT = 2_000
MOVES = {
    Publication.DRAFT: gettext_lazy("Return to draft"),
    Publication.IN_REVIEW: gettext_lazy("Send to review"),
    Publication.PUBLISHED: gettext_lazy("Publish"),
    Publication.ARCHIVED: gettext_lazy("Archive"),
}
"""What the button says that moves a record to each state."""
MEANING = {
    Publication.DRAFT: gettext_lazy("Only the staff of its offices and institutes sees it."),
    Publication.IN_REVIEW: gettext_lazy(
        "It waits for a reviewer. Only the staff of its offices and institutes sees it."
    ),
    Publication.PUBLISHED: gettext_lazy("Everybody sees it."),
    Publication.ARCHIVED: gettext_lazy(
        "It is kept, and on no public page. Only the staff of its offices and institutes sees it."
    ),
}
"""Who sees a record in each state."""


class EditProposedError(Exception):
    """The form is right, and its author may only propose it: all that was saved is undone, and this is kept."""

    def __init__(self, base: Any, data: Any) -> None:
        super().__init__()
        self.base, self.data = base, data


class Reviewed(admin.ModelAdmin):
    """The part of a published record's administration that is about its review."""

    change_form_template = "admin/catalogue/change_form.html"

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_review"
        view = self.admin_site.admin_view(self.review_view)
        return [path("<path:object_id>/review/", view, name=name), *super().get_urls()]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        limit_publication(form, request, obj)
        return form

    def has_review_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and request.user.has_perm(REVIEW)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also where the edit can only be proposed."""
        return super().has_change_permission(request, obj) or (obj is not None and may_propose(request, obj))

    # The form.

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except EditProposedError as edit:
            record: Any = self.get_object(request, unquote(str(object_id)))
            reason = _text(request, "proposal_reason")
            propose(record, author=request.user, base=edit.base, data=edit.data, reason=reason)
            self.message_user(request, _("Your edit waits for review. Until then, the public page stays as it is."))
            return HttpResponseRedirect(self.address("change", record.pk))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        proposed = change and not may_change(request, form.instance)
        if proposed:
            by_name = {formset.prefix: formset for formset in formsets}
            states = (state_of(form, by_name, sent=False), state_of(form, by_name, sent=True))
        super().save_related(request, form, formsets, change)
        if proposed:
            raise EditProposedError(*states)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            proposing = may_propose(request, record)
            context |= {"proposing": proposing, "is_own": is_own(request, record)}
            if context["is_own"]:
                context |= {"waiting": waiting_for(record), "comments": comments_on(record)}
            if proposing:
                context |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def address(self, page: str, *arguments: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    # The page of a review.

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was said about the record, what waits, and the ways it may take from here."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not (self.has_view_permission(request, record) and is_own(request, record)):
            raise PermissionDenied
        if request.method == "POST":
            try:
                self._say_or_move(request, record)
            except ValidationError as error:
                self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(self.address("review", record.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review of %(record)s") % {"record": record},
            "opts": self.opts,
            "original": record,
            "state_says": MEANING[record.publication],
            "is_public": record.publication == Publication.PUBLISHED,
            "absolute_url": self.get_view_on_site_url(record),
            "comments": comments_on(record),
            "waiting": waiting_for(record),
            "moves": [(state.value, MOVES[state]) for state in ways_of(record, user=request.user)],
            "may_comment": level_of(request.user, self.model) > Level.READER,
        }
        return TemplateResponse(request, "admin/catalogue/review.html", context)

    def _say_or_move(self, request: HttpRequest, record: Any) -> None:
        text, state = _text(request, "text"), request.POST.get("state", "")
        if state not in MOVES:
            comment_on(record, text, user=request.user)
            self.message_user(request, _("The comment is added."))
            return
        asks_for_changes = (record.publication, state) == (Publication.IN_REVIEW, Publication.DRAFT)
        if asks_for_changes and request.user.has_perm(REVIEW) and not text:
            raise ValidationError(_("Say in a comment what should be changed."))
        move(self.model._default_manager.filter(pk=record.pk), state, user=request.user, comment=text)
        self.message_user(request, _("The record is now “%(state)s”.") % {"state": Publication(state).label})

    # Many at a time.

    def move_selected(self, request: HttpRequest, queryset: QuerySet[Any], state: Publication) -> HttpResponse | None:
        """First a page that says what would change and what is refused; once confirmed, what can be moved is."""
        found = preview(queryset, state, user=request.user)
        if "confirm" in request.POST:
            chosen = self.model._default_manager.filter(pk__in=[record.pk for record in found.moved])
            count = move(chosen, state, user=request.user)
            changed = ngettext("%(count)d record changed.", "%(count)d records changed.", count) % {"count": count}
            self.message_user(request, changed, messages.SUCCESS)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": MOVES[state],
            "opts": self.opts,
            "found": found,
            "state": state.label,
            "most": LISTED_AT_MOST,
            "action": request.POST.get("action", ""),
            "select_across": request.POST.get("select_across", "0"),
            "keys": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/catalogue/move.html", context)

    # Edits that wait.

    def merge(self, request: HttpRequest, edit: ProposedEdit, record: Any) -> Merge:
        """The edit beside the record as it is now."""
        reading = copy(request)
        reading.method, reading.GET = "GET", ALL_ROWS
        form = self.get_form(reading, record, change=True)(instance=record)
        formsets, _inlines = self._create_formsets(reading, record, change=True)  # type: ignore[attr-defined]
        return Merge(edit, form, {formset.prefix: formset for formset in formsets})

    def apply(self, request: HttpRequest, edit: ProposedEdit, record: Any) -> None:
        """Send the form of the edit as its reviewer. ValidationError, and no change: what the form refuses."""
        sending, data = copy(request), QueryDict(mutable=True)
        history = RecordHistory(self.model, record.pk)
        with transaction.atomic():
            history.lock()
            record.refresh_from_db()
            for name, values in self.merge(request, edit, record).data.items():
                data.setlist(name, values)
            data[VERSION_FIELD] = str(history.version())
            sending.method, sending.GET, sending.POST = "POST", ALL_ROWS, data  # type: ignore[assignment]
            say_further(author=edit.author_id, reason=edit.reason)
            decide(edit, ProposedEdit.State.ACCEPTED, user=request.user)
            response = self.changeform_view(sending, str(record.pk))
            if response.status_code != HttpResponseRedirect.status_code:
                raise ValidationError([_("The edit cannot be applied."), *_errors(response)])


def _text(request: HttpRequest, name: str) -> str:
    """What was written; NUL is no part of a text."""
    return request.POST.get(name, "").replace("\x00", "")[:LONGEST_COMMENT].strip()


def _errors(response: Any) -> list[str]:
    return [str(error) for error in response.context_data["errors"]]


@admin.register(ProposedEdit)
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
        """The differences, field by field, and the decision."""
        edit = self.get_object(request, unquote(str(object_id)))
        if edit is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not self.has_view_permission(request, edit):
            raise PermissionDenied
        owner: Any = self.admin_site.get_model_admin(edit.content_type.model_class())
        record: Any = owner.get_object(request, edit.object_id)
        if record is None:
            owner = None
        else:
            edit.record = record
        if request.method == "POST":
            try:
                self._decide(request, edit, owner)
            except ValidationError as error:
                self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Edit of %(record)s") % {"record": record or "—"},
            "opts": self.opts,
            "edit": edit,
            "record_url": owner and owner.address("change", record.pk),
            "merge": owner and edit.state != ProposedEdit.State.ACCEPTED and owner.merge(request, edit, record),
            "may_accept": owner and edit.is_waiting and may_change(request, record),
            "may_refuse": edit.is_waiting and self._may_refuse(request, edit),
        }
        return TemplateResponse(request, "admin/catalogue/proposed_edit.html", context)

    def _decide(self, request: HttpRequest, edit: ProposedEdit, owner: Any) -> None:
        record: Any = edit.record
        if "accept" in request.POST and owner and may_change(request, record):
            owner.apply(request, edit, record)
        elif "refuse" in request.POST and self._may_refuse(request, edit):
            decide(edit, ProposedEdit.State.REFUSED, user=request.user)
            self.message_user(request, _("The edit is refused. The record stays as it is."))
        else:
            raise PermissionDenied
        text = _text(request, "text")
        if text and record is not None:
            comment_on(record, text, user=request.user)

    def _may_refuse(self, request: HttpRequest, edit: ProposedEdit) -> bool:
        """A reviewer of the record, or its author, who takes it back."""
        record: Any = edit.record
        return edit.author == request.user or (record is not None and may_change(request, record))
