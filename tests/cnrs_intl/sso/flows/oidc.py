import time
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import get_resolver

from cnrs_intl.sso import refusals
from tests.cnrs_intl.sso.flows.oidc_provider import CLIENT, ISSUER, OTHER_KEY, Provider

LOGIN, BACK = "/sso/oidc/sso/login/", "/sso/oidc/sso/login/callback/"


@pytest.fixture
def provider(monkeypatch):
    provider = Provider()
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", lambda *given, **named: provider.send(*given, **named))
    return provider


def sign_in(client, provider, changes=None, language="en", **asked):
    """The whole way, to the answer of the last page."""
    brought = provider.authorize(client.get(LOGIN, asked)["Location"])
    return client.get(BACK, brought | (changes or {}), headers={"accept-language": language})


def test_the_checks_are_clean_and_no_migration_is_missing(db):
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_page_to_log_in_leads_to_the_provider(client, provider):
    page = client.get("/admin/login/?next=/admin/needs/").text
    assert "Log in with Janus" in page
    assert f'href="{LOGIN}?next=/admin/needs/"' in page
    response = client.get(LOGIN, {"next": "/admin/needs/"})
    assert response.status_code == 302
    assert "no-store" in response["Cache-Control"]
    provider.authorize(response["Location"])
    assert provider.asked["client_id"] == CLIENT
    assert provider.asked["response_type"] == "code"
    assert set(provider.asked["scope"].split()) == {"openid", "profile", "email"}
    assert provider.asked["code_challenge_method"] == "S256"
    assert len(provider.asked["nonce"]) >= 32
    assert provider.asked["redirect_uri"] == f"http://localhost{BACK}"


def test_the_address_to_come_back_to_is_secure_where_the_site_is(client, provider):
    provider.authorize(client.get(LOGIN, secure=True)["Location"])
    assert provider.asked["redirect_uri"] == f"https://localhost{BACK}"


def test_nobody_else_says_what_is_asked_of_the_provider(client, provider):
    more = {"auth_params": "prompt=none&redirect_uri=https://evil.example&nonce=1", "scope": "admin", "process": "x"}
    provider.authorize(client.get(LOGIN, more)["Location"])
    assert "prompt" not in provider.asked
    assert provider.asked["redirect_uri"] == f"http://localhost{BACK}"
    assert "admin" not in provider.asked["scope"]
    assert provider.asked["nonce"] != "1"


def test_a_verified_address_signs_its_account_in_and_then_the_number_does(client, provider, account):
    response = sign_in(client, provider, next="/admin/needs/")
    assert response.status_code == 302
    assert response["Location"] == "/admin/needs/"
    assert client.is_in()
    known = SocialAccount.objects.get()
    assert (known.user, known.provider, known.uid) == (account, ISSUER, "1042")
    client.logout()
    provider.person |= {"email": "helene.durand@example.org", "email_verified": False}
    assert sign_in(client, provider)["Location"] == "/admin/"
    assert client.session["_auth_user_id"] == str(account.pk)
    assert SocialAccount.objects.count() == 1


def test_signing_in_leaves_the_account_as_it_was_and_keeps_nothing_of_the_answer(client, provider, account):
    provider.person |= {"name": "Somebody Else", "preferred_username": "root", "groups": ["admins"]}
    sign_in(client, provider)
    sign_in(client, provider)
    before, after = account, get_user_model().objects.get()
    for field in ("username", "email", "first_name", "last_name", "password", "is_superuser"):
        assert getattr(after, field) == getattr(before, field)
    assert after.check_password("a long enough password")
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    assert "messagelist" not in client.get("/admin/").text


@pytest.mark.parametrize("verified", [False, None, "false", 0])
def test_an_unverified_address_signs_nobody_in(client, provider, account, says, verified):
    provider.person["email_verified"] = verified
    assert says(sign_in(client, provider), refusals.UNVERIFIED)
    del provider.person["email"]
    assert says(sign_in(client, provider), refusals.UNVERIFIED)
    assert not client.is_in()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_somebody_unknown_gets_no_account_and_is_told_so(client, provider, says, language):
    assert says(sign_in(client, provider, language=language), refusals.UNKNOWN, language)
    assert not get_user_model().objects.exists()
    assert not SocialAccount.objects.exists()
    assert not client.is_in()


@pytest.mark.parametrize("address", ["ſylvie@example.org", "helene.martın@example.org"])
def test_an_address_that_only_looks_alike_is_another_one(client, provider, account, says, address):
    get_user_model().objects.create_user("sylvie", "Sylvie@example.org", is_staff=True)
    provider.person["email"] = address
    response = sign_in(client, provider)
    assert not client.is_in()
    assert response.status_code == 403
    provider.person |= {"email": "SYLVIE@EXAMPLE.ORG", "sub": "7"}
    assert sign_in(client, provider).status_code == 302


