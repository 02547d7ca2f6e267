"""Sites with the people who came and went through them: in a structure's page, and on their own."""

from collections.abc import Hashable
from functools import cached_property
from itertools import chain
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, PERIOD, RecordAdmin, Rows
from cnrs_intl.catalogue.admin_rights import WithItsRecord, may_change
from cnrs_intl.catalogue.out_of_sight import hide_links
from cnrs_intl.catalogue.rows import EVERY, OPENED, RecordForm, RowForm, RowFormSet, opens_rows
from partnerships.admin.exchanges import ExchangeFormSet, ExchangeInline
from partnerships.admin.ledger import LedgerPages
from partnerships.choices import SiteRole
from partnerships.models import Exchange, FrenchExtension, Site
from partnerships.models.sites import MAIN_ABROAD_MESSAGE, extensions_without_main_abroad
from partnerships.statistics.exchanges import exchange_balance, is_within

TRIGGERS: dict[str, Any] = {"partnerships_site_extension_main_abroad": MAIN_ABROAD_MESSAGE}
NEAR_IT = (
    ("host", "laboratory"),
    ("campus", "city_en", "city_fr"),
    "country",
    ("latitude", "longitude"),
    "hosting_capacity",
)
PLACE_HELP = _("Host: the organisation whose premises these are. French laboratory: the unit there, in France.")


class SiteRowForm(RowForm):
    """A site, and where they are open the rows of its exchanges, which are checked and saved with it."""

    exchanges: ExchangeFormSet | None = None

    def rows_inside(self) -> dict[str, Any]:
        return {} if self.exchanges is None else {"exchanges": self.exchanges}

    @cached_property
    def changed_data(self) -> list[str]:
        inside = ["exchanges"] if self.exchanges is not None and self.exchanges.has_changed() else []
        return [*super().changed_data, *inside]

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.exchanges is not None and not self.exchanges.is_valid():
            self.add_error(None, _("Exchanges: correct the rows marked below."))
        return cleaned


class SiteFormSet(RowFormSet):
    """The sites of one structure, with the rules between them.

    A site that is entered has the rows of its exchanges. Those of a saved site are opened on request: years of
    exchanges are hundreds of inputs.
    """

    exchange_formset: type[ExchangeFormSet] | None = None
    """None: the reader may not change exchanges."""
    opened = ""
    """The key of the saved site whose exchanges were asked for, or EVERY."""
    leads_to_ledger = False

    def rival_key(self, row: Site) -> Hashable | None:
        return "main" if row.role == SiteRole.MAIN else None

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        prefix = f"{form.prefix}-exchanges"
        if self.exchange_formset is None or not self._is_open(form, prefix):
            return
        form.exchanges = self.exchange_formset(
            data=form.data if form.is_bound else None, instance=form.instance, prefix=prefix
        )

    def _is_open(self, form: Any, prefix: str) -> bool:
        if form.is_bound:
            # What was sent says so itself: a proposed edit is read later, at another address.
            return f"{prefix}-{TOTAL_FORM_COUNT}" in form.data
        return not form.instance.pk or self.opened in (EVERY, str(form.instance.pk))

    def hide_out_of_sight(self, rows: list[Any]) -> None:
        loaded = (getattr(site, "_prefetched_objects_cache", {}).get("exchanges", ()) for site in rows)
        hide_links(chain(rows, *loaded), self.reader)

    def refuse_rivals(self) -> None:
        super().refuse_rivals()
        forms_of = {id(form.instance): form for form in self.kept_forms()}
        for site in extensions_without_main_abroad(form.instance for form in forms_of.values()):
            forms_of[id(site)].add_error("role", MAIN_ABROAD_MESSAGE)

    def save_new(self, form: Any, commit: bool = True) -> Any:
        return self._with_exchanges(form, super().save_new(form, commit))

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        return self._with_exchanges(form, super().save_existing(form, obj, commit))

    def _with_exchanges(self, form: Any, site: Site) -> Site:
        if form.exchanges is not None:
            form.exchanges.save()
        return site


class LoadedExchangeFormSet(ExchangeFormSet):
    """Takes the rows that were read for all sites at once."""

    def get_queryset(self) -> Any:
        if not self.instance.pk:
            return super().get_queryset()
        return list(self.instance.exchanges.all())


