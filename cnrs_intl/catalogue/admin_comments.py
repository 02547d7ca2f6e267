from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.history_pages import HistoryAdmin


class ReviewCommentAdmin(HistoryAdmin):
    """What was said in reviews, of records in the scope of the reader. It is written on the page of a review."""

    list_display = ("__str__", "kind", "about", "author", "made_at")
    list_select_related = ("content_type", "author")
    search_fields = ("text__unaccent",)
    fields = readonly_fields = ("text", "kind", "about", "author", "made_at")
    show_full_result_count = False
    stays = _("A comment stays as it was written: nothing of it is restored. Add another on the page of the review.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        comments: Any = super().get_queryset(request)
        found: QuerySet[Any] = comments.of_user(request.user).select_related(*self.list_select_related)
        return found.prefetch_related("record")

    @admin.display(description=_("kind of record"), ordering="content_type")
    def kind(self, comment: Any) -> str:
        return comment.content_type.name

    @admin.display(description=_("record"))
    def about(self, comment: Any) -> str:
        """The record, which leads to its review."""
        if comment.record is None:
            return comment.object_id
        options = comment.record._meta
        page = reverse(f"admin:{options.app_label}_{options.model_name}_review", args=[comment.object_id])
        return format_html('<a href="{}">{}</a>', page, comment.record)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
