from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, PUBLICATION, PublishedAdmin, RecordAdmin, RowInline
from partnerships.models import Infrastructure, InfrastructureAccess


class AccessInline(RowInline):
    model = InfrastructureAccess
    fields = ("partner", *PERIOD, "conditions_en", "conditions_fr", "source", "is_demo")
    empty_rows = 2


@admin.register(Infrastructure)
class InfrastructureAdmin(PublishedAdmin):
    list_display = ("__str__", "city", "country", "laboratory", "publication")
    list_filter = ("publication", "country__region", "is_demo")
    search_fields = ("name_en__unaccent", "name_fr__unaccent", "city__unaccent", "laboratory__acronym__unaccent")
    prepopulated_fields = {"slug": ("name_fr",)}
    inlines = (AccessInline,)
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), "website")}),
        (_("Where"), {"fields": (("country", "city"), "laboratory")}),
        ORIGIN,
        PUBLICATION,
    )


@admin.register(InfrastructureAccess)
class InfrastructureAccessAdmin(RecordAdmin):
    list_display = ("infrastructure", "partner", "start", "end")
    list_filter = ("is_demo",)
    date_hierarchy = "start"
    search_fields = (
        "infrastructure__name_en__unaccent",
        "infrastructure__name_fr__unaccent",
        "partner__name__unaccent",
        "partner__names__text__unaccent",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (("infrastructure", "partner"), ("conditions_en", "conditions_fr"), PERIOD),
                "description": _("Conditions: who may come, for how long, at whose cost."),
            },
        ),
        ORIGIN,
    )
