from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language_info

from cnrs_intl.catalogue import addresses, numbers
from cnrs_intl.catalogue.addresses import in_language
from cnrs_intl.catalogue.bilingual import marked, spoken, told
from cnrs_intl.catalogue.days import in_words, known_day, period
from cnrs_intl.catalogue.drawing import axis_around, period_bars
from cnrs_intl.catalogue.text import foreign_language

register = template.Library()


@register.simple_tag(takes_context=True)
def other_languages(context: dict[str, Any], *codes: str) -> list[dict[str, str]]:
    """For each language: its own name, its code, and the address of this very page in it, with its query."""
    request = context["request"]
    path = request.get_full_path()
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "url": (url := in_language(path, code)),
            "absolute": request.build_absolute_uri(url),
        }
        for code in codes
    ]


@register.simple_tag
def address(name: str) -> str:
    """The address of a page in the reader's language: `{% url %}`, remembered."""
    return addresses.address(name)


register.simple_tag(told)
register.simple_tag(marked)
register.simple_tag(spoken)
register.simple_tag(foreign_language)


@register.simple_tag(takes_context=True)
def menu_item(context: dict[str, Any], name: str, label: str) -> SafeString:
    """A link of the menu, marked when the page is the one it leads to or below it."""
    url, path = addresses.address(name), context["request"].path
    current = "page" if path == url else "true" if path.startswith(url) else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, mark, capfirst(label))


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A date in words, as `|date:"DATE_FORMAT"` but for the first of a month in French; empty for none."""
    return "" if value is None else in_words(value)


register.filter(known_day)


@register.filter
def grouped(number: Any) -> str:
    """A number without decimals, its thousands apart; a dash for none."""
    return "—" if number is None else numbers.grouped(number)


register.simple_tag(period)


@register.inclusion_tag("catalogue/timeline.html")
def timeline(items: Any, title: str) -> dict[str, Any]:
    """Periods on an axis of their own, with years and today's mark."""
    items, today = list(items), localdate()
    axis = axis_around(items, today, 600)
    return {"bars": period_bars(axis, items, today), "years": axis.years(7), "today": axis.x(today), "title": title}