def test_an_address_that_is_given_to_another_person_does_not_give_them_the_account(client, provider, account, says):
    sign_in(client, provider)
    client.logout()
    provider.person["sub"] = "2000"
    assert says(sign_in(client, provider), refusals.SOMEBODY_ELSE)
    assert not client.is_in()
    SocialAccount.objects.all().delete()
    assert sign_in(client, provider).status_code == 302
    assert client.is_in()


def test_an_administrator_sees_who_is_connected_and_undoes_it(client, provider, account):
    sign_in(client, provider)
    known = SocialAccount.objects.get()
    place = "/admin/socialaccount/socialaccount/"
    assert "1042" in client.get(place).text
    assert "1042" in client.get(f"{place}{known.pk}/change/").text
    assert client.get(f"{place}add/").status_code == 403
    assert client.post(f"{place}{known.pk}/change/", {"uid": "1"}).status_code == 403
    assert client.post(f"{place}{known.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not SocialAccount.objects.exists()
    shown = {model["object_name"] for app in admin.site.get_app_list(_of(account)) for model in app["models"]}
    assert "SocialAccount" in shown
    assert not shown & {"SocialApp", "SocialToken", "EmailAddress", "EmailConfirmation"}


def _of(account):
    request = RequestFactory().get("/admin/")
    request.user = account
    return request


def test_a_number_of_another_issuer_is_another_person(client, provider, account, says):
    SocialAccount.objects.create(user=account, provider="https://old.example.org", uid="1042")
    provider.person["email"] = "somebody@example.org"
    assert says(sign_in(client, provider), refusals.UNKNOWN)


def test_an_address_of_several_accounts_signs_in_none_but_a_disabled_one_does_not_count(
    client, provider, account, says
):
    other = get_user_model().objects.create_user("helene2", account.email.lower(), is_staff=True)
    assert says(sign_in(client, provider), refusals.SEVERAL)
    get_user_model().objects.filter(pk=other.pk).update(is_active=False)
    assert sign_in(client, provider).status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize(
    ("change", "refusal"), [({"is_active": False}, refusals.DISABLED), ({"is_staff": False}, refusals.WITHOUT_RIGHTS)]
)
@pytest.mark.parametrize("is_known", [False, True])
def test_an_account_that_is_disabled_or_without_rights_stays_outside(
    client, provider, account, says, change, refusal, is_known
):
    if is_known:
        sign_in(client, provider)
    get_user_model().objects.update(**change)
    assert not client.is_in()
    client.cookies.clear()
    assert says(sign_in(client, provider), refusal)
    assert "_auth_user_id" not in client.session
    assert SocialAccount.objects.exists() == is_known


def test_a_signature_of_another_key_is_refused(client, provider, account, says):
    provider.key = OTHER_KEY
    assert says(sign_in(client, provider), refusals.FAILED)
    assert says(sign_in(client, provider, language="fr"), refusals.FAILED, "fr")
    assert not client.is_in()


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", "x" * 32)])
def test_a_token_without_a_signature_of_a_public_key_is_refused(client, provider, account, says, algorithm, key):
    provider.algorithm, provider.key = algorithm, key
    assert says(sign_in(client, provider), refusals.FAILED)


def test_a_key_that_the_provider_does_not_have_is_refused(client, provider, account, says):
    provider.name_of_key = "another"
    assert says(sign_in(client, provider), refusals.FAILED)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-site"},
        {"aud": [CLIENT, "another-site"], "azp": "another-site"},
        {"iss": "https://evil.example"},
        {"exp": time.time() - 600},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"sub": "2000"},
        {"sub": ""},
        {"sub": "9" * 192},
    ],
    ids=lambda claims: " ".join(claims),
)
def test_a_token_that_is_not_for_this_attempt_on_this_site_is_refused(client, provider, account, says, claims):
    provider.claims = claims
    if claims.get("sub") in ("", "9" * 192):
        provider.person["sub"] = claims["sub"]
    assert says(sign_in(client, provider), refusals.FAILED)
    assert not client.is_in()
    assert not SocialAccount.objects.exists()


def test_no_token_at_all_is_refused(client, provider, account, says):
    provider.spoilt["/token"] = {"access_token": "a token", "token_type": "Bearer"}
    assert says(sign_in(client, provider), refusals.FAILED)


