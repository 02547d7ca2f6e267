from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        # Models, and so panels, can only be imported once the applications are loaded.
        from cnrs_intl.catalogue.related import register_panel  # noqa: PLC0415
        from offices.models import Country, Office  # noqa: PLC0415
        from partnerships.panels import COUNTRY_PANELS, OFFICE_PANELS  # noqa: PLC0415

        for panel in OFFICE_PANELS:
            register_panel(Office, panel)
        for panel in COUNTRY_PANELS:
            register_panel(Country, panel)
