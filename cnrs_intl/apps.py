from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project itself: its management commands."""

    name = "cnrs_intl"
