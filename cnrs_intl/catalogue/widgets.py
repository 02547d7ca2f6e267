from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class AddSelect(forms.SelectMultiple):
    """A drop-down that adds one value to those chosen, which it keeps as hidden inputs: short where a list is long."""

    template_name = "catalogue/widgets/add_select.html"
    allow_multiple_selected = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("multiple", None)
        return context


class Input(forms.TextInput):
    """A control of one line, written without a template: a list has several, and each template takes its time."""

    def __init__(self, kind: str, **attributes: Any) -> None:
        super().__init__(attributes)
        self.input_type = kind

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = {"type": self.input_type, "name": name, **self.build_attrs(self.attrs, attrs)}
        if (shown := self.format_value(value)) is not None:
            given["value"] = shown
        return format_html("<input{}>", flatatt(given))


class DayInput(Input):
    """A day as browsers send it: year-month-day."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__("date", **attributes)

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)
