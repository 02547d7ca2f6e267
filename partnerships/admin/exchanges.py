from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin import ORIGIN, RecordAdmin, RowInline
from cnrs_intl.catalogue.rows import RowFormSet
from partnerships.models import Exchange, Partner


class ExchangeFormSet(RowFormSet):
    """People received and sent, in the form of their site or below it."""

    def refuse_rivals(self) -> None:
        super().refuse_rivals()
        rows: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for form in self.kept_forms():
            row = form.instance
            rows[row.year, row.direction, row.category, row.home_id].append(form)
        for _first, *further in rows.values():
            for form in further:
                form.add_error(None, self._twice())

    def _twice(self) -> str:
        name = "partnerships_exchange_unique"
        rule = next(rule for rule in Exchange._meta.constraints if rule.name == name)
        return str(rule.get_violation_error_message())


class ExchangeInline(RowInline):
    model = Exchange
    formset = ExchangeFormSet
    fields = ("year", "direction", "category", "head_count", "person_months", "home", "source", "is_demo")
    extra = 3

    def get_extra(self, request: Any, obj: Any = None, **kwargs: Any) -> int:
        return self.extra


@admin.register(Exchange)
class ExchangeAdmin(RecordAdmin):
    also_related = ("site__country",)
    list_display = ("site", "year", "direction", "category", "head_count", "person_months", "home")
    list_filter = ("direction", "category", "is_demo")
    show_facets = admin.ShowFacets.ALLOW
    search_fields = ("=year", "site__name__unaccent", "site__structure__acronym__unaccent")
    fieldsets = (
        (
            None,
            {
                "fields": (("site", "year"), ("direction", "category"), ("head_count", "person_months"), "home"),
                "description": _(
                    "People received or sent through a site in one year. Person-months: one person for a whole year "
                    "counts 12."
                ),
            },
        ),
        ORIGIN,
    )

    def find_further(self, request: HttpRequest, text: str) -> QuerySet[Any]:
        homes = Partner.objects.visible_to(request.user).named(text)
        return Exchange.objects.filter(home__in=homes.order_by().values("pk")).values("pk")
