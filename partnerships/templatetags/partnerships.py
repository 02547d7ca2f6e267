from typing import Any

from django import template
from django.utils.safestring import SafeString

from partnerships.tables import cells

register = template.Library()


@register.simple_tag
def status_of(record: Any) -> SafeString:
    """The status of a structure or contract: a dot and words."""
    return cells.status(record.status, record.end)
