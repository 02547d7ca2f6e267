from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, RecordAdmin, RowInline
from partnerships.models import Laboratory, LaboratoryLabel


class LabelInline(RowInline):
    model = LaboratoryLabel
    fields = ("kind", "number", *PERIOD, "source", "is_demo")
    empty_rows = 2


@admin.register(Laboratory)
class LaboratoryAdmin(RecordAdmin):
    list_display = ("acronym", "name", "city", "rnsr_id")
    list_display_links = ("acronym", "name")
    list_filter = ("is_demo",)
    search_fields = ("acronym__unaccent", "name__unaccent", "city__unaccent", "=rnsr_id")
    search_help_text = _("Acronym, name, city, RNSR number, or label such as UMR 8520.")
    prepopulated_fields = {"slug": ("acronym", "name")}
    inlines = (LabelInline,)
    fieldsets = (
        (None, {"fields": ("acronym", "name", "rnsr_id")}),
        (_("Where"), {"fields": ("city", ("latitude", "longitude"))}),
        ORIGIN,
        (_("Address of its page"), {"fields": ("slug",)}),
    )

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any]:
        labels = LaboratoryLabel.objects.annotate(compact=Concat("kind", Value(""), "number"))
        return labels.filter(compact__istartswith="".join(text.split())).values("laboratory")


@admin.register(LaboratoryLabel)
class LaboratoryLabelAdmin(RecordAdmin):
    list_display = ("__str__", "laboratory", "start", "end")
    list_filter = ("kind", "is_demo")
    date_hierarchy = "start"
    search_fields = ("kind", "number", "laboratory__acronym__unaccent", "laboratory__name__unaccent")
    fieldsets = ((None, {"fields": ("laboratory", ("kind", "number"), PERIOD)}), ORIGIN)
