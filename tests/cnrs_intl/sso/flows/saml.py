import base64
import urllib.request
from datetime import timedelta
from io import BytesIO
from urllib.error import URLError
from urllib.parse import urlencode

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import get_resolver
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

from cnrs_intl.sso import refusals
from tests.cnrs_intl.sso.flows.saml_provider import (
    ENTITY,
    METADATA,
    NAMES,
    OURS,
    SITE,
    STRANGER,
    answer,
    asked,
    metadata,
)

LOGIN, ACS, SLS = "/sso/saml/sso/login/", "/sso/saml/sso/acs/", "/sso/saml/sso/sls/"


@pytest.fixture(autouse=True)
def provider(monkeypatch):
    """What was asked for without a browser: only the metadata."""
    read = []

    def urlopen(request, **named):
        read.append(request.full_url)
        return BytesIO(metadata().encode())

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    return read


def begin(client, **given):
    return asked(client.get(LOGIN, given)["Location"]).get("ID")


def come_back(client, response, language="en"):
    """As the provider's page makes a browser do: a form of another site, then our own address."""
    posted = client.post(ACS, {"SAMLResponse": response})
    assert posted.status_code == 302
    assert posted.cookies["saml-acs-session"]["httponly"]
    return client.get(posted["Location"], headers={"accept-language": language})


def test_the_checks_are_clean(db):
    call_command("check", fail_level="WARNING")


def test_our_metadata_say_where_assertions_go_and_that_they_must_be_signed(client):
    page = client.get("/sso/saml/sso/metadata/")
    assert page["Content-Type"].startswith("text/xml")
    ours = etree.fromstring(page.content)
    assert ours.get("entityID") == f"{SITE}/metadata/"
    part = ours.find(f"{{{Constants.NS_MD}}}SPSSODescriptor")
    assert part.get("WantAssertionsSigned") == "true"
    assert part.find(f"{{{Constants.NS_MD}}}AssertionConsumerService").get("Location") == f"{SITE}/acs/"
    assert part.findtext(f"{{{Constants.NS_MD}}}NameIDFormat").endswith(":persistent")


def test_the_page_to_log_in_leads_to_the_provider(client, provider):
    assert f'href="{LOGIN}?next=/admin/"' in client.get("/admin/login/").text
    request = asked(client.get(LOGIN)["Location"])
    assert request.get("AssertionConsumerServiceURL") == f"{SITE}/acs/"
    assert request.findtext(f"{{{Constants.NS_SAML}}}Issuer") == f"{SITE}/metadata/"
    assert request.find(f"{{{Constants.NS_SAMLP}}}NameIDPolicy").get("Format").endswith(":persistent")
    assert provider == [METADATA]


def test_a_signed_assertion_signs_in_by_the_address_and_then_by_the_number(client, account):
    response = come_back(client, answer(begin(client, next="/admin/needs/")))
    assert response.status_code == 302
    assert response["Location"] == "/admin/needs/"
    assert client.is_in()
    known = SocialAccount.objects.get()
    assert (known.user, known.provider, known.uid, known.extra_data) == (account, ENTITY, "1042", {})
    client.logout()
    come_back(client, answer(begin(client), address="helene.durand@example.org"))
    assert client.is_in()
    assert get_user_model().objects.get().check_password("a long enough password")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_somebody_unknown_gets_no_account_and_is_told_so(client, says, language):
    assert says(come_back(client, answer(begin(client)), language), refusals.UNKNOWN, language)
    assert not get_user_model().objects.exists()


def test_a_disabled_account_stays_outside(client, account, says):
    get_user_model().objects.update(is_active=False)
    assert says(come_back(client, answer(begin(client))), refusals.DISABLED)
    assert not client.is_in()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"signer": None},
        {"signer": STRANGER},
        {"audience": "https://another.example.org"},
        {"late": timedelta(hours=1)},
        {"number": ""},
        {"number": "9" * 192},
    ],
    ids=lambda spoilt: " ".join(spoilt),
)
def test_an_assertion_that_is_not_ours_to_believe_is_refused(client, account, says, spoilt):
    assert says(come_back(client, answer(begin(client), **spoilt)), refusals.FAILED)
    assert not client.is_in()
    assert not SocialAccount.objects.exists()


def test_an_assertion_changed_after_it_was_signed_is_refused(client, account, says):
    signed = base64.b64decode(answer(begin(client), address="somebody@example.org")).decode()
    changed = signed.replace("somebody@example.org", account.email)
    assert says(come_back(client, base64.b64encode(changed.encode()).decode()), refusals.FAILED)


def test_an_answer_to_nobody_s_request_or_used_before_is_refused(client, account, says):
    assert says(come_back(client, answer("_guessed")), refusals.FAILED)
    assert says(come_back(client, answer(None)), refusals.FAILED)
    assert says(client.get(f"{ACS}finish/"), refusals.FAILED)
    assert says(come_back(client, "no answer at all"), refusals.FAILED)
    good = answer(begin(client))
    other = type(client)(headers={"host": "localhost"})
    assert says(come_back(other, good), refusals.FAILED)
    assert come_back(client, good).status_code == 302
    assert says(come_back(client, good), refusals.FAILED)


def test_metadata_that_cannot_be_read_are_said(client, monkeypatch, says):
    def down(request, **named):
        raise URLError("down")

    monkeypatch.setattr(urllib.request, "urlopen", down)
    assert says(client.get(LOGIN), refusals.UNREACHABLE)
    assert says(client.get(LOGIN, headers={"accept-language": "fr"}), refusals.UNREACHABLE, "fr")


def test_only_the_provider_ends_a_session_from_outside(client, account, says):
    come_back(client, answer(begin(client)))
    request = f"""<samlp:LogoutRequest {NAMES} ID="_logout" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"
Destination="{SITE}/sls/"><saml:Issuer>{ENTITY}</saml:Issuer><saml:NameID>1042</saml:NameID></samlp:LogoutRequest>"""
    given = {"SAMLRequest": Utils.deflate_and_base64_encode(request), "SigAlg": Constants.RSA_SHA256}
    assert says(client.get(SLS, given), refusals.FAILED)
    for signer, stays in ((STRANGER, True), (OURS, False)):
        signature = Utils.sign_binary(urlencode(given), signer[0])
        client.get(SLS, given | {"Signature": base64.b64encode(signature).decode()})
        assert client.is_in() == stays


def test_only_what_the_flow_needs_has_an_address(client, account):
    ours = next(each for each in get_resolver().url_patterns if str(each.pattern) == "sso/")
    assert {each.name for each in ours.url_patterns} == {
        "sso-login", "saml_acs", "saml_finish_acs", "saml_sls", "saml_metadata"
    }  # fmt: skip
    for place in ("login", "signup", "password/reset", "3rdparty", "saml/another/login"):
        assert client.get(f"/sso/{place}/").status_code == 404
