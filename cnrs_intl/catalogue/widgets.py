from typing import Any

from django import forms


class AddSelect(forms.SelectMultiple):
    """A drop-down that adds one value to those chosen, which it keeps as hidden inputs: short where a list is long."""

    template_name = "catalogue/widgets/add_select.html"
    allow_multiple_selected = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("multiple", None)
        return context
