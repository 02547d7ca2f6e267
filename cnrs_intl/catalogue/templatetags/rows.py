"""Rows below a record, of which those still empty are drawn once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True)
class DrawnRows:
    entered: list[Any]
    """Rows with values, or sent: each is drawn by itself."""
    empty: Mapping[int, SafeString]
    """Rows to fill in, by their numbers."""
    prototype: SafeString | None
    """The row of which the script of “add another” makes further ones; None where none may be added."""


@register.simple_tag(takes_context=True)
def drawn_rows(context: Any, rows: Any, name: str) -> DrawnRows:
    """`rows`: a formset, or what the administration makes of one. Template `name` draws what is inside of a `row`."""
    formset, forms = getattr(rows, "formset", rows), list(rows)
    if formset is rows:
        forms.append(formset.empty_form)
    elif not rows.has_add_permission:
        return DrawnRows(forms, {}, None)
    row = forms.pop()
    if formset.is_bound:
        numbers = range(0)
    else:
        numbers = range(formset.initial_form_count(), formset.total_form_count())
        forms = forms[: numbers.start]
    with context.push(row=row, number="__prefix__"):
        drawn = context.template.engine.get_template(name).render(context)
    return DrawnRows(forms, {number: _numbered(drawn, formset.prefix, number) for number in numbers}, drawn)


def _numbered(drawn: SafeString, prefix: str, number: int) -> SafeString:
    """The same with its place among the rows. An empty row holds nothing that a person wrote."""
    return SafeString(drawn.replace(f"{prefix}-__prefix__", f"{prefix}-{number}"))
