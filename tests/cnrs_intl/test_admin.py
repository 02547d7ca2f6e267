"""Administrators see which doors are closed, and open them."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from partnerships.choices import StaffRole
from partnerships.services.staff import set_up_groups

pytestmark = pytest.mark.django_db

LIST = "/admin/axes/accessattempt/"
LOGIN = "/admin/login/"
PASSWORD = "a long enough password"
OPEN_AGAIN = {"action": "unlock"}


@pytest.fixture
def log_in(client):
    set_up_groups()

    def as_role(role):
        user = User.objects.create_user(role.value, is_staff=True)
        user.groups.add(Group.objects.get(name=role.value))
        client.force_login(user)

    return as_role


def attempt(password, name="helene", address="192.0.2.1", browser="One"):
    given = {"username": name, "password": password}
    return Client().post(LOGIN, given, REMOTE_ADDR=address, headers={"user-agent": browser}).status_code


@pytest.fixture
def locked():
    """An account that was guessed at in two browsers, from an address; and a failure of somebody else."""
    User.objects.create_user("helene", password=PASSWORD, is_staff=True)
    for number in range(settings.AXES_FAILURE_LIMIT):
        attempt(f"guess {number}", browser="One" if number else "Two")
    attempt("guess", name="marie", address="192.0.2.9")
    assert attempt(PASSWORD) == 429
    return AccessAttempt.objects.filter(username="helene")


def test_a_locked_account_is_told_from_a_mere_failure(client, log_in, locked):
    log_in(StaffRole.ADMINISTRATOR)
    text = client.get(LIST).text
    assert all(told in text for told in ("helene", "192.0.2.1", "marie", "Signing in"))
    assert "guess" not in text
    is_in = {answer: "marie" in client.get(LIST, {"locked": answer}).text for answer in ("yes", "no")}
    assert is_in == {"yes": False, "no": True}
    assert "helene" in client.get(LIST, {"locked": "yes"}).text
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1))
    assert "helene" not in client.get(LIST, {"locked": "yes"}).text


def test_one_selected_row_opens_the_door_and_leaves_those_of_others(client, log_in, locked, caplog):
    log_in(StaffRole.ADMINISTRATOR)
    assert locked.count() == 2
    with caplog.at_level(logging.DEBUG):
        response = client.post(LIST, OPEN_AGAIN | {"_selected_action": [locked.first().pk]}, follow=True)
    assert "1 account can sign in again." in response.text
    assert "helene" not in caplog.text
    assert "192.0.2" not in caplog.text
    assert attempt(PASSWORD) == 302
    assert AccessAttempt.objects.get().username == "marie"


@pytest.mark.parametrize("role", [StaffRole.READER, StaffRole.CONTRIBUTOR, StaffRole.REVIEWER])
def test_others_neither_see_nor_unlock(client, log_in, locked, role):
    log_in(role)
    assert client.get(LIST).status_code == 403
    assert client.post(LIST, OPEN_AGAIN | {"_selected_action": [locked.first().pk]}).status_code == 403
    assert "accessattempt" not in client.get("/admin/").text
    assert attempt(PASSWORD) == 429


def test_a_failure_is_neither_entered_nor_changed_nor_removed_alone(client, log_in, locked):
    log_in(StaffRole.ADMINISTRATOR)
    page = f"{LIST}{locked.first().pk}"
    assert "helene" in client.get(f"{page}/change/").text
    for path in (f"{LIST}add/", f"{page}/change/", f"{page}/delete/"):
        assert client.post(path).status_code == 403
    assert locked.count() == 2
