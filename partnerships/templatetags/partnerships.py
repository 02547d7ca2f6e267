from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from partnerships.tables import cells

register = template.Library()


@register.simple_tag
def status_of(record: Any) -> SafeString:
    """The status of a structure or contract: a dot and words."""
    return cells.status(record.status, record.end)


@register.filter
def millions(amount: Any) -> str:
    """Euros as millions with one decimal: “89.3 M€”."""
    return f"{number_format(round(amount / 1_000_000, 1), decimal_pos=1, force_grouping=True)}\u00a0M€"
