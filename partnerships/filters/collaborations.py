"""Filters that structures, contracts and the catalogue of both share: one declaration, one meaning, one name."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.faceting import FacetedFilterSet, FacetFilter
from cnrs_intl.catalogue.filters import BadQueryError, DayFilter, RecordsFilter, TextFilter, YearFilter
from cnrs_intl.catalogue.search import QueryError
from offices.articles import origin
from partnerships.catalogue import CatalogueIndex, CatalogueResult
from partnerships.catalogue.views import WHOLE
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.filters.dates import EndingWithinFilter, StatusWords
from partnerships.filters.places import CountryFacetFilter
from partnerships.filters.sets import within_sets
from partnerships.models import Institute, Partner


def institute_filter() -> RecordsFilter:
    return RecordsFilter(
        records=Institute.objects.all(),
        key="acronym",
        verb="of_institute",
        label=_("Institute"),
        phrase=_("of the institute %(value)s"),
    )


class StatusFilter(StatusWords, FacetFilter):
    pass


class CollaborationFilterSet(FacetedFilterSet[CatalogueResult]):
    further = ("starts_in", "ends_in", "ending_within")
    list_parameters = (*FacetedFilterSet.list_parameters, "after", "before")

    part: ClassVar[str] = WHOLE
    """The part of the catalogue that the list is of."""

    q = TextFilter(verb="", label=_("Search"), phrase=_("matching %(value)s"))
    status = StatusFilter("status", label=_("Status"), phrase="%(value)s")
    country = CountryFacetFilter(
        "country", form=origin, label=_("With a partner from"), phrase=_("with a partner from %(value)s")
    )
    region = FacetFilter("region", label=_("Region"), phrase=_("in the region %(value)s"))
    office = FacetFilter("office", label=_("Office"), phrase=_("in the territory of the office of %(value)s"))
    partner = RecordsFilter(
        records=Partner.objects.all(),
        key="slug",
        hidden=True,
        verb="",
        label=_("Partner"),
        phrase=_("with %(value)s"),
    )
    institute = FacetFilter("institute", label=_("Institute"), phrase=_("of the institute %(value)s"))
    challenge = FacetFilter("challenge", label=_("Societal challenge"), phrase=_("answering the challenge %(value)s"))
    active_on = DayFilter(verb="", label=_("Active on"), phrase=_("active on %(value)s"))
    starts_in = YearFilter(verb="", label=_("Starting in the year"), phrase=_("starting in %(value)s"))
    ends_in = YearFilter(verb="", label=_("Ending in the year"), phrase=_("ending in %(value)s"))
    ending_within = EndingWithinFilter(verb="")

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, request: HttpRequest) -> None:
        self.index = CatalogueIndex.current(request.user)
        self.words = Vocabulary(self.index.version, self.index.sight)
        super().__init__(data, queryset, request=request)

    def answer(self, asked: Mapping[str, Any], within: BitMap | None) -> CatalogueResult:
        within = within_sets(self.filters, asked, self.index, within)
        partners = asked.get("partner") or ()
        if any(partner.is_home or partner.publication != Publication.PUBLISHED for partner in partners):
            # The index knows neither the organisation itself nor partners that are not public: the register answers.
            found = self.queryset.with_partner(*(partner.slug for partner in partners))
            keys = BitMap(found.order_by().values_list("pk", flat=True))
            asked, within = {**asked, "partner": ()}, keys if within is None else keys & within
        try:
            return self.index.query(within=within, **self.question(asked))
        except QueryError as error:
            raise BadQueryError({"q": [str(error)]}) from error

    def question(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What is asked, in the words of the catalogue."""
        return {
            "part": self.part,
            "text": asked.get("q") or "",
            "partners": [partner.pk for partner in asked.get("partner") or ()],
            "chosen": self.chosen(asked),
            "day": self.day,
            "active": bool(asked.get("active_on")),
            "starts_in": asked.get("starts_in"),
            "ends_in": asked.get("ends_in"),
            "ending_within": asked.get("ending_within"),
        }
