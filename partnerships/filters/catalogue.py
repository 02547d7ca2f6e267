"""The questions of the whole catalogue: answered together, by bitmaps, instead of one by one by a queryset."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from cnrs_intl.catalogue.faceting import FacetedFilterSet, FacetFilter
from cnrs_intl.catalogue.filters import (
    BadQueryError,
    DayFilter,
    NumberFilter,
    RecordsFilter,
    TextFilter,
    YearFilter,
)
from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue import CatalogueIndex, CatalogueResult
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.models import Partner


class CatalogueFilterSet(FacetedFilterSet[CatalogueResult]):
    list_parameters = (*FacetedFilterSet.list_parameters, "after", "before")

    q = TextFilter(verb="", label=_("Search"), phrase=_("matching %(value)s"))
    kind = FacetFilter("kind", label=_("Kind"), phrase=_("of the kind %(value)s"))
    family = FacetFilter("family", label=_("Family"), phrase=_("of the family %(value)s"))
    status = FacetFilter("status", label=_("Status"), phrase=_("with the status %(value)s"))
    country = FacetFilter("country", label=_("With a partner from"), phrase=_("with a partner from %(value)s"))
    region = FacetFilter("region", label=_("Region"), phrase=_("in the region %(value)s"))
    located_in = FacetFilter("located_in", label=_("Located in"), phrase=_("located in %(value)s"))
    office = FacetFilter("office", label=_("Office"), phrase=_("in the territory of the office of %(value)s"))
    institute = FacetFilter("institute", label=_("Institute"), phrase=_("of the institute %(value)s"))
    programme = FacetFilter("programme", label=_("Programme or part"), phrase=_("under %(value)s"))
    scheme = FacetFilter("scheme", label=_("Funding scheme"), phrase=_("of the scheme %(value)s"))
    challenge = FacetFilter("challenge", label=_("Societal challenge"), phrase=_("answering the challenge %(value)s"))
    start_year = FacetFilter("start_year", label=_("Year of the start"), phrase=_("started in %(value)s"))
    extension = FacetFilter("extension", label=_("French extension"), phrase=_("with a French extension"))
    partner = RecordsFilter(
        records=Partner.objects.all(), key="slug", hidden=True, verb="", label=_("Partner"), phrase=_("with %(value)s")
    )
    active_on = DayFilter(verb="", label=_("Active on"), phrase=_("active on %(value)s"))
    starts_in = YearFilter(verb="", label=_("Starting in the year"), phrase=_("starting in %(value)s"))
    ends_in = YearFilter(verb="", label=_("Ending in the year"), phrase=_("ending in %(value)s"))
    ending_within = NumberFilter(
        least=1, most=240, verb="", label=_("Ending within (months)"), phrase=_("ending within %(value)s months")
    )

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, request: HttpRequest) -> None:
        self.index = CatalogueIndex.current(request.user)
        self.words = Vocabulary(self.index.version, self.index.staff)
        super().__init__(data, queryset, request=request)

    def answer(self, asked: Mapping[str, Any], within: BitMap | None) -> CatalogueResult:
        chosen = self.chosen(asked) | {"partner": [partner.slug for partner in asked.get("partner") or ()]}
        try:
            return self.index.query(
                chosen=chosen,
                within=within,
                text=asked.get("q") or "",
                day=self.day,
                active=bool(asked.get("active_on")),
                starts_in=asked.get("starts_in"),
                ends_in=asked.get("ends_in"),
                ending_within=asked.get("ending_within"),
            )
        except QueryError as error:
            raise BadQueryError({"q": [str(error)]}) from error