def test_a_state_of_nobody_or_used_before_is_refused(client, provider, account, says):
    assert says(client.get(BACK), refusals.FAILED)
    assert says(sign_in(client, provider, {"state": "guessed"}), refusals.FAILED)
    brought = provider.authorize(client.get(LOGIN)["Location"])
    other = type(client)(headers={"host": "localhost"})
    assert says(other.get(BACK, brought), refusals.FAILED)
    assert client.get(BACK, brought).status_code == 302
    assert says(client.get(BACK, brought), refusals.FAILED)


def test_an_attempt_is_good_for_ten_minutes(client, provider, account, says):
    for seconds, is_in in ((590, True), (610, False)):
        brought = provider.authorize(client.get(LOGIN)["Location"])
        with patch.object(statekit, "time") as clock:
            clock.time.return_value = time.time() + seconds
            response = client.get(BACK, brought)
        assert client.is_in() == is_in
        client.logout()
    assert says(response, refusals.FAILED)


def test_another_provider_finds_the_account_by_its_address_anew(client, provider, account):
    SocialAccount.objects.create(user=account, provider="https://old.example.org", uid="7")
    assert sign_in(client, provider).status_code == 302
    assert client.is_in()


def test_what_the_provider_refuses_is_said(client, provider, account, says):
    assert says(sign_in(client, provider, {"error": "access_denied"}), refusals.CANCELLED)
    assert says(sign_in(client, provider, {"error": "server_error"}), refusals.FAILED)
    provider.spoilt["/token"] = {"status": 400, "error": "invalid_grant"}
    assert says(sign_in(client, provider), refusals.FAILED)


@pytest.mark.parametrize("trouble", [requests.ConnectionError("down"), {"status": 502}, {"issuer": ISSUER}], ids=str)
def test_a_provider_that_is_down_is_said_at_each_step(client, provider, account, says, trouble):
    well_known = "/.well-known/openid-configuration"
    provider.spoilt[well_known] = trouble
    assert says(client.get(LOGIN), refusals.UNREACHABLE)
    del provider.spoilt[well_known]
    for place in (well_known, "/token", "/keys", "/userinfo"):
        brought = provider.authorize(client.get(LOGIN)["Location"])
        provider.spoilt = {place: trouble}
        response = client.get(BACK, brought)
        assert response.status_code in (403, 503)
        assert "You were not logged in" in response.text
        assert not client.is_in()
        provider.spoilt = {}


def test_nobody_is_led_to_another_site(client, provider, account):
    for place in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert urlsplit(sign_in(client, provider, next=place)["Location"]).path == "/admin/"
        client.logout()


def test_the_session_begins_anew_and_ends_at_logout(client, provider, account):
    brought = provider.authorize(client.get(LOGIN)["Location"])
    before = client.session.session_key
    client.get(BACK, brought)
    stolen = client.session.session_key
    assert stolen != before
    assert client.is_in()
    client.post("/admin/logout/")
    client.cookies["sessionid"] = stolen
    assert not client.is_in()


def test_a_session_ends_at_once_when_the_account_is_disabled(client, provider, account):
    sign_in(client, provider)
    get_user_model().objects.update(is_active=False)
    assert not client.is_in()


def test_only_what_the_flow_needs_has_an_address(client, account):
    ours = next(each for each in get_resolver().url_patterns if str(each.pattern) == "sso/")
    assert {f"/sso/{each.pattern}" for each in ours.url_patterns} == {LOGIN, BACK}
    client.force_login(account)
    for place in ("login", "logout", "signup", "inactive", "email", "password/change", "password/set", "password/reset",
                  "confirm-email", "reauthenticate", "3rdparty", "3rdparty/signup", "social/signup"):  # fmt: skip
        assert client.get(f"/sso/{place}/").status_code == 404
        assert client.post(f"/sso/{place}/").status_code == 404
    assert client.get("/sso/oidc/another/login/").status_code == 404


def test_guessing_passwords_is_stopped_as_without_it(client, account):
    """Whatever the capitals: another way of writing the name is no further account to guess at."""
    given = {"username": "HELENE", "password": "a long enough password"}
    assert client.post("/admin/login/", given).status_code == 200
    wrong = {"username": "helene", "password": "a guess"}
    assert [client.post("/admin/login/", wrong).status_code for _ in range(5)][-1] == 429
    assert client.post("/admin/login/", given | {"username": "helene"}).status_code == 429


def test_who_is_locked_out_with_a_password_still_comes_in_by_the_provider(client, provider, account):
    for _ in range(5):
        client.post("/admin/login/", {"username": "helene", "password": "a guess"})
    assert sign_in(client, provider).status_code == 302
    assert client.is_in()
