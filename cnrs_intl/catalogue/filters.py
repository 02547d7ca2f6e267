"""The questions that can be asked of a list: declared once, asked by its page and by its files alike.

A filter names a *verb* of the queryset (`with_partner_from`), so the rule lives there; it adds the label of its
control and the phrase by which the list says it. A repeated parameter means “or”, different parameters mean “and”.
Nothing is silently ignored: what is unknown, repeated or malformed is refused with `BadQueryError`.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, ProhibitNullCharactersValidator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue import states
from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.validators import validate_printable
from cnrs_intl.catalogue.widgets import AddSelect, DayInput, Input

# Parameters that only name a page of the list, or how much of it is shown.
PAGE_PARAMETERS = ("page", "after", "before", "all")
DAY = "active_on"
"""The parameter that names the day of a list."""
MOST_VALUES = 50
LONGEST_QUERY = 4_000
LONGEST_TEXT = 200


class BadQueryError(Exception):
    """A query string that is refused. `errors`: parameter → messages; the empty parameter is the whole query."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass(frozen=True, kw_only=True)
class ActiveFilter:
    """One value of one filter in use: a removable chip."""

    parameter: str
    value: str
    label: str
    text: str
    query_without: str
    """The query string of the same list without it, its first page."""


class Verb(django_filters.Filter):
    """Calls the queryset's method `verb` with the values; with `dated`, also with the day of the list."""

    multiple = False
    chip_label: ClassVar[Any] = ""
    """What the chip says before the value, where it is not the label of the control."""

    def __init__(self, *, verb: str, label: Any, phrase: Any, dated: bool = False, **extra: Any) -> None:
        extra.setdefault("required", False)
        super().__init__(label=label, **extra)
        self.verb, self.phrase, self.dated = verb, phrase, dated

    def __deepcopy__(self, memo: dict[int, Any]) -> "Verb":
        """Each request has filters of its own, which share what never changes; copying that too takes milliseconds."""
        own = copy(self)
        own.__dict__.pop("_field", None)
        return own

    def filter(self, queryset: QuerySet[Any], value: Any) -> QuerySet[Any]:
        arguments = self.arguments(value)
        if not arguments:
            return queryset
        options = {"day": self.parent.day} if self.dated else {}
        return getattr(queryset, self.verb)(*arguments, **options)

    def arguments(self, value: Any) -> list[Any]:
        """What the verb is given."""
        return [] if value in (None, "") else [value]

    def chips(self, value: Any) -> list[tuple[str, str]]:
        """(parameter value, its words) for each value in use."""
        return [(str(argument), str(argument)) for argument in self.arguments(value)]

    def texts(self, value: Any) -> list[str]:
        """The words of each value in use as the sentence says them."""
        return [text for _value, text in self.chips(value)]


class TextFilter(Verb):
    field_class = forms.CharField

    def __init__(self, **extra: Any) -> None:
        extra.setdefault("max_length", LONGEST_TEXT)
        extra.setdefault("validators", [ProhibitNullCharactersValidator(), validate_printable])
        extra.setdefault("widget", Input("search"))
        super().__init__(**extra)

    def chips(self, value: Any) -> list[tuple[str, str]]:
        return [(value, gettext("“%(value)s”") % {"value": value})] if value else []


class DayFilter(Verb):
    field_class = forms.DateField

    def __init__(self, **extra: Any) -> None:
        message = _("write a day of the calendar as year-month-day, such as 2014-07-01.")
        extra.setdefault("input_formats", ["%Y-%m-%d"])
        extra.setdefault("widget", DayInput(form="filters"))
        extra.setdefault("error_messages", {"invalid": message})
        super().__init__(**extra)

    def chips(self, value: Any) -> list[tuple[str, str]]:
        return [(value.isoformat(), in_words(value))] if value else []


class NumberFilter(Verb):
    """A whole number from `least` to `most`."""

    field_class = forms.IntegerField

    def __init__(self, *, least: int, most: int, **extra: Any) -> None:
        extra.setdefault("validators", [MinValueValidator(least), MaxValueValidator(most)])
        extra.setdefault("widget", Input("number", min=least, max=most, inputmode="numeric"))
        super().__init__(**extra)


class YearFilter(NumberFilter):
    def __init__(self, **extra: Any) -> None:
        super().__init__(least=1900, most=2200, **extra)

    def chips(self, value: Any) -> list[tuple[str, str]]:
        if not value:
            return []
        days = {"year": value, "first": _day_of_year(value, 1, 1), "last": _day_of_year(value, 12, 31)}
        return [(str(value), gettext("%(year)s (%(first)s to %(last)s)") % days)]

    def texts(self, value: Any) -> list[str]:
        return [str(value)] if value else []


class ChoicesFilter(Verb):
    """One or more of a fixed list of values, as check boxes."""

    field_class = forms.MultipleChoiceField
    multiple = True

    def __init__(self, **extra: Any) -> None:
        extra.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**extra)

    def arguments(self, value: Any) -> list[Any]:
        return list(value or ())

    def chips(self, value: Any) -> list[tuple[str, str]]:
        labels = dict(self.field.choices)
        return [(chosen, str(labels[chosen])) for chosen in value or ()]


