"""The grid of a ledger: its figures, what they were when the page was made, and what others saved meanwhile."""

import json
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.formats import localize
from django.utils.translation import gettext as _

from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import FrenchExtension
from partnerships.services.ledger import Cell, Entry, LedgerConflictError, changes, label_of, save_ledger

MOST_PEOPLE = 99_999


class SeenField(forms.Field):
    """What the cells held when the page was made, as text that goes to the reader and comes back."""

    widget = forms.HiddenInput

    @staticmethod
    def written(entries: Mapping[Cell, Entry]) -> str:
        rows = [
            [
                cell.year,
                cell.direction,
                cell.category,
                entry.people,
                None if entry.months is None else str(entry.months),
            ]
            for cell, entry in sorted(entries.items())
        ]
        return json.dumps(rows, separators=(",", ":"))

    def to_python(self, value: Any) -> dict[Cell, Entry]:
        try:
            return {
                Cell(int(year), Direction(way), ExchangeCategory(kind)): Entry(
                    int(people), None if months is None else Decimal(months)
                )
                for year, way, kind, people, months in json.loads(value or "[]")
            }
        except (ArithmeticError, TypeError, ValueError) as error:
            raise ValidationError(_("This page was not sent as it was made. Open the ledger again.")) from error


class LedgerForm(forms.Form):
    """An input for each year, direction and category; empty: not counted."""

    seen = SeenField(required=False)

    def __init__(
        self, *args: Any, years: range, entries: Mapping[Cell, Entry], with_months: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years, self.with_months = years, with_months
        self.fields["seen"].initial = SeenField.written(entries)
        for cell in self.cells():
            self._add(cell, entries.get(cell))

    def cells(self) -> list[Cell]:
        return [Cell(year, way, kind) for kind in ExchangeCategory for way in Direction for year in self.years]

    def _add(self, cell: Cell, entry: Entry | None) -> None:
        name, label = _name(cell), label_of(cell)
        self.fields[name] = forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=MOST_PEOPLE,
            initial=entry.people if entry else None,
            widget=forms.NumberInput(attrs={"aria-label": label}),
        )
        if self.with_months:
            told = _("%(cell)s: person-months") % {"cell": label}
            self.fields[f"{name}-months"] = forms.DecimalField(
                label=told,
                required=False,
                min_value=0,
                max_digits=8,
                decimal_places=1,
                initial=entry.months if entry else None,
                widget=forms.NumberInput(attrs={"aria-label": told}),
            )

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        for cell in self.cells():
            name = f"{_name(cell)}-months"
            if cleaned.get(name) is not None and cleaned.get(_name(cell)) is None and _name(cell) not in self.errors:
                self.add_error(name, _("Give the number of people as well."))
        return cleaned

    def entries(self) -> dict[Cell, Entry | None]:
        given = self.cleaned_data
        return {
            cell: None if given[_name(cell)] is None else Entry(given[_name(cell)], given.get(f"{_name(cell)}-months"))
            for cell in self.cells()
        }

    def save(self, site: FrenchExtension, home: int | None) -> int:
        """How many figures changed. ValidationError: others changed the same ones; the form has their figures too."""
        entries, former = self.entries(), self.cleaned_data["seen"]
        try:
            return save_ledger(site=site, home=home, entries=entries, former=former, with_months=self.with_months)
        except LedgerConflictError as conflict:
            self._take(conflict.known, but=changes(entries, former, with_months=self.with_months))
            raise ValidationError(_told(conflict, entries, with_months=self.with_months)) from conflict

    def _take(self, known: Mapping[Cell, Entry], *, but: Collection[Cell]) -> None:
        """Show what is saved now, but for the cells that the editor changed; all of it is seen from now on."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = SeenField.written(known)
        for cell in (each for each in self.cells() if each not in but):
            entry = known.get(cell)
            data[_name(cell)] = entry.people if entry else ""
            data[f"{_name(cell)}-months"] = "" if entry is None or entry.months is None else entry.months
        self.data = data

    def rows(self, others: Mapping[Cell, int]) -> list[dict[str, Any]]:
        """A row for each category and direction, for the page. `others`: people of other home institutions."""
        return [
            {
                "category": kind.label,
                "direction": way.label,
                "cells": [self._shown(Cell(year, way, kind), others) for year in self.years],
            }
            for kind in ExchangeCategory
            for way in Direction
        ]

    def _shown(self, cell: Cell, others: Mapping[Cell, int]) -> dict[str, Any]:
        months = self[f"{_name(cell)}-months"] if self.with_months else None
        return {"people": self[_name(cell)], "months": months, "others": others.get(cell, 0)}


def _name(cell: Cell) -> str:
    return f"{cell.year}-{cell.direction}-{cell.category}"


def _told(conflict: LedgerConflictError, entries: Mapping[Cell, Entry | None], *, with_months: bool) -> dict[str, str]:
    """At each cell that two people changed, both figures."""
    at_cells = {
        _name(cell): _("Saved meanwhile: %(theirs)s. Yours: %(yours)s.")
        % {
            "theirs": _in_words(conflict.known.get(cell), with_months=with_months),
            "yours": _in_words(entries[cell], with_months=with_months),
        }
        for cell in conflict.cells
    }
    told = _(
        "Somebody else changed the same figures meanwhile. Both are shown at their cells: correct yours or leave them,"
        " then save again."
    )
    return {NON_FIELD_ERRORS: told, **at_cells}


def _in_words(entry: Entry | None, *, with_months: bool) -> str:
    if entry is None:
        return _("nothing")
    if not with_months or entry.months is None:
        return str(entry.people)
    return _("%(people)s, person-months %(months)s") % {"people": entry.people, "months": localize(entry.months)}
