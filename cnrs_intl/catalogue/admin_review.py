"""Review in the administration: comments, and moves of what was shown, one by one or many with a preview."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnrs_intl.catalogue.admin_proposals import Proposing, refuse_overtaken, written
from cnrs_intl.catalogue.admin_rights import is_own, limit_publication
from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.proposals import waiting_for
from cnrs_intl.catalogue.publication import comment_on, comments_on, move, preview, ways_of
from cnrs_intl.catalogue.rights import REVIEW, Level, level_of
from cnrs_intl.catalogue.submissions import claim, key_of

LISTED_AT_MOST = 100
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


class Reviewed(Proposing):
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

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            context["is_own"] = is_own(request, record)
            if context["is_own"]:
                context.setdefault("waiting", waiting_for(record))
                context["comments"] = comments_on(record)
        return super().render_change_form(request, context, *args, **kwargs)

    def where_to_ask(self, request: HttpRequest, record: Any) -> str:
        return self.address("review", record.pk) if is_own(request, record) else ""

    # The page of a review.

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was said about the record, what waits, and the ways it may take from here."""
        record = self._under_review(request, object_id)
        if record is not None and request.method == "POST":
            if self._answered(request, record):
                return HttpResponseRedirect(self.address("review", record.pk))
            record = self._under_review(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        version = RecordHistory(self.model, record.pk).version()
        record.refresh_from_db(fields=["publication"])  # no older than the version
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
            "history_version": version,
            "submission_key": uuid4(),
            "text": request.POST.get("text", ""),
        }
        return TemplateResponse(request, "admin/catalogue/review.html", context)

    def _under_review(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, unquote(object_id))
        if record is not None and not (self.has_view_permission(request, record) and is_own(request, record)):
            raise PermissionDenied
        return record

    def _answered(self, request: HttpRequest, record: Any) -> bool:
        """False: nothing was done, and the reasons are told."""
        key = key_of(request)
        try:
            with transaction.atomic():
                if key and not claim(key, request.user.pk, self.address("review", record.pk)):
                    self.message_user(request, _("This form was sent twice: it was done once."), messages.INFO)
                else:
                    self._say_or_move(request, record)
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return False
        return True

    def _say_or_move(self, request: HttpRequest, record: Any) -> None:
        text, state = written(request, "text"), request.POST.get("state", "")
        if state not in MOVES:
            comment_on(record, text, user=request.user)
            self.message_user(request, _("The comment is added."))
            return
        history = RecordHistory(self.model, record.pk)
        history.lock()
        refuse_overtaken(request, history)
        record.refresh_from_db(fields=["publication"])
        asks_for_changes = (record.publication, state) == (Publication.IN_REVIEW, Publication.DRAFT)
        if asks_for_changes and request.user.has_perm(REVIEW) and not text:
            raise ValidationError(_("Say in a comment what should be changed."))
        move(self.model._default_manager.filter(pk=record.pk), state, user=request.user, comment=text)
        self.message_user(request, _("The record is now “%(state)s”.") % {"state": Publication(state).label})

    # Many at a time.

    def move_selected(self, request: HttpRequest, queryset: QuerySet[Any], state: Publication) -> HttpResponse | None:
        """First a page that says what would change and what is refused; once confirmed, what can be moved is."""
        if "confirm" in request.POST:
            count = self._move_previewed(request, queryset, state)
            if count is not None:
                changed = ngettext("%(count)d record changed.", "%(count)d records changed.", count) % {"count": count}
                self.message_user(request, changed, messages.SUCCESS)
                return None
            self.message_user(
                request, _("Nothing was changed: the records are no longer those shown before. Look at them again."),
                messages.WARNING,
            )  # fmt: skip
        found = preview(queryset, state, user=request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": MOVES[state],
            "opts": self.opts,
            "found": found,
            "shown": found.digest(),
            "state": state.label,
            "most": LISTED_AT_MOST,
            "action": request.POST.get("action", ""),
            "select_across": request.POST.get("select_across", "0"),
            "keys": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/catalogue/move.html", context)

    @transaction.atomic
    def _move_previewed(self, request: HttpRequest, queryset: QuerySet[Any], state: Publication) -> int | None:
        """How many were moved; None: what would be moved is no longer what was shown."""
        found = preview(queryset, state, user=request.user, lock=True)
        if request.POST.get("shown", found.digest()) != found.digest():
            return None
        chosen = self.model._default_manager.filter(pk__in=[record.pk for record in found.moved])
        return move(chosen, state, user=request.user)
