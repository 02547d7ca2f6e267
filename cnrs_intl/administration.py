from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class Administration(AdminSite):
    site_title = _("International partnerships")
    site_header = _("International partnerships: administration")
    index_title = _("The register")


class AdministrationConfig(AdminConfig):
    default_site = "cnrs_intl.administration.Administration"
