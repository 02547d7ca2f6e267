from collections.abc import Hashable

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, PUBLICATION, PublishedAdmin, RecordAdmin, RowInline
from cnrs_intl.catalogue.rows import RowFormSet
from offices.models import Coverage, Office


class CoverageFormSet(RowFormSet):
    def rival_key(self, row: Coverage) -> Hashable | None:
        return row.country_id


class CoverageInline(RowInline):
    model = Coverage
    formset = CoverageFormSet
    fields = ("country", *PERIOD, "source", "is_demo")
    empty_rows = 5


@admin.register(Office)
class OfficeAdmin(PublishedAdmin):
    list_display = ("__str__", "country", "start", "end", "publication")
    list_filter = ("publication", "country__region", "is_demo")
    date_hierarchy = "start"
    search_fields = (
        "city_en__unaccent",
        "city_fr__unaccent",
        "name_en__unaccent",
        "name_fr__unaccent",
        "coverages__country__name_en__unaccent",
        "coverages__country__name_fr__unaccent",
    )
    search_help_text = _("City or name of the office, or a country that it covers or covered.")
    prepopulated_fields = {"slug": ("city_en",)}
    inlines = (CoverageInline,)
    fieldsets = (
        (None, {"fields": (("city_en", "city_fr"), ("name_en", "name_fr"))}),
        (
            _("Where"),
            {
                "fields": (
                    "country",
                    ("territory_en", "territory_fr"),
                    ("host_en", "host_fr"),
                    ("latitude", "longitude"),
                    "address",
                    "website",
                ),
                "description": _(
                    "Country: where the office stands. The countries in its charge are the coverages below; "
                    "the territory in words only introduces them."
                ),
            },
        ),
        (_("When"), {"fields": (PERIOD,), "description": _("Opening and closing; no end while it is open.")}),
        (_("History"), {"fields": (("history_en", "history_fr"),)}),
        ORIGIN,
        PUBLICATION,
    )


@admin.register(Coverage)
class CoverageAdmin(RecordAdmin):
    list_display = ("country", "office", "start", "end")
    list_filter = ("country__region", "office", "is_demo")
    date_hierarchy = "start"
    search_fields = (
        "office__city_en__unaccent",
        "office__city_fr__unaccent",
        "country__name_en__unaccent",
        "country__name_fr__unaccent",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (("office", "country"), PERIOD),
                "description": _("To give a country to another office, end this coverage and add the next one."),
            },
        ),
        ORIGIN,
    )
