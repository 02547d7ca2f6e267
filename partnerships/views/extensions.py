from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.drawing import Opposed
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.states import Memory
from partnerships.choices import SiteRole
from partnerships.filters.extensions import ExtensionFilterSet
from partnerships.models import Exchange, FrenchExtension, Partner, Site
from partnerships.statistics.exchanges import ExchangeBalance, exchange_balance, flows_by, is_within
from partnerships.tables.extensions import ExtensionTable
from partnerships.views.exchanges import exchange_context, opposed_flows
from partnerships.views.sites import extension_map, site_map

MOST_ROWS = 15
MOST_PINS = 60


_DRAWN: Memory[dict[str, Any]] = Memory()


class ExtensionList(ListPage):
    """What the filters leave, on the map of France and counted together, then as a list."""

    name = "extensions"
    title = _("French extensions")
    noun = ngettext_lazy("%(count)s French extension", "%(count)s French extensions", "number")
    introduction = _(
        "Sites in France of joint units whose main site is abroad: where foreign students and researchers come."
    )
    queryset = FrenchExtension.objects.all()
    filterset_class = ExtensionFilterSet
    table_class = ExtensionTable
    default_order = "city"
    template_name = "partnerships/extensions.html"

    def extra_context(self) -> dict[str, Any]:
        key = self.request.user.pk, get_language(), self.filterset.day, self.question()
        return _DRAWN.of(key, self.drawn)

    def drawn(self) -> dict[str, Any]:
        """What the list shows before its rows, also as HTML: the map, people counted together and by extension."""
        shown = list(self.filterset.qs.order_by().values_list("pk", flat=True))
        exchanges = Exchange.objects.filter(site__in=shown)
        balance = exchange_balance(exchanges)
        found = FrenchExtension.objects.select_related("structure").filter(pk__in=shown, latitude__isnull=False)
        context = {
            **exchange_context(balance),
            "map": extension_map(found.order_by("pk")[:MOST_PINS]),
            "balances": self.balances(exchanges, balance),
        }
        return context | {"figures": render_to_string("partnerships/extension_figures.html", context)}

    def balances(self, exchanges: Any, balance: ExchangeBalance | None) -> list[Opposed]:
        """The extensions with most people over the last years."""
        if balance is None:
            return []
        flows = flows_by("site", exchanges, balance.since, MOST_ROWS)
        return opposed_flows(flows, FrenchExtension.objects.select_related("structure__country").in_bulk(flows))


class ExtensionPage(DetailPage):
    name = "extension"
    prefix = "extensions"
    converter = "int"
    lookup = "pk"
    queryset = FrenchExtension.objects.select_related("structure", "laboratory")
    template_name = "partnerships/extension.html"

    @classmethod
    def records(cls, sight: Sight, today: date) -> Any:
        return super().records(sight, today).with_hosts(sight)

    def extra_context(self, record: Any) -> dict[str, Any]:
        mains = Site.objects.filter(structure=record.structure, role=SiteRole.MAIN).select_related("country")
        main_sites, exchanges = list(mains), Exchange.objects.filter(site=record)
        balance = exchange_balance(exchanges)
        return {
            **exchange_context(balance),
            "homes": self.homes(exchanges, balance),
            "is_within": is_within(balance, record.balance_tolerance),
            "main_sites": main_sites,
            "map": site_map([*main_sites, record]),
        }

    def homes(self, exchanges: Any, balance: ExchangeBalance | None) -> list[Opposed]:
        """The institutions that most people of the last years came from or went to."""
        if balance is None:
            return []
        recent = exchanges.filter(year__gte=balance.since)
        visible = Partner.objects.visible_to(self.request.user).filter(pk__in=recent.values("home"))
        return opposed_flows(flows_by("home", recent, balance.since, MOST_ROWS), {each.pk: each for each in visible})
