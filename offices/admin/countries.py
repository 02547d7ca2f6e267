from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import RecordAdmin
from offices.models import Country


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    list_display = ("__str__", "iso2", "iso3", "cordis_code", "region")
    list_filter = ("region",)
    search_fields = ("=iso2", "=iso3", "name_en__unaccent", "name_fr__unaccent")
    search_help_text = _("Name in English or French, with or without accents; or ISO code.")
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), "region")}),
        (
            _("Codes"),
            {
                "fields": (("iso2", "iso3", "numeric"), "cordis_code"),
                "description": _("The ISO code of two letters is the country's address and cannot be changed later."),
            },
        ),
        (_("Point on the map"), {"fields": (("latitude", "longitude"),)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("iso2",) if obj else ()