class SiteExchangeInline(ExchangeInline):
    formset = LoadedExchangeFormSet


class SiteInline(WithItsRecord, Rows, admin.StackedInline):
    model = Site
    form = SiteRowForm
    formset = SiteFormSet
    template = "admin/edit_inline/sites.html"
    has_rows_inside = True
    fieldsets = (
        (None, {"fields": (("role", "name"), *NEAR_IT, PERIOD, ("source", "is_demo")), "description": PLACE_HELP}),
    )

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 2

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        records: Any = super().get_queryset(request)
        if opens_rows(request):
            records = records.prefetch_related(Prefetch("exchanges", Exchange.objects.select_related("home")))
        return records.with_counts()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        exchanges = SiteExchangeInline(Site, self.admin_site)
        if self.has_change_permission(request, obj) and exchanges.has_change_permission(request):
            formset.exchange_formset = exchanges.get_formset(request)
        formset.opened = request.GET.get(OPENED, "")
        formset.leads_to_ledger = obj is not None and may_change(request, obj)
        return formset


class SiteForm(RecordForm):
    """A site by itself: the rules between it and the saved sites of its structure."""

    def clean(self) -> Any:
        cleaned = super().clean()
        structure = self.cleaned_data.get("structure")
        if not structure or self.errors:
            return cleaned
        candidate = Site(**{name: self.cleaned_data.get(name) for name in ("role", "country", "start", "end")})
        others = Site.objects.filter(structure=structure).exclude(pk=self.instance.pk)
        if extensions_without_main_abroad([*others, candidate]):
            raise forms.ValidationError(MAIN_ABROAD_MESSAGE)
        return cleaned


class SiteAdminBase(RecordAdmin):
    form = SiteForm
    triggers = TRIGGERS
    inlines = (ExchangeInline,)
    date_hierarchy = "start"
    search_fields = (
        "name__unaccent",
        "city_en__unaccent",
        "city_fr__unaccent",
        "campus__unaccent",
        "structure__acronym__unaccent",
        "structure__codes__code",
    )
    search_help_text = _("Name, city or campus; acronym or code of the structure.")


@admin.register(Site)
class SiteAdmin(SiteAdminBase):
    list_display = ("__str__", "structure", "role", "country", "start", "end")
    list_filter = ("role", "country__region", "is_demo")
    fieldsets = (
        (None, {"fields": ("structure", ("role", "name"))}),
        (_("Where"), {"fields": NEAR_IT, "description": PLACE_HELP}),
        (_("When"), {"fields": (PERIOD,), "description": _("Empty: as long as the structure lasts.")}),
        ORIGIN,
    )


@admin.register(FrenchExtension)
class FrenchExtensionAdmin(LedgerPages, SiteAdminBase):
    list_display = ("__str__", "structure", "host", "hosting_capacity", "start", "end")
    list_filter = ("structure__instrument", "is_demo")
    readonly_fields = ("standing",)
    fieldsets = (
        (
            None,
            {
                "fields": ("structure", ("role", "name")),
                "description": _("The main site abroad of the structure comes first: an extension depends on it."),
            },
        ),
        (_("Where"), {"fields": NEAR_IT, "description": PLACE_HELP}),
        (_("Balance"), {"fields": (("balance_tolerance", "standing"),)}),
        (_("When"), {"fields": (PERIOD,), "description": _("Empty: as long as the structure lasts.")}),
        ORIGIN,
    )

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if field and db_field.name == "role":
            field.initial, field.disabled = SiteRole.EXTENSION, True
        return field

    @admin.display(description=_("over the last five years"))
    def standing(self, record: FrenchExtension) -> str:
        balance = exchange_balance(Exchange.objects.filter(site=record)) if record.pk else None
        if balance is None:
            return gettext("nobody was counted")
        told = {"balance": f"{balance.recent.balance:+d}", "since": balance.since, "until": balance.until}
        within = is_within(balance, record.balance_tolerance)
        if within is None:
            return gettext("%(balance)s from %(since)d to %(until)d") % told
        if within:
            return gettext("%(balance)s from %(since)d to %(until)d: within the tolerance") % told
        return gettext("%(balance)s from %(since)d to %(until)d: outside the tolerance") % told
