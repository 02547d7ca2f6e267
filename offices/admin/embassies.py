from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, RecordAdmin
from offices.models import EmbassyService


@admin.register(EmbassyService)
class EmbassyServiceAdmin(RecordAdmin):
    list_display = ("__str__", "country", "office")
    list_filter = ("country__region", "is_demo")
    search_fields = (
        "name_en__unaccent",
        "name_fr__unaccent",
        "city_en__unaccent",
        "city_fr__unaccent",
        "country__name_en__unaccent",
        "country__name_fr__unaccent",
    )
    search_help_text = _("Name, city or country, in English or French.")
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), "website")}),
        (
            _("Where"),
            {
                "fields": ("country", ("city_en", "city_fr"), "office"),
                "description": _("The service and the office it houses are together the hub of their countries."),
            },
        ),
        ORIGIN,
    )
