"""Signing in by the organisation's identity provider, over OpenID Connect or SAML: the extra `[sso]`, off until set."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

PROVIDER = "sso"
"""Our own name of the provider, in addresses."""

PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
SAML_NUMBERS = [f"urn:oasis:names:tc:SAML:attribute:{name}-id" for name in ("subject", "pairwise")]
"""Attributes that name a person for good; without one, the NameID does."""
SAML_ADDRESSES = [
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
]


@dataclass(frozen=True, kw_only=True)
class SingleSignOn:
    """Raises ValueError with the name of the variable that is wrong."""

    name: str = ""
    """SSO_NAME: on the button of the page to log in. Empty: a plain word."""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    saml_entity_id: str = ""
    """SAML_ENTITY_ID: of the identity provider."""
    saml_metadata_url: str = ""

    def __post_init__(self) -> None:
        _together(OIDC_ISSUER=self.oidc_issuer, OIDC_CLIENT_ID=self.oidc_client_id,
                  OIDC_CLIENT_SECRET=self.oidc_client_secret)  # fmt: skip
        _together(SAML_ENTITY_ID=self.saml_entity_id, SAML_METADATA_URL=self.saml_metadata_url)
        _secure(OIDC_ISSUER=self.oidc_issuer, SAML_METADATA_URL=self.saml_metadata_url)
        if self.oidc_issuer and self.saml_entity_id:
            raise ValueError("OIDC_ISSUER and SAML_ENTITY_ID are both set: choose one of the two.")
        if self and find_spec("allauth") is None:
            variable = "OIDC_ISSUER" if self.oidc_issuer else "SAML_ENTITY_ID"
            raise ValueError(f"{variable} is set, but the extra is not installed: pip install '.[sso]'.")

    def __bool__(self) -> bool:
        return bool(self.oidc_issuer or self.saml_entity_id)

    @property
    def apps(self) -> list[str]:
        """Ours last: it takes back what the others show in the administration."""
        kind = "openid_connect" if self.oidc_issuer else "saml"
        parts = ("account", "socialaccount", f"socialaccount.providers.{kind}")
        return ["allauth", *(f"allauth.{part}" for part in parts), "cnrs_intl.sso"] if self else []

    @property
    def middleware(self) -> list[str]:
        return ["allauth.account.middleware.AccountMiddleware"] if self else []

    @property
    def urls(self) -> str:
        """The module of its addresses: only what signing in needs, none of django-allauth's own pages."""
        return "cnrs_intl.sso.oidc" if self.oidc_issuer else "cnrs_intl.sso.saml"

    @property
    def providers(self) -> dict[str, Any]:
        """What django-allauth is told of the provider; the mail addresses of a SAML provider are taken as verified.

        A person's number is kept with the issuer that gave it: numbers of another issuer are other people's.
        """
        name = self.name or PROVIDER
        if self.oidc_issuer:
            app = {"provider_id": self.oidc_issuer, "name": name, "client_id": self.oidc_client_id,
                   "secret": self.oidc_client_secret, "settings": {"server_url": self.oidc_issuer}}  # fmt: skip
            return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        given = {
            "idp": {"entity_id": self.saml_entity_id, "metadata_url": self.saml_metadata_url},
            "advanced": {"want_assertion_signed": True, "name_id_format": PERSISTENT},
            "attribute_mapping": {"uid": SAML_NUMBERS, "email": SAML_ADDRESSES},
        }
        app = {"provider_id": self.saml_entity_id, "name": name, "client_id": PROVIDER, "settings": given}
        return {"saml": {"VERIFIED_EMAIL": True, "APPS": [app]}} if self else {}


def _together(**variables: str) -> None:
    if any(variables.values()) and not all(variables.values()):
        missing = ", ".join(name for name, value in variables.items() if not value)
        raise ValueError(f"{missing} is not set: {', '.join(variables)} go together.")


def _secure(**addresses: str) -> None:
    for name, address in addresses.items():
        if address and not address.startswith("https://"):
            raise ValueError(f"{name} is “{address}”: write an address over https.")
