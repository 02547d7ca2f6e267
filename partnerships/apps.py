from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        # Models, and so panels, can only be imported once the applications are loaded.
        from cnrs_intl.catalogue.related import register_figures, register_panel  # noqa: PLC0415
        from offices.models import Country, Office  # noqa: PLC0415
        from partnerships.panels import COUNTRY_PANELS, OFFICE_PANELS, at_work_by_country  # noqa: PLC0415

        for model, places in ((Office, OFFICE_PANELS), (Country, COUNTRY_PANELS)):
            for place, panels in places.items():
                for panel in panels:
                    register_panel(model, panel, place)
        register_figures(Country, at_work_by_country)
