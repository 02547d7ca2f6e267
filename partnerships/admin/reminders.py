from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import RecordAdmin
from partnerships.models import Reminder


@admin.register(Reminder)
class ReminderAdmin(RecordAdmin):
    """The log of what was sent: it is read."""

    list_display = ("sent_at", "told_office", "told_structure", "ends_on", "months", "recipients")
    list_filter = ("office", "months")
    date_hierarchy = "sent_at"
    search_fields = (
        *("structure__acronym__unaccent", "structure_name_en__unaccent", "structure_name_fr__unaccent"),
        *("office__city_en__unaccent", "office__city_fr__unaccent"),
    )
    fields = list_display
    show_facets = admin.ShowFacets.ALLOW

    @admin.display(description=_("office"), ordering="office")
    def told_office(self, line: Reminder) -> str:
        return str(line.office or line.office_name)

    @admin.display(description=_("structure"), ordering="structure")
    def told_structure(self, line: Reminder) -> str:
        return str(line.structure or line.structure_name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
