"""Signing in against guessing: whose attempts are counted together, and what the locked-out reader sees."""

from typing import Any

from axes.apps import AppConfig
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    verbose_name = _("Signing in")


def client_address(request: HttpRequest) -> str | None:
    """The address that asks. Behind our proxy it is the last one of X-Forwarded-For: only that one is the proxy's word.

    None: no address is known.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR")


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """429, alike whether the account exists or not."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = {**admin.site.each_context(request), "minutes": seconds // 60}
    page = render(request, "admin/locked_out.html", context, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
