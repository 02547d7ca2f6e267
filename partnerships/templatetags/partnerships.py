from django import template
from django.utils.text import capfirst

from partnerships.choices import Status

register = template.Library()


@register.filter
def status_label(value: str) -> str:
    """A status in words: “Active”."""
    return capfirst(str(Status(value).label))
