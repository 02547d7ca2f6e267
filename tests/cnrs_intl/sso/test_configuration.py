from importlib.util import find_spec

import pytest
from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.test import RequestFactory

from cnrs_intl.sso import configuration
from cnrs_intl.sso.configuration import SingleSignOn

OIDC = {"oidc_issuer": "https://id.example.org", "oidc_client_id": "site", "oidc_client_secret": "s"}
SAML = {"saml_entity_id": "https://id.example.org/entity", "saml_metadata_url": "https://id.example.org/metadata"}


@pytest.fixture
def installed(monkeypatch):
    monkeypatch.setattr(configuration, "find_spec", lambda name: find_spec("django"))


def test_the_project_starts_without_it(client, db):
    """Not configured: nothing of it is loaded, and its addresses are not there."""
    assert not settings.SSO
    assert not [name for name in settings.INSTALLED_APPS if name.startswith("allauth")]
    assert client.get("/sso/oidc/sso/login/").status_code == 404
    assert "organisation's account" not in client.get("/admin/login/").text


def test_without_the_extra_it_cannot_be_configured(monkeypatch):
    monkeypatch.setattr(configuration, "find_spec", lambda name: None)
    assert not SingleSignOn()
    for given, name in ((OIDC, "OIDC_ISSUER"), (SAML, "SAML_ENTITY_ID")):
        with pytest.raises(ValueError, match=rf"{name} is set, but the extra is not installed: .*\[sso\]"):
            SingleSignOn(**given)


@pytest.mark.parametrize("given", [OIDC, SAML])
def test_what_belongs_together_is_asked_for_by_name(installed, given):
    for missing in given:
        with pytest.raises(ValueError, match=missing.upper()):
            SingleSignOn(**given | {missing: ""})


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (OIDC | {"oidc_issuer": "http://id.example.org"}, "OIDC_ISSUER .* over https"),
        (SAML | {"saml_metadata_url": "file:///etc/passwd"}, "SAML_METADATA_URL .* over https"),
        (OIDC | SAML, "choose one of the two"),
    ],
)
def test_what_is_wrong_is_said(installed, given, reason):
    with pytest.raises(ValueError, match=reason):
        SingleSignOn(**given)


def test_configured_it_brings_its_own_parts_only(installed):
    found = SingleSignOn(**OIDC, name="Janus")
    assert found.apps[-2].endswith("openid_connect")
    assert found.providers["openid_connect"]["APPS"][0]["settings"] == {"server_url": "https://id.example.org"}
    assert found.urls == "cnrs_intl.sso.oidc"
    found = SingleSignOn(**SAML)
    assert found.apps[-2].endswith("saml")
    assert found.providers["saml"]["APPS"][0]["settings"]["idp"]["metadata_url"] == SAML["saml_metadata_url"]
    assert found.urls == "cnrs_intl.sso.saml"


def test_the_page_to_log_in_leads_to_the_provider():
    context = {"sso_url": "/sso/oidc/sso/login/", "sso_name": "Janus", "next": "/admin/?a=1&b=2", "app_path": "/"}
    form = admin.site.login_form or admin.forms.AdminAuthenticationForm
    request = RequestFactory().get("/admin/login/")
    page = render_to_string("admin/login.html", context | {"form": form(request)}, request=request)
    assert 'href="/sso/oidc/sso/login/?next=/admin/%3Fa%3D1%26b%3D2"' in page
    assert "Log in with Janus" in page
