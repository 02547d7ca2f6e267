from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import PUBLICATION, origin
from partnerships.admin.collaborations import SEARCH_FIELDS, DatedCollaborationAdmin, ParticipantInline, StatusFilter
from partnerships.models import EUContract


@admin.register(EUContract)
class EUContractAdmin(DatedCollaborationAdmin):
    list_display = ("__str__", "grant_number", "framework", "status", "start", "end", "ec_contribution", "publication")
    list_filter = (StatusFilter, "publication", "framework", "scheme", "is_demo")
    date_hierarchy = "start"
    search_fields = (*SEARCH_FIELDS, "grant_number", "topic", "call__identifier")
    search_help_text = _("Acronym, title, grant number, topic, call, or any name of a participant.")
    inlines = (ParticipantInline,)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("framework", "grant_number"),
                    "acronym",
                    ("title_en", "title_fr"),
                    ("summary_en", "summary_fr"),
                )
            },
        ),
        (
            _("Under which call"),
            {
                "fields": (("programme", "call"), "scheme", ("topic", "topic_title"), "challenges", "institutes"),
                "description": _("The programme part says what the contract is about; the scheme, what kind it is."),
            },
        ),
        (_("Where"), {"fields": ("country", "other_countries", "website")}),
        (_("When"), {"fields": (("start", "end"), ("signed_on", "ec_status"))}),
        (
            _("Money"),
            {
                "fields": (("total_cost", "ec_contribution"),),
                "description": _("Of the whole contract, in euros. The share of each participant is below."),
            },
        ),
        origin(("grant_doi", "rcn"), "keywords"),
        PUBLICATION,
    )
