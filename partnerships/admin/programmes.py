from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, RecordAdmin
from partnerships.models import Call, FundingScheme, Programme, SocietalChallenge


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = ("code", "name_en", "name_fr", "parent", "budget_meur")
    search_fields = ("code", "name_en__unaccent", "name_fr__unaccent")
    search_help_text = _("Code as CORDIS writes it, such as H2020-EU.1.1, or name.")
    fields = ("code", ("name_en", "name_fr"), "parent", "budget_meur")


@admin.register(FundingScheme)
class FundingSchemeAdmin(RecordAdmin):
    list_display = ("code", "name_en", "name_fr")
    search_fields = ("code", "name_en__unaccent", "name_fr__unaccent")
    fields = ("code", ("name_en", "name_fr"))


@admin.register(Call)
class CallAdmin(RecordAdmin):
    list_display = ("identifier", "title_en", "programme", "opens_on", "submitted", "won")
    list_filter = ("is_demo",)
    date_hierarchy = "opens_on"
    search_fields = ("identifier", "title_en__unaccent", "title_fr__unaccent")
    fieldsets = (
        (None, {"fields": ("identifier", ("title_en", "title_fr"), "programme")}),
        (_("When"), {"fields": ("opens_on", "deadlines")}),
        (
            _("Proposals of our teams"),
            {"fields": (("submitted", "won"),), "description": _("How many were submitted to the call, and selected.")},
        ),
        ORIGIN,
    )


@admin.register(SocietalChallenge)
class SocietalChallengeAdmin(RecordAdmin):
    list_display = ("number", "name_en", "name_fr")
    search_fields = ("=number", "name_en__unaccent", "name_fr__unaccent")
    fields = ("number", ("name_en", "name_fr"), "programmes")
