"""The questions of the whole catalogue: answered together, by bitmaps, instead of one by one by a queryset."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.filters import (
    BadQueryError,
    DayFilter,
    FilterSet,
    RecordsFilter,
    TextFilter,
    Verb,
    YearFilter,
)
from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue import CatalogueIndex, CatalogueResult
from partnerships.catalogue.vocabulary import Vocabulary
from partnerships.filters.dates import EndingWithinFilter, StatusWords
from partnerships.models import Partner


class ValuesField(forms.Field):
    """One or more values of a facet that the vocabulary knows."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, knows: Any, **extra: Any) -> None:
        super().__init__(**extra)
        self.knows = knows

    def __deepcopy__(self, memo: dict[int, Any]) -> "ValuesField":
        return self  # made for one request, by its filter

    def clean(self, value: Any) -> list[str]:
        values = list(dict.fromkeys(value or ()))
        if unknown := [each for each in values if not self.knows(each)]:
            message = _("“%(value)s” is not one of its values.")
            raise ValidationError(message, code="unknown", params={"value": unknown[0][:40]})
        return values


class FacetFilter(Verb):
    """One or more values of a facet. Its control is the list of its counts, so the form only keeps what is chosen."""

    multiple = True

    def __init__(self, facet: str, **extra: Any) -> None:
        super().__init__(verb="", **extra)
        self.facet = facet

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = ValuesField(
                label=self.label, required=False, knows=lambda value: self.words.knows(self.facet, value)
            )
        return self._field

    @property
    def words(self) -> Vocabulary:
        return self.parent.words

    def arguments(self, value: Any) -> list[Any]:
        return list(value or ())

    def chips(self, value: Any) -> list[tuple[str, str]]:
        return [(each, self.words.label(self.facet, each)) for each in value or ()]


class StatusFilter(StatusWords, FacetFilter):
    pass


class CatalogueFilterSet(FilterSet):
    list_parameters = (*FilterSet.list_parameters, "after", "before", "all")

    q = TextFilter(verb="", label=_("Search"), phrase=_("matching %(value)s"))
    kind = FacetFilter("kind", label=_("Kind"), phrase=_("of the kind %(value)s"))
    family = FacetFilter("family", label=_("Family"), phrase=_("of the family %(value)s"))
    status = StatusFilter("status", label=_("Status"), phrase="%(value)s")
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
    ending_within = EndingWithinFilter(verb="")

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, request: HttpRequest) -> None:
        self.index = CatalogueIndex.current(request.user)
        self.words = Vocabulary(self.index.version)
        super().__init__(data, queryset, request=request)
        self.unfolded = self.query.get("all", "")
        """The facet of which all values are shown."""
        if self.unfolded and self.unfolded not in (*self.facets(), "partner"):
            known = {"known": ", ".join((*self.facets(), "partner"))}
            raise BadQueryError({"all": [gettext("write one of %(known)s.") % known]})

    @classmethod
    def facets(cls) -> list[str]:
        """The facets with counts, in the order of the declaration."""
        return [name for name, each in cls.base_filters.items() if isinstance(each, FacetFilter)]

    @cached_property
    def result(self) -> CatalogueResult:
        return self.ask()

    def ask(self, *, dropping: str = "") -> CatalogueResult:
        """The answer of the catalogue, with all that is asked, or all but one parameter."""
        asked = {name: value for name, value in self.form.cleaned_data.items() if name != dropping}
        chosen = {name: asked.get(name) or [] for name in self.facets()}
        try:
            return self.index.query(
                chosen=chosen,
                partners=[partner.pk for partner in asked.get("partner") or ()],
                text=asked.get("q") or "",
                day=self.day,
                active=bool(asked.get("active_on")),
                starts_in=asked.get("starts_in"),
                ends_in=asked.get("ends_in"),
                ending_within=asked.get("ending_within"),
            )
        except QueryError as error:
            raise BadQueryError({"q": [str(error)]}) from error
