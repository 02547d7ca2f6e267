from typing import Any

from django import template

from offices import articles

register = template.Library()


@register.filter
def with_article(country: Any) -> str:
    """For “with …”: “Japan”, “le Japon”."""
    return articles.with_article(country.iso2, str(country.name))


@register.filter
def origin(country: Any) -> str:
    """For “from …” or “of …”: “the United States”, “des États-Unis”."""
    return articles.origin(country.iso2, str(country.name))


@register.filter
def place(country: Any) -> str:
    """For “in …”: “Japan”, “au Japon”."""
    return articles.place(country.iso2, str(country.name))
