from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cnrs_intl.catalogue.admin import RecordAdmin
from partnerships.models import Reminder


@admin.register(Reminder)
class ReminderAdmin(RecordAdmin):
    """The log of what was sent: it is read."""

    list_display = ("sent_at", "office", "structure", "ends_on", "months", "recipients")
    list_filter = ("office", "months")
    date_hierarchy = "sent_at"
    search_fields = ("structure__acronym__unaccent", "office__city_en__unaccent", "office__city_fr__unaccent")
    show_facets = admin.ShowFacets.ALLOW

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
