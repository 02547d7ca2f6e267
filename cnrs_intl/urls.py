from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from cnrs_intl.accessibility import accessibility
from cnrs_intl.availability import healthz, readyz
from cnrs_intl.brand import brand_css
from cnrs_intl.catalogue import saved_views
from cnrs_intl.search.page import search
from cnrs_intl.views import home, on_site
from partnerships.admin.needs import needs, needs_for_reason

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("brand.css", brand_css, name="brand-css"),
    path("admin/r/<int:content_type_id>/<str:object_id>/", admin.site.admin_view(on_site)),
    path("admin/needs/", admin.site.admin_view(needs), name="needs"),
    path("admin/needs/<slug:key>/", admin.site.admin_view(needs_for_reason), name="needs-for-reason"),
    path("admin/", admin.site.urls),
    *([path("sso/", include(settings.SSO.urls))] if settings.SSO else []),
    *saved_views.short,
    *i18n_patterns(
        path("", home, name="home"),
        path("search/", search, name="search"),
        *saved_views.pages,
        path("accessibility/", accessibility, name="accessibility"),
        path("", include("offices.urls")),
        path("", include("partnerships.urls")),
    ),
]
