"""What draws the inputs of forms."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class FormRenderer(TemplatesSetting):
    """Draws the plain inputs of Django without a template, as its templates do; all else by templates.

    The form of a record with its rows has hundreds of inputs, each of which costs Django several templates.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name == LINKS:
            return _with_links(context)
        draw = DRAWN.get(template_name)
        drawn = draw(context) if draw else None
        return SafeString(super().render(template_name, context, request) if drawn is None else drawn)


def _with_links(context: Mapping[str, Any]) -> SafeString:
    """A choice with the links to what it names. They are the same in all rows, but for the name of the input."""
    about = (
        (key, str(value) if value else "") for key, value in context.items() if key not in ("name", "rendered_widget")
    )
    links = _links(get_language(), tuple(about))
    named = links.replace(NAME, _escaped(context["name"]))
    return SafeString(named.replace(WIDGET, context["rendered_widget"]))


@lru_cache(maxsize=1_000)
def _links(language: str | None, about: tuple[tuple[str, str], ...]) -> str:
    return render_to_string(LINKS, {**dict(about), "name": NAME, "rendered_widget": SafeString(WIDGET)}).strip()


def _escaped(value: Any) -> str:
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)


def _attributes(given: Mapping[str, Any]) -> str:
    """True: the name alone; False: not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_escaped(value)}"'
        for name, value in given.items()
        if value is not False
    )


def _input(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    attributes = {"type": widget["type"], "name": widget["name"]}
    if widget["value"] is not None:
        attributes["value"] = str(widget["value"])
    return f"<input{_attributes(attributes)}{_attributes(widget['attrs'])}>"


def _textarea(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    text = _escaped(widget["value"] or "")
    return f'<textarea name="{_escaped(widget["name"])}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return f'<select name="{_escaped(widget["name"])}"{_attributes(widget["attrs"])}>{groups}</select>'


def _group(name: Any, options: Any) -> str:
    drawn = "".join(
        f'<option value="{_escaped(str(option["value"]))}"{_attributes(option["attrs"])}>'
        f"{_escaped(localize(option['label']))}</option>"
        for option in options
    )
    return f'<optgroup label="{_escaped(name)}">{drawn}</optgroup>' if name else drawn


def _label(context: Mapping[str, Any]) -> str:
    label = _escaped(context["label"])
    if not context["use_tag"]:
        return label
    return f"<{context['tag']}{_attributes(context['attrs'] or {})}>{label}</{context['tag']}>"


def _no_errors(context: Mapping[str, Any]) -> str | None:
    return None if context["errors"] else ""


def _hidden_form(context: Mapping[str, Any]) -> str | None:
    """A form that shows nothing, as that which counts the rows of a formset."""
    if context["fields"] or context["errors"]:
        return None
    return "".join(str(field) for field in context["hidden_fields"])


LINKS = "admin/widgets/related_widget_wrapper.html"
NAME, WIDGET = "__name__", "__widget__"
INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "time", "checkbox", "file", "search")
DRAWN: dict[str, Callable[[Mapping[str, Any]], str | None]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _no_errors,
    "django/forms/errors/list/ul.html": _no_errors,
    "django/forms/div.html": _hidden_form,
}
"""By the names of Django's templates; None: it is left to the template."""
