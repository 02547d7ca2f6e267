from collections.abc import Hashable

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, RecordAdmin, RowInline
from cnrs_intl.catalogue.rows import RowFormSet
from partnerships.models import Institute, Instrument, InstrumentRule


@admin.register(Institute)
class InstituteAdmin(RecordAdmin):
    list_display = ("acronym", "name_en", "name_fr", "present_name")
    search_fields = ("acronym", "name_en__unaccent", "name_fr__unaccent", "present_name__unaccent")
    fields = (("acronym", "present_name"), ("name_en", "name_fr"))


class RuleFormSet(RowFormSet):
    def rival_key(self, row: InstrumentRule) -> Hashable | None:
        return "rule"


class InstrumentRuleInline(RowInline):
    model = InstrumentRule
    formset = RuleFormSet
    fields = (*PERIOD, "term_years", "renewals", "countries_min", "countries_max", "source", "is_demo")


@admin.register(Instrument)
class InstrumentAdmin(RecordAdmin):
    list_display = ("code", "name_en", "name_fr", "family", "start", "end", "successor")
    list_filter = ("family",)
    date_hierarchy = "start"
    search_fields = ("code", "name_en__unaccent", "name_fr__unaccent")
    inlines = (InstrumentRuleInline,)
    fieldsets = (
        (None, {"fields": (("code", "family"), ("name_en", "name_fr"), "successor", "reminder_months")}),
        (
            _("When"),
            {"fields": (PERIOD,), "description": _("The time in which structures of this type can be created.")},
        ),
    )


@admin.register(InstrumentRule)
class InstrumentRuleAdmin(RecordAdmin):
    list_display = ("instrument", "start", "end", "term_years", "renewals", "countries_min", "countries_max")
    list_filter = ("instrument__family", "is_demo")
    date_hierarchy = "start"
    search_fields = ("instrument__code",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "instrument",
                    PERIOD,
                    ("term_years", "renewals"),
                    ("countries_min", "countries_max"),
                ),
                "description": _("Applies to the terms that are signed in its period. A new rule is a new record."),
            },
        ),
        ORIGIN,
    )
