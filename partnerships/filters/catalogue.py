"""The questions of the whole catalogue: answered together, by bitmaps, instead of one by one by a queryset."""

from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.faceting import FacetFilter
from offices.articles import place
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.filters.places import CountryFacetFilter


class CatalogueFilterSet(CollaborationFilterSet):
    first = (
        "q", "kind", "family", "status", "country", "region", "located_in", "office", "institute", "programme",
        "scheme", "challenge", "start_year", "extension", "partner",
    )  # fmt: skip

    further_facets = ("partner",)

    kind = FacetFilter("kind", label=_("Kind"), phrase=_("of the kind %(value)s"))
    family = FacetFilter("family", label=_("Family"), phrase=_("of the family %(value)s"))
    located_in = CountryFacetFilter("located_in", form=place, label=_("Located in"), phrase=_("located in %(value)s"))
    programme = FacetFilter("programme", label=_("Programme or part"), phrase=_("under %(value)s"))
    scheme = FacetFilter("scheme", label=_("Funding scheme"), phrase=_("of the scheme %(value)s"))
    start_year = FacetFilter("start_year", label=_("Year of the start"), phrase=_("started in %(value)s"))
    extension = FacetFilter("extension", label=_("French extension"), phrase=_("with a French extension"))
