from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


@register.filter
def millions(amount: Any) -> str:
    """Euros as millions with one decimal: “€89.3 M”, in French “89,3 M€”."""
    return _("€%(amount)s M") % {"amount": number_format(round(amount / 1_000_000, 1), 1, force_grouping=True)}
