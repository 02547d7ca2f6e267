"""The ledger of a French extension: a grid of people by year, saved all or nothing, with its balance and trend."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cnrs_intl.catalogue.admin_pages import RecordPages
from cnrs_intl.catalogue.drawing import column_groups
from partnerships.admin.ledger_forms import LedgerForm
from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange, FrenchExtension, Partner
from partnerships.services.ledger import Cell, read_ledger
from partnerships.statistics.exchanges import ExchangeBalance, exchange_balance, is_within

YEARS_SHOWN, YEARS_DRAWN = 5, 12
FIRST_YEAR, LAST_YEAR = 1900, 2200
WIDTH, HEIGHT = 640, 150


class ShownForm(forms.Form):
    """Which part of the ledger is shown, of the home institutions that the reader sees."""

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

    def __init__(self, *args: Any, site: FrenchExtension, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home: Any = self.fields["home"]
        counted = Exchange.objects.filter(site=site, home__isnull=False).order_by().values("home")
        takers = site.structure.participations.order_by().values("partner")
        named = Partner.objects.filter(Q(pk__in=counted) | Q(pk__in=takers))
        home.queryset = named.visible_to(user).order_by("name", "pk")

    def part(self, site: FrenchExtension) -> dict[str, Any]:
        """What was asked for; else the home institution and the year of the last count, and no year before this one."""
        asked = self.cleaned_data if self.is_valid() else {}
        choices: Any = self.fields["home"]
        seen = Q(home__isnull=True) | Q(home__in=choices.queryset.order_by().values("pk"))
        last = Exchange.objects.filter(seen, site=site).select_related("home").order_by("-year", "pk").first()
        usual = last.home if last else None
        return {
            "home": asked.get("home") if "home" in self.data else usual,
            "until": asked.get("until") or max(last.year if last else FIRST_YEAR, localdate().year),
            "months": bool(asked.get("months")),
        }


class LedgerPages(RecordPages):
    record_pages = ("ledger",)

    def ledger_page(self, request: HttpRequest, record: FrenchExtension) -> HttpResponse:
        shown = ShownForm(request.GET, site=record, user=request.user)
        part = shown.part(record)
        years = range(part["until"] - YEARS_SHOWN + 1, part["until"] + 1)
        home = part["home"].pk if part["home"] else None
        entries = read_ledger(site=record, home=home, years=years)
        form = LedgerForm(request.POST or None, years=years, entries=entries, with_months=part["months"])
        if form.is_bound and not shown.is_valid():
            form.add_error(None, _("Which part of the ledger these figures are for is not known."))
        if form.is_valid():
            changed = self.attempt(form, lambda: form.save(record, home))
            if changed is not None:
                message = ngettext("%(count)d figure saved.", "%(count)d figures saved.", changed) % {"count": changed}
                return self.finish_page(request, record, message, request.get_full_path())
        balance = exchange_balance(Exchange.objects.filter(site=record))
        return self.show_page(
            request,
            record,
            "admin/partnerships/frenchextension/ledger.html",
            title=_("Exchange ledger of %(record)s") % {"record": record},
            shown=ShownForm(initial=part, site=record, user=request.user) if shown.is_valid() else shown,
            form=form,
            rows=form.rows(_others(record, home, years)),
            next_year=_address(part, part["until"] + 1),
            earlier=_address(part, part["until"] - YEARS_SHOWN),
            balance=balance,
            columns=_columns(balance),
            trend=_trend(balance),
            is_within=is_within(balance, record.balance_tolerance),
        )


def _address(part: Mapping[str, Any], until: int) -> str:
    """The query of the same part with other years; empty where there are no such years."""
    if not FIRST_YEAR + YEARS_SHOWN <= until <= LAST_YEAR:
        return ""
    home = part["home"].pk if part["home"] else ""
    return "?" + urlencode({"home": home, "until": until} | ({"months": "on"} if part["months"] else {}))


def _others(record: FrenchExtension, home: int | None, years: range) -> dict[Cell, int]:
    """People of other home institutions than the one shown."""
    rows = Exchange.objects.filter(site=record, year__in=years).exclude(home=home)
    counted = rows.order_by().values_list("year", "direction", "category").annotate(people=Sum("head_count"))
    return {Cell(year, Direction(way), ExchangeCategory(kind)): people for year, way, kind, people in counted}


def _columns(balance: ExchangeBalance | None) -> list[Any]:
    years = balance.years[-YEARS_DRAWN:] if balance else []
    return column_groups([(year, (flow.received, flow.sent)) for year, flow in years], WIDTH, HEIGHT)


def _trend(balance: ExchangeBalance | None) -> list[Any]:
    """For each year counted: what was counted in it, and in the five years that end with it."""
    if balance is None:
        return []
    pairs = zip(balance.years, balance.rolling, strict=True)
    return [(year, flow, rolling) for (year, flow), (_year, rolling) in pairs]