class RecordsFilter(Verb, django_filters.ModelMultipleChoiceFilter):
    """One or more records, by the field `key`; only those that the reader may see can be named."""

    multiple = True

    def __init__(self, *, records: QuerySet[Any], key: str, hidden: bool = False, **extra: Any) -> None:
        self.key = key
        self._offered = states.Memory[list[tuple[Any, str]]]()

        def visible(request: HttpRequest) -> QuerySet[Any]:
            return records.visible_to(request.user)  # type: ignore[attr-defined]

        extra.setdefault("widget", forms.MultipleHiddenInput if hidden else AddSelect)
        super().__init__(queryset=visible, to_field_name=key, field_name=key, **extra)

    @property
    def field(self) -> forms.Field:
        """Its choices are read when they are shown, once for all lists of the same state."""
        if not hasattr(self, "_field"):
            super().field.widget.choices = self._choices
        return self._field

    def _choices(self) -> list[tuple[Any, str]]:
        key = get_language(), self.get_request().user.pk
        return self._offered.of(key, lambda: self.chips(self._field.queryset))

    def arguments(self, value: Iterable[Model] | None) -> list[Any]:
        return [getattr(record, self.key) for record in value or ()]

    def chips(self, value: Any) -> list[tuple[str, str]]:
        return [(str(getattr(record, self.key)), str(record)) for record in value or ()]


class FilterSet(django_filters.FilterSet):
    """Base of every list's filters. Raises BadQueryError at once, so a list is never shown unfiltered by mistake."""

    list_parameters: ClassVar[tuple[str, ...]] = ("order", "page", "lines")
    """Parameters of the list itself, that ask nothing of the rows."""

    filters: dict[str, Any]
    first: ClassVar[tuple[str, ...]] = ()
    """The questions that are asked, and said, before the others; those follow in the order of their declaration."""

    further: ClassVar[tuple[str, ...]] = ()
    """The questions that are asked seldom: their controls are folded."""

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], *, request: HttpRequest) -> None:
        self.query = without_empty(data)
        self.day = _day(self.query.get(DAY))
        super().__init__(self.query, queryset, request=request)
        self.filters = {name: self.filters[name] for name in dict.fromkeys((*self.first, *self.filters))}
        self._refuse_bad_query()

    @property
    def qs(self) -> QuerySet[Any]:
        """The filtered rows, with what depends on the day added."""
        if not hasattr(self, "_qs"):
            queryset = self.queryset.as_of(self.day)
            for name, value in self.form.cleaned_data.items():
                queryset = self.filters[name].filter(queryset, value)
            self._qs = queryset
        return self._qs

    @cached_property
    def form(self) -> forms.Form:
        """Made of the fields themselves, which are of this request alone: copying them again takes milliseconds."""
        form = forms.Form(self.data)
        form.fields = {name: each.field for name, each in self.filters.items()}
        return form

    def active(self) -> list[ActiveFilter]:
        """Each value in use, in the order of the questions."""
        return [
            ActiveFilter(
                parameter=name,
                value=value,
                label=str(each.chip_label or each.label),
                text=text,
                query_without=self._query_without(name, value),
            )
            for name, each in self.filters.items()
            for value, text in each.chips(self.form.cleaned_data.get(name))
        ]

    def sentence(self) -> str:
        """“with a partner from Japan or China, active on 1 July 2014”; empty when nothing is asked."""
        phrases = []
        for name, each in self.filters.items():
            if texts := each.texts(self.form.cleaned_data.get(name)):
                phrases.append(str(each.phrase) % {"value": get_text_list(texts, gettext("or"))})
        return ", ".join(phrases)

    @property
    def total(self) -> int:
        return self.qs.count()

    def total_without(self, parameter: str) -> int:
        """The number of rows with every filter but one: what dropping it would give."""
        query = self.query.copy()
        query.pop(parameter, None)
        return type(self)(query, self.queryset, request=self.request).total

    def _query_without(self, name: str, value: str) -> str:
        query = self.query.copy()
        query.setlist(name, [each for each in query.getlist(name) if each != value] if self._is_multiple(name) else [])
        for place in PAGE_PARAMETERS:
            query.pop(place, None)
        return query.urlencode()

    def _unknown(self, name: str) -> str:
        if near := get_close_matches(name, (*self.filters, *self.list_parameters), n=1):
            return gettext("this list has no such parameter; did you mean “%(near)s”?") % {"near": near[0]}
        return gettext("this list has no such parameter: leave it out.")

    def _is_multiple(self, name: str) -> bool:
        return name in self.filters and self.filters[name].multiple

    def _refuse_bad_query(self) -> None:
        errors: dict[str, list[str]] = {}
        if len(self.query.urlencode()) > LONGEST_QUERY:
            raise BadQueryError({"": [gettext("The address is too long: ask for less at a time.")]})
        for name, values in self.query.lists():
            if name not in self.filters and name not in self.list_parameters:
                errors[name] = [self._unknown(name)]
            elif len(values) > 1 and not self._is_multiple(name):
                errors[name] = [gettext("given more than once; it takes one value.")]
            elif len(values) > MOST_VALUES:
                errors[name] = [gettext("too many values; %(most)s at most.") % {"most": MOST_VALUES}]
        if errors:
            raise BadQueryError(errors)
        if not self.form.is_valid():
            raise BadQueryError({name: [str(text) for text in texts] for name, texts in self.form.errors.items()})


def _day_of_year(year: int, month: int, day: int) -> str:
    return in_words(date(year, month, day), "MONTH_DAY_FORMAT")


def without_empty(data: QueryDict) -> QueryDict:
    """The query string as a browser means it: a control left empty asks nothing."""
    query = QueryDict(mutable=True)
    for name, values in data.lists():
        if filled := [value for value in values if value.strip()]:
            query.setlist(name, filled)
    return query


def _day(text: str | None) -> date:
    """The day a list is read as of: that of `active_on`, else today. A malformed one is refused by its filter."""
    try:
        return parse_date(text or "") or localdate()
    except ValueError:
        return localdate()


def search_filter() -> TextFilter:
    label = pgettext_lazy("name of a filter", "Search")
    return TextFilter(verb="matching", label=label, phrase=_("matching %(value)s"))
