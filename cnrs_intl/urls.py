from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from cnrs_intl.availability import healthz, readyz
from cnrs_intl.views import home, on_site
from partnerships.admin.needs import needs, needs_for_reason

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/r/<int:content_type_id>/<str:object_id>/", admin.site.admin_view(on_site)),
    path("admin/needs/", admin.site.admin_view(needs), name="needs"),
    path("admin/needs/<slug:key>/", admin.site.admin_view(needs_for_reason), name="needs-for-reason"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("offices.urls")),
        path("", include("partnerships.urls")),
    ),
]
