from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.text import localized
from partnerships.tables import cells

register = template.Library()


@register.simple_tag
def status_of(record: Any) -> SafeString:
    """The status of a structure or contract: a dot and words."""
    return cells.status(record.status, record.end)


@register.simple_tag
def name_of(row: Any) -> SafeString:
    """Name, codes and title of a row of the catalogue, with a link to its page."""
    return cells.name(row)


@register.simple_tag
def terms_of(row: Any) -> SafeString:
    """The terms of a row of the catalogue, drawn, and the years."""
    return cells.terms(row)


@register.simple_tag
def bilingual(record: Any, name: str) -> SafeString | str:
    """A text in the reader's language; where its translation is missing, the other one, marked as such."""
    text, own = getattr(record, name), getattr(record, localized(name))
    if own or not text:
        return text
    other = "en" if localized(name).endswith("fr") else "fr"
    words = {"en": _("in English"), "fr": _("in French")}
    return format_html('<span lang="{}">{}</span> <span class="quiet">({})</span>', other, text, words[other])


@register.filter
def millions(amount: Any) -> str:
    """Euros as millions with one decimal: “89.3 M€”."""
    return f"{number_format(round(amount / 1_000_000, 1), decimal_pos=1, force_grouping=True)}\u00a0M€"
