from datetime import date
from typing import Any

from django import template
from django.urls import translate_url
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language_info

from cnrs_intl.catalogue import numbers
from cnrs_intl.catalogue.choices import Precision
from cnrs_intl.catalogue.drawing import TimeAxis, axis_around, overlaid_columns, period_bars

register = template.Library()

FIRST_YEAR_OF_LISTS = 1995
YEARS_AHEAD = 6


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any], *codes: str) -> list[dict[str, str]]:
    """For each language: its own name, its code, and the address of this very page in it."""
    path = context["request"].get_full_path()
    return [
        {"code": code, "name": get_language_info(code)["name_local"], "url": translate_url(path, code)}
        for code in codes
    ]


@register.filter
def known_day(day: date | None, precision: str) -> str:
    """A date as exactly as it is known: “15 March 2014”, “March 2014” or “2014”."""
    if day is None:
        return ""
    formats = {Precision.YEAR: "Y", Precision.MONTH: "YEAR_MONTH_FORMAT"}
    return date_format(day, formats.get(Precision(precision), "DATE_FORMAT"))


@register.filter
def grouped(number: Any) -> str:
    """A number without decimals, its thousands apart; a dash for none."""
    return "—" if number is None else numbers.grouped(number)


@register.inclusion_tag("catalogue/period.html")
def period(item: Any) -> dict[str, Any]:
    """The period of a dated fact in words."""
    return {"item": item}


@register.inclusion_tag("catalogue/small_timeline.html")
def small_timeline(items: Any) -> dict[str, Any]:
    """Periods on the axis that all rows of a list share, with today's mark."""
    today = localdate()
    axis = TimeAxis(date(FIRST_YEAR_OF_LISTS, 1, 1), date(today.year + YEARS_AHEAD, 1, 1), 120)
    return {"bars": period_bars(axis, items, today), "today": axis.x(today)}


@register.inclusion_tag("catalogue/timeline.html")
def timeline(items: Any, title: str) -> dict[str, Any]:
    """Periods on an axis of their own, with years and today's mark."""
    items, today = list(items), localdate()
    axis = axis_around(items, today, 600)
    return {"bars": period_bars(axis, items, today), "years": axis.years(7), "today": axis.x(today), "title": title}


@register.inclusion_tag("catalogue/year_columns.html")
def year_columns(years: list[tuple[int, int, int]]) -> dict[str, Any]:
    """Two numbers a year, the smaller one (starts) before the larger one (active), on one scale."""
    return {"columns": overlaid_columns(years, 960, 128), "width": round(960 / max(len(years), 1) * 0.8, 1)}
