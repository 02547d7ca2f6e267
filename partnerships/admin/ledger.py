"""The ledger of a French extension: a grid of people by year, saved all or nothing, with its balance and trend."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnrs_intl.catalogue.admin_pages import RecordPages
from cnrs_intl.catalogue.drawing import column_groups
from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange, FrenchExtension, Partner
from partnerships.services.ledger import Cell, Entry, label_of, read_ledger, save_ledger, state_of
from partnerships.statistics.exchanges import ExchangeBalance, exchange_balance

YEARS_SHOWN, YEARS_DRAWN = 5, 12
FIRST_YEAR, LAST_YEAR, MOST_PEOPLE = 1900, 2200, 99_999
WIDTH, HEIGHT = 640, 150


class ShownForm(forms.Form):
    """Which part of the ledger is shown."""

    home = forms.ModelChoiceField(
        Partner.objects.none(),
        label=gettext_lazy("Home institution"),
        required=False,
        empty_label=gettext_lazy("not named"),
        help_text=gettext_lazy("Partners of the structure, and institutions counted before."),
    )
    until = forms.IntegerField(
        label=gettext_lazy("Last year shown"),
        required=False,
        min_value=FIRST_YEAR + YEARS_SHOWN - 1,
        max_value=LAST_YEAR,
    )
    months = forms.BooleanField(label=gettext_lazy("Person-months too"), required=False)

    def __init__(self, *args: Any, site: FrenchExtension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home: Any = self.fields["home"]
        counted = Exchange.objects.filter(site=site, home__isnull=False).order_by().values("home")
        takers = site.structure.participations.order_by().values("partner")
        home.queryset = Partner.objects.filter(Q(pk__in=counted) | Q(pk__in=takers)).order_by("name", "pk")


class LedgerForm(forms.Form):
    """An input for each year, direction and category; empty: not counted. `seen` is the state that was read."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: range, entries: Mapping[Cell, Entry], with_months: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years, self.with_months = years, with_months
        self.fields["seen"].initial = state_of(entries)
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

    def rows(self, others: Mapping[Cell, int]) -> list[dict[str, Any]]:
        """For the page: a row for each category and direction, whose cells are bound fields; `others`: people counted
        of another home institution."""
        return [
            {"category": kind.label, "direction": way.label, "cells": [self._shown(Cell(y, way, kind), others) for y in self.years]}
            for kind in ExchangeCategory
            for way in Direction
        ]

    def _shown(self, cell: Cell, others: Mapping[Cell, int]) -> dict[str, Any]:
        months = self[f"{_name(cell)}-months"] if self.with_months else None
        return {"people": self[_name(cell)], "months": months, "others": others.get(cell, 0)}


class LedgerPages(RecordPages):
    record_pages = ("ledger",)

    def ledger_page(self, request: HttpRequest, record: FrenchExtension) -> HttpResponse:
        shown = ShownForm(request.GET, site=record)
        chosen = shown.cleaned_data if shown.is_valid() else {}
        home, with_months = chosen.get("home"), bool(chosen.get("months"))
        key = home.pk if home else None
        until = chosen.get("until") or _present(record)
        years = range(until - YEARS_SHOWN + 1, until + 1)
        entries = read_ledger(site=record, home=key, years=years)
        form = LedgerForm(request.POST or None, years=years, entries=entries, with_months=with_months)
        if form.is_valid():
            changed = self.attempt(
                form,
                lambda: save_ledger(
                    site=record,
                    home=key,
                    entries=form.entries(),
                    seen=form.cleaned_data["seen"],
                    with_months=with_months,
                ),
            )
            if changed is not None:
                message = ngettext("%(count)d figure saved.", "%(count)d figures saved.", changed) % {"count": changed}
                return self.finish_page(request, record, message, request.get_full_path())
            form = _with_state(form, entries)
        balance = exchange_balance(Exchange.objects.filter(site=record))
        return self.show_page(
            request,
            record,
            "admin/partnerships/frenchextension/ledger.html",
            title=_("Exchange ledger of %(record)s") % {"record": record},
            shown=ShownForm(initial={"home": home, "until": until, "months": with_months}, site=record)
            if shown.is_valid()
            else shown,
            form=form,
            rows=form.rows(_others(record, key, years)),
            next_year=until + 1,
            query=request.GET,
            balance=balance,
            columns=_columns(balance),
            is_within=_is_within(record, balance),
        )


def _with_state(form: LedgerForm, entries: Mapping[Cell, Entry]) -> LedgerForm:
    """The refused form with the present state: saved once more, knowingly, it is taken."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = state_of(entries)  # type: ignore[index]
    return form


def _present(record: FrenchExtension) -> int:
    """The last year counted, or this one."""
    counted = Exchange.objects.filter(site=record).order_by("-year").values_list("year", flat=True).first()
    return max(counted or FIRST_YEAR, localdate().year)


def _others(record: FrenchExtension, home: int | None, years: range) -> dict[Cell, int]:
    rows = Exchange.objects.filter(site=record, year__in=years).exclude(home=home) if home else None
    if rows is None:
        rows = Exchange.objects.filter(site=record, year__in=years, home__isnull=False)
    counted = rows.order_by().values_list("year", "direction", "category").annotate(people=Sum("head_count"))
    return {Cell(year, Direction(way), ExchangeCategory(kind)): people for year, way, kind, people in counted}


def _columns(balance: ExchangeBalance | None) -> list[Any]:
    years = balance.years[-YEARS_DRAWN:] if balance else []
    return column_groups([(year, (flow.received, flow.sent)) for year, flow in years], WIDTH, HEIGHT)


def _is_within(record: FrenchExtension, balance: ExchangeBalance | None) -> bool | None:
    """None: there is no tolerance, or nobody was counted."""
    if record.balance_tolerance is None or balance is None:
        return None
    return balance.is_within(record.balance_tolerance)


def _name(cell: Cell) -> str:
    return f"{cell.year}-{cell.direction}-{cell.category}"
