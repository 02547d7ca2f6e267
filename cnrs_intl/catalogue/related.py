"""Panels: what an app above adds to the pages of an app below, without an import in the wrong direction."""

from collections import defaultdict
from typing import Any, ClassVar

from django.db.models import Model
from django.http import HttpRequest


class Panel:
    """A part of a record's page. A subclass gives its template what to show; nothing to show: no panel."""

    title: ClassVar[Any]
    template_name: ClassVar[str]

    def __init__(self, record: Any, request: HttpRequest) -> None:
        self.record, self.request = record, request
        self.content = self.get_content()

    def get_content(self) -> dict[str, Any]:
        """What the template shows; empty: leave the panel out."""
        raise TypeError("a panel says what it shows")


_panels: dict[type[Model], list[type[Panel]]] = defaultdict(list)


def register_panel(model: type[Model], panel: type[Panel]) -> None:
    if panel not in _panels[model]:
        _panels[model].append(panel)


def panels_for(record: Model, request: HttpRequest) -> list[Panel]:
    """The panels of a record's page that have something to show, in the order of their registration."""
    return [panel for each in _panels[type(record)] if (panel := each(record, request)).content]
