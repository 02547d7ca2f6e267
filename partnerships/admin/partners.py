from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, PUBLICATION, PublishedAdmin, RecordAdmin, RowInline, origin
from partnerships.models import Partner, PartnerName


class PartnerNameInline(RowInline):
    model = PartnerName
    fields = ("text", "kind", "language", *PERIOD, "source", "is_demo")
    empty_rows = 3


@admin.register(Partner)
class PartnerAdmin(PublishedAdmin):
    list_display = ("name", "kind", "country", "city", "ror_id", "publication")
    list_filter = ("publication", "kind", "country__region", "is_demo")
    show_facets = admin.ShowFacets.ALLOW
    search_fields = ("city__unaccent", "=ror_id", "=pic")
    search_help_text = _("Any name, past or present, acronym, city, ROR id or PIC; accents do not matter.")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (PartnerNameInline,)
    fieldsets = (
        (None, {"fields": (("name", "kind"), "website")}),
        (
            _("Where"),
            {
                "fields": (("country", "city"), ("latitude", "longitude")),
                "description": _("Country and city of its seat, not those of the site of a joint structure."),
            },
        ),
        (
            _("Other organisations"),
            {
                "fields": (("parent", "successor"),),
                "description": _("An organisation that only changed its name is the same: add the name below."),
            },
        ),
        (
            _("In registries"),
            {
                "fields": (("ror_id", "pic"),),
                "description": _("ROR is the open registry of research organisations. Leave empty when in doubt."),
            },
        ),
        origin("is_home"),
        PUBLICATION,
    )

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any]:
        return Partner.objects.named(text).order_by().values("pk")


@admin.register(PartnerName)
class PartnerNameAdmin(RecordAdmin):
    list_display = ("text", "kind", "language", "partner", "start", "end")
    list_filter = ("kind", "is_demo")
    show_facets = admin.ShowFacets.ALLOW
    search_fields = ("text__unaccent", "partner__name__unaccent")
    fieldsets = (
        (
            None,
            {
                "fields": ("partner", ("text", "kind", "language"), PERIOD),
                "description": _("The dates in which the name was used; none when they are not known."),
            },
        ),
        ORIGIN,
    )
