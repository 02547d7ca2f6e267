from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.admin import RecordAdmin
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.models import SavedView
from cnrs_intl.catalogue.rows import RecordForm
from cnrs_intl.catalogue.saved_views import check_for_all


class OpenedForm(RecordForm):
    """Opens a view to all if all may ask what it asks."""

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        if cleaned.get("is_public") and self.instance.list_name in ListPage.registry:
            check_for_all(self.instance.list_name, self.instance.query)
        return cleaned


class SavedViewAdmin(RecordAdmin):
    """Everybody of the staff renames, opens to all and withdraws their own; who may see all of them, those of others.

    A view is made on the page of its list, which knows what can be asked of it.
    """

    form = OpenedForm
    list_display = ("name", "list_title", "owner", "is_public", "created_at")
    list_filter = ("is_public",)
    search_fields = ("name__unaccent", "slug")
    fields = ("name", "is_public", "owner", "list_title", "question", "slug", "created_at")
    readonly_fields = ("owner", "list_title", "question", "slug", "created_at")
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        views = super().get_queryset(request)
        return views if self._may(request, "view") else views.filter(owner=request.user.pk)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_open(request, obj, "view")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_open(request, obj, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_open(request, obj, "delete")

    def _is_open(self, request: HttpRequest, view: Any, action: str) -> bool:
        """The list holds one's own views, whatever else one may."""
        return view is None or view.owner_id == request.user.pk or self._may(request, action)

    def _may(self, request: HttpRequest, action: str) -> bool:
        return request.user.has_perm(f"catalogue.{action}_savedview")

    @admin.display(description=_("list"), ordering="list_name")
    def list_title(self, view: SavedView) -> Any:
        page = ListPage.registry.get(view.list_name)
        return page.title if page else view.list_name

    @admin.display(description=_("question"))
    def question(self, view: SavedView) -> str:
        """What is asked, as a link that asks it."""
        if view.list_name not in ListPage.registry:
            return view.query
        return format_html('<a href="{}?{}">{}</a>', address(view.list_name), view.query, view.query or _("everything"))
