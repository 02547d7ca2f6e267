"""Rows below a record, of which those still empty are drawn once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms.formsets import (
    INITIAL_FORM_COUNT,
    MAX_NUM_FORM_COUNT,
    MIN_NUM_FORM_COUNT,
    TOTAL_FORM_COUNT,
)
from django.utils.html import conditional_escape, format_html_join
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


@register.simple_tag
def row_counts(formset: Any) -> SafeString:
    """The hidden inputs that say how many rows there are: a form of them for each formset would take its time."""
    if formset.is_bound:
        return SafeString(formset.management_form)
    counts = {
        TOTAL_FORM_COUNT: formset.total_form_count(),
        INITIAL_FORM_COUNT: formset.initial_form_count(),
        MIN_NUM_FORM_COUNT: formset.min_num,
        MAX_NUM_FORM_COUNT: formset.max_num,
    }
    line = '<input type="hidden" name="{0}-{1}" value="{2}" id="id_{0}-{1}">'
    return format_html_join("", line, ((formset.prefix, name, count) for name, count in counts.items()))


@register.simple_tag
def row_cells(row: Any) -> SafeString:
    """The fields of a row as cells of a table: written without a template, as a page has hundreds."""
    cells = (
        f'<td class="field-{conditional_escape(_said(field, "name"))}{" hidden" if _said(field, "is_hidden") else ""}">{_inside(field)}</td>'
        for fieldset in row
        for line in fieldset
        for field in line
    )
    return SafeString("\n".join(cells))


def _said(field: Any, name: str) -> Any:
    """Of a field that is only read, the administration has a mapping."""
    return field.field[name] if field.is_readonly else getattr(field.field, name)


def _inside(field: Any) -> str:
    if field.is_readonly:
        return f"<p>{field.contents()}</p>"
    errors = field.field.errors
    return f"{errors.as_ul() if errors else ''}{field.field}"
