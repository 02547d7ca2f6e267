from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, PUBLICATION, PublishedAdmin
from partnerships.models import Cluster, Structure


@admin.register(Cluster)
class ClusterAdmin(PublishedAdmin):
    list_display = ("__str__", "country", "region", "state", "decided_on", "publication")
    list_filter = ("publication", "state", "region", "is_demo")
    date_hierarchy = "decided_on"
    search_fields = (
        "name_en__unaccent",
        "name_fr__unaccent",
        "country__name_en__unaccent",
        "country__name_fr__unaccent",
    )
    search_help_text = _("Name of the cluster, its country, or the acronym of one of its structures.")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), ("summary_en", "summary_fr"), "structures")}),
        (_("Where"), {"fields": (("country", "region"),), "description": _("A country, or a whole region.")}),
        (_("When"), {"fields": (PERIOD,)}),
        (_("Decision"), {"fields": (("state", "decided_on"), ("reasons_en", "reasons_fr"))}),
        ORIGIN,
        PUBLICATION,
    )

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any]:
        structures = Structure.objects.visible_to(request.user).filter(acronym__unaccent__icontains=text)
        return Cluster.objects.having(structures__in=structures.order_by().values("pk")).order_by().values("pk")
