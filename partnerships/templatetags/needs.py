from typing import Any

from django import template
from django.utils.timezone import localdate

from partnerships.needs import REASONS, Reader, Reason, count

register = template.Library()


@register.simple_tag
def what_needs(user: Any) -> list[tuple[Reason, int]]:
    """The reasons for which something needs `user` today, each with the number of records."""
    counts = count(REASONS.values(), Reader(user, localdate()))
    return [(reason, counts[key]) for key, reason in REASONS.items() if key in counts]
