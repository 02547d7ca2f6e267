from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from cnrs_intl.catalogue.faceting import FacetedFilterSet, FacetFilter
from cnrs_intl.catalogue.facets import Selection
from cnrs_intl.catalogue.filters import search_filter
from offices.articles import place
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import overlap
from partnerships.catalogue.partners import PartnerIndex
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.filters.places import CountryFacetFilter
from partnerships.filters.sets import SetChoices, within_sets


class PartnerFilterSet(FacetedFilterSet[Selection]):
    q = search_filter()
    type = FacetFilter("type", label=_("Type"), phrase=_("of the type %(value)s"))
    country = CountryFacetFilter("country", form=place, label=_("Country"), phrase=_("in %(value)s"))
    region = FacetFilter("region", label=_("Region"), phrase=_("in the region %(value)s"))
    office = FacetFilter("office", label=_("Office"), phrase=_("in the territory of the office of %(value)s"))

    takes_part = SetChoices(
        lambda index: overlap(index).partners,
        choices={
            "contracts": _("in EU contracts and no structure"),
            "structures": _("in structures and no EU contract"),
            "both": _("in both"),
        },
        label=_("Takes part"),
        phrase=_("taking part %(value)s"),
    )

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, request: HttpRequest) -> None:
        self.index = PartnerIndex.current(request.user)
        self.words = Vocabulary(self.index.version, self.index.sight)
        super().__init__(data, queryset, request=request)

    def answer(self, asked: Mapping[str, Any], within: BitMap | None) -> Selection:
        catalogue = CatalogueIndex(self.index.views.catalogue, self.index.sight)
        within = within_sets(self.filters, asked, catalogue, within)
        return Selection(self.index.of_day(self.day), self.chosen(asked), within)
