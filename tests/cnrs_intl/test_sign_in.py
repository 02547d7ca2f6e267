import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone

from cnrs_intl.sign_in import client_address

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
LOGIN = "/admin/login/"


@pytest.fixture
def account():
    return get_user_model().objects.create_user("helene", password=PASSWORD, is_staff=True, is_superuser=True)


def attempt(client, password=PASSWORD, name="helene", address="192.0.2.1", **headers):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address, headers=headers)


def guess(client, times=settings.AXES_FAILURE_LIMIT, **given):
    return [attempt(client, f"guess {number}", **given) for number in range(times)][-1]


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_guessing_is_stopped_and_the_right_password_does_not_help(client, account):
    assert guess(client, settings.AXES_FAILURE_LIMIT - 1).status_code == 200
    response = attempt(client, "the last guess")
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "Wait 15 minutes, then try again." in response.text
    assert "International partnerships: administration" in response.text
    assert attempt(client).status_code == 429
    assert not is_in(client)


def test_the_message_is_in_the_language_of_the_reader(client, account):
    response = guess(client, **{"accept-language": "fr"})
    assert response.status_code == 429
    assert '<html lang="fr"' in response.text


def test_an_account_that_does_not_exist_is_locked_alike(client, account):
    assert guess(client, name="nobody").content == guess(client, name="helene").content


def test_nobody_locks_out_another_account_or_another_address(client, account):
    guess(client, name="somebody")
    assert attempt(client, address="192.0.2.1").status_code == 302
    client.logout()
    guess(client, address="192.0.2.2")
    assert attempt(client, address="192.0.2.1").status_code == 302


def test_the_lock_opens_by_itself_though_somebody_tried_meanwhile(client, account):
    guess(client)
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME + timedelta(minutes=1))
    assert attempt(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1))
    assert attempt(client).status_code == 302


def test_a_success_forgets_the_failures(client, account):
    guess(client, settings.AXES_FAILURE_LIMIT - 1)
    attempt(client)
    assert not AccessAttempt.objects.exists()


def test_neither_name_nor_address_nor_password_is_logged_or_kept_in_the_clear(client, account, caplog):
    with caplog.at_level(logging.DEBUG):
        guess(client)
        attempt(client, name="helene", address="192.0.2.3")
    assert "helene" not in caplog.text
    assert "192.0.2" not in caplog.text
    assert "guess" not in caplog.text
    kept = AccessAttempt.objects.get()
    assert "guess" not in kept.post_data
    assert "helene" not in kept.post_data


@pytest.mark.parametrize(
    ("forwarded", "behind_proxy", "address"),
    [
        ("203.0.113.9", False, "192.0.2.1"),
        ("", True, "192.0.2.1"),
        ("203.0.113.9", True, "203.0.113.9"),
        ("10.0.0.1, 203.0.113.9", True, "203.0.113.9"),
    ],
)
def test_only_the_word_of_our_proxy_counts(settings, forwarded, behind_proxy, address):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory(headers=headers, REMOTE_ADDR="192.0.2.1").get(LOGIN)
    assert client_address(request) == address


@pytest.mark.parametrize("password", ["lapin neige", "1234567890123", "administrator", "helene.martin@example"])
def test_a_weak_password_is_refused(account, password):
    account.email = "helene.martin@example.org"
    with pytest.raises(ValidationError):
        validate_password(password, account)


@pytest.mark.parametrize(
    ("password", "is_taken"), [("les lapins!", False), ("les lapins !", True), ("quatre lapins dans la neige", True)]
)
def test_a_long_password_is_enough(client, account, password, is_taken):
    """Of twelve characters and more: no capital, digit or sign is asked for."""
    attempt(client)
    given = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    response = client.post("/admin/password_change/", given)
    assert response.status_code == (302 if is_taken else 200)
    assert is_taken or "at least 12 characters" in response.text
    client.logout()
    attempt(client, password)
    assert is_in(client) == is_taken


def test_a_session_ends_at_logout(client, account):
    attempt(client)
    stolen = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert is_in(client)
    client.post("/admin/logout/")
    client.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert not is_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False, "is_superuser": False}])
def test_a_session_ends_at_once_when_the_account_is_disabled(client, account, change):
    attempt(client)
    assert is_in(client)
    get_user_model().objects.filter(pk=account.pk).update(**change)
    assert not is_in(client)


def test_a_disabled_account_is_refused_as_a_wrong_password_is(client, account):
    get_user_model().objects.update(is_active=False)
    assert "Please enter the correct" in attempt(client).text


def test_a_session_ends_when_the_password_changes(client, account):
    attempt(client)
    account.set_password("another long password")
    account.save()
    assert not is_in(client)


def test_the_cookie_of_the_session_is_guarded(client, account, settings):
    settings.SESSION_COOKIE_SECURE = True
    attempt(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 12 * 60 * 60
