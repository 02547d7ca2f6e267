"""The questions of the whole catalogue: answered together, by bitmaps, instead of one by one by a queryset."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from cnrs_intl.catalogue.faceting import FacetFilter
from cnrs_intl.catalogue.filters import BadQueryError, RecordsFilter, TextFilter
from cnrs_intl.catalogue.search import QueryError
from offices.articles import place
from partnerships.catalogue import CatalogueResult
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.filters.places import CountryFacetFilter
from partnerships.models import Partner


class CatalogueFilterSet(CollaborationFilterSet):
    list_parameters = (*CollaborationFilterSet.list_parameters, "after", "before")
    first = (
        "q", "kind", "family", "status", "country", "region", "located_in", "office", "institute", "programme",
        "scheme", "challenge", "start_year", "extension", "partner",
    )  # fmt: skip

    further_facets = ("partner",)

    q = TextFilter(verb="", label=_("Search"), phrase=_("matching %(value)s"))
    kind = FacetFilter("kind", label=_("Kind"), phrase=_("of the kind %(value)s"))
    family = FacetFilter("family", label=_("Family"), phrase=_("of the family %(value)s"))
    located_in = CountryFacetFilter("located_in", form=place, label=_("Located in"), phrase=_("located in %(value)s"))
    programme = FacetFilter("programme", label=_("Programme or part"), phrase=_("under %(value)s"))
    scheme = FacetFilter("scheme", label=_("Funding scheme"), phrase=_("of the scheme %(value)s"))
    start_year = FacetFilter("start_year", label=_("Year of the start"), phrase=_("started in %(value)s"))
    extension = FacetFilter("extension", label=_("French extension"), phrase=_("with a French extension"))
    partner = RecordsFilter(
        records=Partner.objects.all(), key="slug", hidden=True, verb="", label=_("Partner"), phrase=_("with %(value)s")
    )

    def answer(self, asked: Mapping[str, Any], within: BitMap | None) -> CatalogueResult:
        try:
            return super().answer(asked, within)
        except QueryError as error:
            raise BadQueryError({"q": [str(error)]}) from error

    def question(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        partners = [partner.pk for partner in asked.get("partner") or ()]
        return super().question(asked) | {"partners": partners, "text": asked.get("q") or ""}
