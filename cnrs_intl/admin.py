"""The tables of the kit that have pages, and failed sign-ins: which doors are closed, and opening them."""

from datetime import datetime
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.admin_comments import ReviewCommentAdmin
from cnrs_intl.catalogue.admin_edits import ProposedEditAdmin
from cnrs_intl.catalogue.admin_saved_views import SavedViewAdmin
from cnrs_intl.catalogue.admin_selection import SelectionAdmin
from cnrs_intl.catalogue.models import ProposedEdit, ReviewComment, SavedView

admin.site.register(SavedView, SavedViewAdmin)
admin.site.register(ReviewComment, ReviewCommentAdmin)
admin.site.register(ProposedEdit, ProposedEditAdmin)


class LockedFilter(admin.SimpleListFilter):
    title = _("locked now")
    parameter_name = "locked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        is_locked = Q(failures__gte=settings.AXES_FAILURE_LIMIT)
        if self.value() == "yes":
            return queryset.filter(is_locked)
        return queryset.exclude(is_locked) if self.value() == "no" else queryset


@admin.register(AccessAttempt)
class AccessAttemptAdmin(SelectionAdmin):
    """A row for each account, address and browser. They are read and forgotten; what was sent is not shown.

    The door of an account and an address closes on the failures of all its browsers together.
    """

    list_display = ("username", "ip_address", "user_agent", "attempt_time", "failures_since_start", "locked_until")
    list_filter = (LockedFilter,)
    show_facets = admin.ShowFacets.ALLOW
    show_full_result_count = False
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time", "-pk")
    fields = ("username", "ip_address", "user_agent", "attempt_time", "failures_since_start", "locked_until")
    readonly_fields = ("locked_until",)
    actions = ("unlock",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One row by itself would not open the door: `unlock` forgets all of them."""
        return False

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("axes.delete_accessattempt")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With `failures`: those that count now, of all browsers."""
        counted = AccessAttempt.objects.filter(
            username=OuterRef("username"), ip_address=OuterRef("ip_address"), attempt_time__gte=_since()
        )
        total = counted.order_by().values("username").annotate(total=Sum("failures_since_start")).values("total")
        return super().get_queryset(request).annotate(failures=Subquery(total))

    @admin.display(description=_("locked until"))
    def locked_until(self, record: Any) -> datetime | None:
        is_locked = (record.failures or 0) >= settings.AXES_FAILURE_LIMIT and record.attempt_time >= _since()
        return record.attempt_time + settings.AXES_COOLOFF_TIME if is_locked else None

    @admin.action(description=_("Unlock: forget the failures of the selected accounts"), permissions=["unlock"])
    def unlock(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Of the same account and address all rows go, also those of other browsers that were not selected."""
        doors = set(queryset.values_list("username", "ip_address"))
        rows = Q(pk__in=[])
        for username, address in doors:
            rows |= Q(username=username, ip_address=address)
        forgotten = AccessAttempt.objects.filter(rows)
        self.log_deletions(request, forgotten)
        forgotten.delete()
        told = ngettext("%(count)d account can sign in again.", "%(count)d accounts can sign in again.", len(doors))
        self.message_user(request, told % {"count": len(doors)})


def _since() -> datetime:
    """Failures before that count no more."""
    return timezone.now() - settings.AXES_COOLOFF_TIME
