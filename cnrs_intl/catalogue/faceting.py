"""Questions that an index of bitmaps answers: the rows, their number, and what each further choice would give.

A filter without a verb is answered by the index. The others narrow the queryset as in any list, and the keys that are
left go to the index: so counts stay exact for every mix of questions.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Func, QuerySet, Value
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from cnrs_intl.catalogue.facets import FacetIndex
from cnrs_intl.catalogue.filters import BadQueryError, FilterSet, Verb
from cnrs_intl.catalogue.statements import Given


class Words(Protocol):
    """The values of the facets that a reader may name, and what they are called in the reader's language."""

    def label(self, facet: str, value: str) -> str:
        """As it stands in a list of values."""

    def said(self, facet: str, value: str) -> str:
        """As it stands in a sentence."""

    def knows(self, facet: str, value: str) -> bool: ...


class Answer(Protocol):
    """The records that a question finds, with the counts of all facets."""

    @property
    def facets(self) -> FacetIndex: ...
    @property
    def ids(self) -> BitMap: ...
    @property
    def total(self) -> int: ...
    @property
    def counts(self) -> dict[str, dict[str, int]]: ...


Found = TypeVar("Found", bound=Answer)


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
            message = _("“%(value)s” is none of its values: leave it out, or choose one that the list offers.")
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
    def words(self) -> Words:
        return self.parent.words

    def arguments(self, value: Any) -> list[Any]:
        return list(value or ())

    def chips(self, value: Any) -> list[tuple[str, str]]:
        return [(each, self.words.said(self.facet, each)) for each in value or ()]


class Among(Func):
    """SQL: the key is one of these. As one array, of which PostgreSQL knows the length and makes a table to look in."""

    template, arg_joiner = "(%(expressions)s::bigint[]))", " = ANY ("
    output_field = BooleanField()

    def __init__(self, key: str, keys: BitMap | Given) -> None:
        """`keys`: where they are given when the query is asked, as `as_array` of them."""
        super().__init__(key, keys if isinstance(keys, Given) else Value(as_array(keys)))


def as_array(keys: Iterable[int]) -> str:
    return f"{{{','.join(map(str, keys))}}}"


class FacetedFilterSet(FilterSet, Generic[Found]):
    """Base of a list's questions when an index answers them. Subclasses set `words` before they are initialised."""

    list_parameters = (*FilterSet.list_parameters, "all")

    further_facets: ClassVar[tuple[str, ...]] = ()
    """Other filters whose values the page offers with their counts, which it finds by itself."""

    words: Words

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, request: HttpRequest) -> None:
        super().__init__(data, queryset, request=request)
        self.unfolded = self.query.get("all", "")
        """The facet of which all values are shown."""
        known = [*self.facets(), *self.further_facets]
        if self.unfolded and self.unfolded not in known:
            raise BadQueryError({"all": [gettext("write one of %(known)s.") % {"known": ", ".join(known)}]})

    def answer(self, asked: Mapping[str, Any], within: BitMap | None) -> Found:
        """What the index finds for the values asked, by parameter, among the records `within`."""
        raise NotImplementedError

    @classmethod
    def facets(cls) -> list[str]:
        filters = dict.fromkeys((*cls.first, *cls.base_filters))
        return [name for name in filters if isinstance(cls.base_filters[name], FacetFilter)]

    @cached_property
    def result(self) -> Found:
        return self.ask()

    def ask(self, *, dropping: str = "") -> Found:
        """The answer to all that is asked, or to all but one parameter."""
        asked = {name: value for name, value in self.form.cleaned_data.items() if name != dropping}
        return self.answer(asked, self._narrowed(asked))

    def chosen(self, asked: Mapping[str, Any]) -> dict[str, list[str]]:
        return {name: asked.get(name) or [] for name in self.facets()}

    @property
    def qs(self) -> QuerySet[Any]:
        rows = self.queryset.as_of(self.day)
        if self.total == len(self.result.facets.universe):
            return rows
        return rows.filter(Among("pk", self.result.ids))

    @property
    def total(self) -> int:
        return self.result.total

    def total_without(self, parameter: str) -> int:
        return self.ask(dropping=parameter).total

    def _narrowed(self, asked: Mapping[str, Any]) -> BitMap | None:
        """The keys that the filters with a verb leave; None: none of them is in use."""
        rows = self.queryset
        for name, value in asked.items():
            if self.filters[name].verb:
                rows = self.filters[name].filter(rows, value)
        if rows is self.queryset:
            return None
        return BitMap(rows.order_by().aggregate(keys=ArrayAgg("pk"))["keys"] or (), optimize=False)
