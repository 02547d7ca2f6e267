from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.choices import SiteRole
from partnerships.filters.extensions import ExtensionFilterSet
from partnerships.models import FrenchExtension
from partnerships.tables.extensions import ExtensionTable


class ExtensionList(ListPage):
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


class ExtensionPage(DetailPage):
    name = "extension"
    prefix = "extensions"
    converter = "int"
    lookup = "pk"
    queryset = FrenchExtension.objects.select_related("structure__country", "structure__instrument", "laboratory")
    template_name = "partnerships/extension.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().with_counts()

    def extra_context(self, record: Any) -> dict[str, Any]:
        main = record.structure.sites.filter(role=SiteRole.MAIN).select_related("country")
        return {
            "exchanges": record.exchanges.select_related("home"),
            "main_sites": main,
            "balance": record.received - record.sent,
        }
