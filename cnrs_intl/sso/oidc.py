"""Signing in over OpenID Connect: the two addresses of the flow, and what must be true of the provider's answer."""

import secrets
from typing import Any

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from requests import RequestException

from cnrs_intl.sso.configuration import PROVIDER
from cnrs_intl.sso.refusals import UNREACHABLE, refused

ALGORITHMS = [f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)] + ["EdDSA"]
"""Only those of public keys."""
LEEWAY_SECONDS = 60
LONGEST_NUMBER = 191


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """Verifies what django-allauth leaves to the connection: the signature, the nonce, and whose the details are."""

    state: dict[str, Any]
    """What was put aside when this attempt began."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Raises RequestException."""
        config: dict[str, Any] = super().openid_config
        if missing := sorted({"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"} - set(config)):
            raise RequestException(f"the provider's configuration lacks {', '.join(missing)}")
        return config

    def get_provider(self) -> Any:
        provider = super().get_provider()
        provider.oauth2_adapter_class = type(self)
        return provider

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("sso-callback")))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Raises OAuth2Error or RequestException."""
        claims = self._claims(app, kwargs["response"].get("id_token", ""))
        details = self._fetch_user_info(token.token) if self.openid_config.get("userinfo_endpoint") else claims
        if details.get("sub") != claims["sub"]:
            raise OAuth2Error("the details are another person's")
        # The address and whether it is verified are taken from one of the two.
        return self.get_provider().sociallogin_from_response(
            request, {"userinfo": details if details.get("email") else claims}
        )

    def _claims(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token, self._key(id_token), algorithms=ALGORITHMS, audience=app.client_id,
                issuer=self.openid_config["issuer"], leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "sub", "nonce"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise OAuth2Error("the token of identity is not valid") from error
        if not secrets.compare_digest(str(claims["nonce"]).encode(), self.state["nonce"].encode()):
            raise OAuth2Error("the token of identity answers another attempt")
        if claims.get("azp", app.client_id) != app.client_id or not 0 < len(claims["sub"]) <= LONGEST_NUMBER:
            raise OAuth2Error("the token of identity is another site's, or has no number that can be kept")
        return claims

    def _key(self, id_token: str) -> jwt.PyJWK:
        """The key of the provider that the token names; a token that names none is for a provider with one key."""
        name = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
            keys = [key for key in jwt.PyJWKSet.from_dict(response.json()).keys if key.public_key_use in (None, "sig")]
        named = [key for key in keys if name in (None, key.key_id)]
        if len(named) != 1:
            raise OAuth2Error("the token of identity names no key of the provider")
        return named[0]


class CallbackView(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state
        return state, response


@never_cache
def login(request: HttpRequest) -> HttpResponseBase:
    """To the provider. Of what the address asks for, only the page to come back to is heard."""
    nonce = secrets.token_urlsafe(32)
    try:
        provider = StrictAdapter(request, settings.SSO.oidc_issuer).get_provider()
        response: HttpResponseBase = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request), auth_params={"nonce": nonce},
            nonce=nonce,
        )  # fmt: skip
    except RequestException:
        return refused(request, UNREACHABLE)
    return response


@never_cache
def callback(request: HttpRequest) -> HttpResponseBase:
    """From the provider, with a code; then into the administration, or the page that says why not."""
    try:
        view = CallbackView.adapter_view(StrictAdapter(request, settings.SSO.oidc_issuer))
        response: HttpResponseBase = view(request)
    except RequestException:
        return refused(request, UNREACHABLE)
    return response


urlpatterns = [
    path(f"oidc/{PROVIDER}/login/", login, name="sso-login"),
    path(f"oidc/{PROVIDER}/login/callback/", callback, name="sso-callback"),
]
