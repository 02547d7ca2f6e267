"""Signing in over SAML: django-allauth's views of it, kept to our one provider, and failing with a page of ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.saml import views
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from onelogin.saml2.errors import OneLogin_Saml2_Error

from cnrs_intl.sso.configuration import PROVIDER
from cnrs_intl.sso.refusals import FAILED, UNREACHABLE, refused

BAD_REQUEST = 400


def answered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of ours where the provider's metadata cannot be read (OSError), or its answer cannot be used."""

    @never_cache
    @wraps(view)
    def readable(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except (PermissionDenied, ImproperlyConfigured, ValueError):
            return refused(request, FAILED)
        except (OSError, OneLogin_Saml2_Error):
            return refused(request, UNREACHABLE)

    return readable


def login(request: HttpRequest) -> HttpResponseBase:
    """To the provider. Of what the address asks for, only the page to come back to is heard."""
    provider = get_adapter().get_provider(request, provider=settings.SSO.saml_entity_id)
    response: HttpResponseBase = provider.redirect(request, AuthProcess.LOGIN, get_next_redirect_url(request))
    return response


def acs(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    """The provider's answer, put aside for a request that has the person's cookies."""
    response: HttpResponseBase = views.acs(request, organization_slug=organization_slug)
    for cookie in response.cookies.values():
        cookie["httponly"] = True
    return response


def sls(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    """The provider ends the session. Unsigned, anybody could."""
    if "Signature" not in request.GET:
        return refused(request, FAILED)
    response: HttpResponseBase = views.sls(request, organization_slug=organization_slug)
    return refused(request, FAILED) if response.status_code == BAD_REQUEST else response


PLACE = rf"^saml/(?P<organization_slug>{PROVIDER})"
urlpatterns = [
    path(f"saml/{PROVIDER}/login/", answered(login), name="sso-login"),
    re_path(rf"{PLACE}/acs/$", csrf_exempt(answered(acs)), name="saml_acs"),
    re_path(rf"{PLACE}/acs/finish/$", answered(views.finish_acs), name="saml_finish_acs"),
    re_path(rf"{PLACE}/sls/$", answered(sls), name="saml_sls"),
    re_path(rf"{PLACE}/metadata/$", answered(views.metadata), name="saml_metadata"),
]
