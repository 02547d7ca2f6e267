from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.facet_views import VALUES_SHOWN, FacetLinks, FacetView, facet_view
from cnrs_intl.catalogue.maps import world_map
from partnerships.catalogue.rows import fetch
from partnerships.filters.catalogue import CatalogueFilterSet
from partnerships.models import Collaboration
from partnerships.tables.collaborations import CollaborationTable, prepare
from partnerships.views.catalogue import CatalogueList
from partnerships.views.files import CatalogueFiles
from partnerships.views.years import Timeline

MOST_PARTNERS = 100
FEW = VALUES_SHOWN + 1


class CollaborationList(CatalogueFiles, CatalogueList):
    """Structures and EU contracts together: search, exact facets, map and timeline, as of any day."""

    name = "collaborations"
    title = _("Collaborations")
    noun = ngettext_lazy("%(count)s collaboration", "%(count)s collaborations", "number")
    introduction = _("Structures and EU contracts together. Every count is exact; this address keeps the question.")
    queryset = Collaboration.objects.all()
    filterset_class = CatalogueFilterSet
    table_class = CollaborationTable
    template_name = "partnerships/collaborations.html"

    filterset: CatalogueFilterSet

    def records(self, ids: list[int]) -> list[Any]:
        rows = fetch(ids, self.filterset.index.sight, self.filterset.result.day)
        for record, status in zip(rows, self.filterset.result.statuses([row.pk for row in rows]), strict=True):
            prepare(record).status = status
        return rows

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "map": self.map(), "timeline": self.timeline()}

    def facets(self) -> list[FacetView]:
        return [*super().facets(), *self.partners()]

    def partners(self) -> list[FacetView]:
        """Those in most of these collaborations, and those chosen: there are too many to list all."""
        result, whole = self.filterset.result, self.filterset.unfolded == "partner"
        found = {slug: (name, count) for slug, name, count in result.named_partners(MOST_PARTNERS if whole else FEW)}
        for partner in self.filterset.form.cleaned_data["partner"]:
            found.setdefault(partner.slug, (partner.name, result.count_of_partner(partner.pk)))
        if not found:
            return []
        counts = {slug: count for slug, (_name, count) in found.items()}
        view = facet_view(
            self.filterset, "partner", self.question(), counts, whole=whole, label=lambda slug: found[slug][0]
        )
        return [replace(view, number=None)]

    def map(self) -> SafeString:
        """The country facet, drawn."""
        links = FacetLinks(self.filterset, "country", self.question())
        counts, words = self.filterset.result.counts.get("country", {}), self.filterset.words
        return world_map(
            counts, lambda iso2: words.label("country", iso2), lambda iso2: f"?{links.to(iso2)}", set(links.chosen)
        )

    def timeline(self) -> Timeline:
        years = [(year, starts, active) for year, (starts, active) in self.filterset.result.timeline.items()]
        return Timeline(years, lambda year: self.question_with("starts_in", year))
