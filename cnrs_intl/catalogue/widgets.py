from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext


class AddSelect(forms.SelectMultiple):
    """A drop-down that adds one value to those chosen, which it keeps as hidden inputs: short where a list is long.

    Written without a template, as `Input`: there are hundreds of countries.
    """

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen, own = self.format_value(value), escape(name)
        options = (
            f'<option value="{escape(key)}">{escape(label)}</option>'
            for key, label in self.choices
            if str(key) not in chosen
        )
        hidden = (f'<input type="hidden" name="{own}" value="{escape(each)}">' for each in chosen)
        first = gettext("add another") if chosen else gettext("any")
        place = escape((attrs or {}).get("id", ""))
        return SafeString(
            f'<select name="{own}" id="{place}"><option value="">{escape(first)}</option>'
            f"{''.join(options)}</select>{''.join(hidden)}"
        )


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
