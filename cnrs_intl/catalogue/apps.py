from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "cnrs_intl.catalogue"
    label = "catalogue"
    verbose_name = _("Reviews and saved views")
