from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "cnrs_intl.catalogue"
    label = "catalogue"
