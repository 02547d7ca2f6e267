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
from django.templatetags.static import static
from django.utils.html import escape, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()

HELP_SIGN = "admin/img/icon-unknown.svg"


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
def row_headings(rows: Any) -> SafeString:
    """A heading for each column of a table of rows, with its help as a sign that says it."""
    return SafeString("\n".join(_heading(field) for field in rows.fields()))


@register.simple_tag
def row_cells(row: Any) -> SafeString:
    """The fields of a row as cells of a table: written without a template, as a page has hundreds."""
    return SafeString("\n".join(_cell(field) for fieldset in row for line in fieldset for field in line))


@register.simple_tag
def fieldset_lines(fieldset: Any) -> SafeString:
    """The fields of a group, line by line, as Django's template of the same has them."""
    return SafeString("\n".join(_line(line) for line in fieldset))


def _heading(field: Mapping[str, Any]) -> str:
    classes = [f"column-{field['name']}"]
    if field["required"]:
        classes.append("required")
    widget = field["widget"]
    if widget["is_hidden"] if isinstance(widget, dict) else widget.is_hidden:
        classes.append("hidden")
    said = escape(strip_tags(field["help_text"] or ""))
    size = 'width="10" height="10"'
    sign = f' <img src="{static(HELP_SIGN)}" class="help help-tooltip" {size} alt="({said})" title="{said}">'
    return f'<th scope="col" class="{" ".join(classes)}">{escape(capfirst(field["label"]))}{sign if said else ""}</th>'


def _cell(field: Any) -> str:
    name, inside = _about(field), _contents(field)
    hidden = " hidden" if _is_hidden(field) else ""
    if field.is_readonly:
        return f'<td class="{name}{hidden}"><p>{inside}</p></td>'
    return f'<td class="{name}{hidden}">{_errors(field)}{inside}</td>'


def _line(line: Any) -> str:
    fields = list(line)
    errors = [_errors(field) for field in fields]
    classes = ["form-row"]
    if len(fields) == 1 and errors[0]:
        classes.append("errors")
    if not line.has_visible_field:
        classes.append("hidden")
    classes += [_about(field) for field in fields]
    if len(fields) == 1:
        return f'<div class="{" ".join(classes)}">{errors[0]}{_box(fields[0], [])}</div>'
    boxes = (
        _box(field, ["fieldBox", _about(field), *(["errors"] if error else [])], error)
        for field, error in zip(fields, errors, strict=True)
    )
    return f'<div class="{" ".join(classes)}"><div class="flex-container form-multiline">{"".join(boxes)}</div></div>'


def _box(field: Any, classes: list[str], errors: str = "") -> str:
    hidden = ["hidden"] if _is_hidden(field) else []
    classes = [
        "flex-container",
        *classes,
        *(hidden if classes else []),
        *(["checkbox-row"] if field.is_checkbox else []),
    ]
    label, contents = field.label_tag(), _contents(field)
    if field.is_checkbox:
        label, contents = contents, label
    elif field.is_readonly:
        contents = f'<div class="readonly">{contents}</div>'
    help_text = _help(field, " ".join(["help", *hidden]))
    return f'<div>{errors}<div class="{" ".join(classes)}">{label}{contents}</div>{help_text}</div>'


def _help(field: Any, classes: str) -> str:
    about = field.field
    text = str(about["help_text"] if field.is_readonly else about.help_text)
    if not text:
        return ""
    place = "" if field.is_readonly else about.id_for_label
    identity = f' id="{place}_helptext"' if place else ""
    return f'<div class="{classes}"{identity}><div>{text}</div></div>'


def _about(field: Any) -> str:
    name = field.field["name"] if field.is_readonly else field.field.name
    return f"field-{name}" if name else ""


def _is_hidden(field: Any) -> bool:
    return bool(field.field["is_hidden"] if field.is_readonly else field.field.is_hidden)


def _contents(field: Any) -> str:
    return str(field.contents() if field.is_readonly else field.field)


def _errors(field: Any) -> str:
    errors = None if field.is_readonly else field.field.errors
    return str(errors.as_ul()) if errors else ""
