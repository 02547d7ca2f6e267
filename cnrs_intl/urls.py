from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from cnrs_intl.accessibility import accessibility
from cnrs_intl.availability import healthz, readyz
from cnrs_intl.views import home

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", home, name="home"),
        path("accessibility/", accessibility, name="accessibility"),
        path("", include("offices.urls")),
        path("", include("partnerships.urls")),
    ),
]
