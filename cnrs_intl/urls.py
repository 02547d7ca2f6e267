from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from cnrs_intl.availability import healthz, readyz
from cnrs_intl.catalogue import saved_views
from cnrs_intl.views import home

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    *saved_views.short,
    *i18n_patterns(
        path("", home, name="home"),
        *saved_views.pages,
        path("", include("offices.urls")),
        path("", include("partnerships.urls")),
    ),
]
