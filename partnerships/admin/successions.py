from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, RecordAdmin, RowInline
from partnerships.models import Succession
from partnerships.models.successions import CYCLE_MESSAGE

TRIGGERS: dict[str, Any] = {"partnerships_succession_no_cycle": CYCLE_MESSAGE}


class FollowedByInline(RowInline):
    model = Succession
    fk_name = "predecessor"
    fields = ("successor", "happened_on", "source", "is_demo")
    verbose_name = _("structure that followed")
    verbose_name_plural = _("followed by")


class CameAfterInline(RowInline):
    model = Succession
    fk_name = "successor"
    fields = ("predecessor", "happened_on", "source", "is_demo")
    verbose_name = _("structure that came before")
    verbose_name_plural = _("came after")


@admin.register(Succession)
class SuccessionAdmin(RecordAdmin):
    triggers = TRIGGERS
    list_display = ("predecessor", "successor", "happened_on")
    list_filter = ("is_demo", "successor__instrument__family")
    date_hierarchy = "happened_on"
    search_fields = (
        "predecessor__acronym__unaccent",
        "predecessor__codes__code",
        "successor__acronym__unaccent",
        "successor__codes__code",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (("predecessor", "successor"), "happened_on"),
                "description": _(
                    "The pathway from first contact to joint laboratory: a project, then a laboratory, then a unit. "
                    "A structure that only changed its code is the same: add the code to it."
                ),
            },
        ),
        ORIGIN,
    )
