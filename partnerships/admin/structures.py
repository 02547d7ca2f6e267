from collections.abc import Hashable
from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, PUBLICATION, RecordAdmin, RowInline, origin
from cnrs_intl.catalogue.rows import RowFormSet
from partnerships.admin import documents, sites, successions
from partnerships.admin.collaborations import (
    SEARCH_FIELDS,
    DatedCollaborationAdmin,
    PartnerOfStructureInline,
    StatusFilter,
)
from partnerships.admin.judged_terms import JudgedTerms, TermInline
from partnerships.admin.terms import TERM_ACTIONS, TermPages
from partnerships.models import Structure, StructureCode, Term
from partnerships.models.structures import compact_code


class CodeFormSet(RowFormSet):
    def rival_key(self, row: StructureCode) -> Hashable | None:
        return compact_code(row.code)


class CodeInline(RowInline):
    model = StructureCode
    formset = CodeFormSet
    fields = ("code", "instrument", *PERIOD, "is_verified", "source", "is_demo")
    empty_rows = 2


@admin.register(Structure)
class StructureAdmin(TermPages, DatedCollaborationAdmin, JudgedTerms):
    actions: tuple[str, ...] = (*DatedCollaborationAdmin.actions, *TERM_ACTIONS)
    triggers = sites.TRIGGERS | successions.TRIGGERS
    list_display = ("__str__", "code_list", "instrument", "country", "status", "first_day", "last_day", "publication")
    list_filter = (
        StatusFilter,
        "instrument__family",
        "instrument",
        "publication",
        "country__region",
        "institutes",
        "is_demo",
    )
    date_hierarchy = "terms__start"
    search_fields = SEARCH_FIELDS
    search_help_text = _("Code, present or former (UMI 3218, irl3218), acronym, title, or any name of a partner.")
    readonly_fields = (*DatedCollaborationAdmin.readonly_fields, "closed_on")
    inlines = (
        TermInline,
        CodeInline,
        PartnerOfStructureInline,
        sites.SiteInline,
        successions.CameAfterInline,
        successions.FollowedByInline,
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("instrument", "acronym"),
                    ("title_en", "title_fr"),
                    ("summary_en", "summary_fr"),
                    ("discipline_en", "discipline_fr"),
                    "institutes",
                    "challenges",
                    "closed_on",
                ),
                "description": _("Its dates are those of its terms, below: a renewal is a new term."),
            },
        ),
        (
            _("Where"),
            {
                "fields": ("country", "other_countries"),
                "description": _("The countries it is made with. The places of its premises are its sites, below."),
            },
        ),
        (
            _("Who"),
            {
                "fields": ("laboratories", ("rnsr_id", "ror_id"), "website"),
                "description": _("French laboratories; the partners are below. RNSR and ROR are public registries."),
            },
        ),
        origin(("note_en", "note_fr")),
        PUBLICATION,
    )

    def with_columns(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        codes = StructureCode.objects.filter(structure=OuterRef("pk")).values("code")
        return super().with_columns(queryset).annotate(code_texts=ArraySubquery(codes))

    def offered_as(self, record: Any) -> str:
        """With its codes: an acronym often stays when the instrument changes."""
        return f"{record} ({self.code_list(record) or record.instrument.code})"

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any]:
        keys = super().find_further(request, text)
        code = compact_code(text)
        if not code:
            return keys
        coded = StructureCode.objects.filter(compact__contains=code).values("structure")
        return Structure.objects.filter(Q(pk__in=keys) | Q(pk__in=coded)).order_by().values("pk")

    @admin.display(description=_("codes"))
    def code_list(self, record: Any) -> str:
        return ", ".join(record.code_texts)

    @admin.display(description=_("start"), ordering="start")
    def first_day(self, record: Any) -> date | None:
        return record.start

    @admin.display(description=_("end"), ordering="end")
    def last_day(self, record: Any) -> date | None:
        return record.end


@admin.register(Term)
class TermAdmin(JudgedTerms):
    list_display = ("structure", "start", "end", "signed_on")
    list_filter = ("structure__instrument__family", "is_demo")
    date_hierarchy = "start"
    search_fields = ("structure__acronym__unaccent", "structure__codes__code")
    inlines = (documents.AttachedInline, documents.AttachInline)
    fieldsets = ((None, {"fields": ("structure", PERIOD, "signed_on", "override_reason")}), ORIGIN)

    def refusal_of(self, broken: dict[str | None, list[str]]) -> list[str]:
        return [sentence for sentences in broken.values() for sentence in sentences]


@admin.register(StructureCode)
class StructureCodeAdmin(RecordAdmin):
    list_display = ("code", "structure", "instrument", "start", "end", "is_verified")
    list_filter = ("instrument", "is_verified", "is_demo")
    date_hierarchy = "start"
    search_fields = ("code", "compact", "structure__acronym__unaccent")
    fieldsets = (
        (
            None,
            {
                "fields": ("structure", ("code", "instrument", "is_verified"), PERIOD),
                "description": _("A former code still finds the structure: give it an end, do not overwrite it."),
            },
        ),
        ORIGIN,
    )
