"""What structures and EU contracts have in common, and their partners."""

from datetime import date
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, PublishedAdmin, RecordAdmin, RowInline
from cnrs_intl.catalogue.admin_filters import Counted
from partnerships.choices import Status
from partnerships.models import Collaboration, Participation, Partner

SEARCH_FIELDS = ("acronym__unaccent", "title_en__unaccent", "title_fr__unaccent")


class StatusFilter(Counted, admin.SimpleListFilter):
    title = _("status today")
    parameter_name = field_path = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Status.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() else queryset

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        counts = self.counts(changelist)
        return {f"{index}__c": counts.get(value, 0) for index, (value, _label) in enumerate(self.lookup_choices)}


class DatedCollaborationAdmin(PublishedAdmin):
    """A structure or a contract: its status is read with it, and any name of a partner finds it."""

    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("acronym", "title_en")}

    def with_columns(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return super().with_columns(queryset).with_status(date.today())  # type: ignore[attr-defined]

    @admin.display(description=_("status"), ordering="status")
    def status(self, record: Any) -> str:
        return str(Status(record.status).label)

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any]:
        partners = Partner.objects.visible_to(request.user).named(text)
        return Participation.objects.filter(partner__in=partners.order_by().values("pk")).values("collaboration")


@admin.register(Collaboration)
class CollaborationAdmin(RecordAdmin):
    """Structures and contracts together, to be looked up; each is entered and changed in its own list."""

    list_display = ("__str__", "title_en", "title_fr", "country", "publication")
    list_filter = ("publication",)
    show_facets = admin.ShowFacets.ALLOW
    search_fields = (*SEARCH_FIELDS, "structure__codes__code", "=eucontract__grant_number")
    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PartnerOfStructureInline(RowInline):
    model = Participation
    fields = ("partner", "role", *PERIOD, "left_early", "source", "is_demo")
    verbose_name = _("partner")
    verbose_name_plural = _("partners")
    empty_rows = 3


class ParticipantInline(RowInline):
    model = Participation
    fields = (
        "position",
        "partner",
        "role",
        "occurrence",
        "ec_contribution",
        "net_ec_contribution",
        "total_cost",
        "left_early",
        *PERIOD,
    )
    verbose_name = _("participant")
    verbose_name_plural = _("participants")
    empty_rows = 3


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    list_display = ("partner", "role", "collaboration", "start", "end", "ec_contribution")
    list_filter = ("role", "left_early", "is_demo")
    show_facets = admin.ShowFacets.ALLOW
    date_hierarchy = "start"
    search_fields = (
        "partner__name__unaccent",
        "collaboration__acronym__unaccent",
        "=collaboration__eucontract__grant_number",
    )
    search_help_text = _("Name of the partner, acronym of the collaboration, or grant number.")
    fieldsets = (
        (None, {"fields": (("collaboration", "partner"), ("role", "position", "occurrence"))}),
        (
            _("When"),
            {"fields": (PERIOD, "left_early"), "description": _("Empty: as long as the collaboration lasts.")},
        ),
        (
            _("Money"),
            {
                "fields": (("ec_contribution", "net_ec_contribution", "total_cost"),),
                "description": _("Of EU contracts only. Net: without what goes to third parties."),
            },
        ),
        ORIGIN,
    )
