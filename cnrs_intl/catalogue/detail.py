"""The page of one record: found among what the reader may see, else 404, whether it exists or not."""

import re
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views import View

from cnrs_intl.catalogue.filters import BadQueryError
from cnrs_intl.catalogue.related import MAIN, Reading, panels_for
from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import Given, statement

DAY = "active_on"
"""The parameter that names the day, in lists and pages alike."""
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class DetailPage(View):
    registry: ClassVar[dict[str, type["DetailPage"]]] = {}

    name: ClassVar[str] = ""
    """The name of its URL."""
    prefix: ClassVar[str] = ""
    """The part of the address before the key: that of its list."""
    converter: ClassVar[str] = "slug"
    queryset: ClassVar[QuerySet[Any]]
    lookup: ClassVar[str] = "slug"
    template_name: ClassVar[str]
    place: ClassVar[str] = MAIN
    """Which panels the page has."""
    dated: ClassVar[bool] = False
    """Whether the page can be read as of a day: `?active_on=2013-07-01`. Then its template has `as_of.html`."""

    http_method_names = ["get", "head", "options"]

    def __init_subclass__(cls, **extra: Any) -> None:
        super().__init_subclass__(**extra)
        if cls.__dict__.get("name"):
            DetailPage.registry[cls.name] = cls

    @classmethod
    def urls(cls) -> list[URLPattern]:
        return [path(f"{cls.prefix}/<{cls.converter}:key>/", cls.as_view(), name=cls.name)]

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        try:
            record = self.get_record(key)
            return render(request, self.template_name, self.context(record))
        except BadQueryError as error:
            context = {"errors": error.errors, "address": request.path}
            return render(request, "catalogue/bad_day.html", context, status=400)

    def context(self, record: Any) -> dict[str, Any]:
        self.reading = Reading(record, self.request, self.day)
        context = {"record": record, "panels": panels_for(self.reading, self.place), "edit_url": self.edit_url(record)}
        if self.dated:
            context |= {"day": self.day, "is_today": self.is_today, "dated": self.dated_query}
        return context | self.extra_context(record)

    @cached_property
    def day(self) -> date:
        """The day that the page is read as of: that of the address, else today. BadQueryError: it names no day."""
        today = localdate()
        if not self.dated:
            return today
        values = [value for value in self.request.GET.getlist(DAY) if value.strip()]
        if len(values) > 1:
            raise BadQueryError({DAY: [_("given more than once; it takes one value.")]})
        return _parse(values[0]) if values else today

    @property
    def is_today(self) -> bool:
        return self.day == localdate()

    @property
    def dated_query(self) -> str:
        """What links to other pages add, so that they too are read as of the day; nothing today."""
        return "" if self.is_today else f"?{DAY}={self.day.isoformat()}"

    @classmethod
    def records(cls, sight: Sight, today: date) -> Any:
        """What a reader may see."""
        return cls.queryset.all().in_sight(sight)  # type: ignore[attr-defined]

    def get_record(self, key: Any) -> Any:
        found = _record(type(self), sight_of(self.request.user), localdate()).read(key=key)
        if not found:
            raise Http404
        return found[0]

    def extra_context(self, record: Any) -> dict[str, Any]:
        return {}

    def edit_url(self, record: Any) -> str:
        """The record's form in the administration, for those who may change it."""
        options = record._meta
        if not self.request.user.has_perm(f"{options.app_label}.change_{options.model_name}"):
            return ""
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])


def _parse(text: str) -> date:
    """A day written as 2014-07-01, and in no other way."""
    try:
        day = date.fromisoformat(text) if _WRITTEN.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadQueryError({DAY: [_("write a day of the calendar as year-month-day, such as 2014-07-01.")]})
    return day


@statement
def _record(page: type[DetailPage], sight: Sight, today: date) -> QuerySet[Any]:
    records: QuerySet[Any] = page.records(sight, today)
    return records.filter(**{page.lookup: Given("key")}).order_by()
