import os
import subprocess
import sys
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings

from partnerships.choices import StaffRole
from partnerships.models import Reminder, Scope
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.architecture.tree import ROOT
from tests.partnerships.services.test_reminders import another_run

DAY = "2026-03-15"


@pytest.fixture
def offices(db):
    set_up_groups()
    made = [builders.office("Tokyo", covers=("JP",)), builders.office("Berlin", covers=("DE",))]
    for office, iso2 in zip(made, ("JP", "DE"), strict=True):
        user = User.objects.create_user(office.slug, f"{office.slug}@example.org", is_staff=True)
        user.groups.add(Group.objects.get(name=StaffRole.CONTRIBUTOR.value))
        Scope.objects.create(user=user).offices.add(office)
        builders.structure(iso2, iso2=iso2, terms=((date(2020, 1, 1), date(2026, 5, 1)),))
    return made


def run(capsys, *arguments):
    call_command("send_reminders", "--day", DAY, *arguments)
    return capsys.readouterr()


def test_each_office_is_told_once_of_its_own(offices, capsys):
    said = run(capsys)
    assert said.out.splitlines() == [
        "Berlin: 1 structure ends soon; recipients: 1.",
        "Tokyo: 1 structure ends soon; recipients: 1.",
    ]
    assert "@" not in said.out + said.err
    assert {sent.bcc[0]: "JP" in sent.body for sent in mail.outbox} == {
        "berlin@example.org": False,
        "tokyo@example.org": True,
    }
    assert run(capsys).out == ""
    assert len(mail.outbox) == 2


def test_a_dry_run_sends_nothing(offices, capsys):
    assert "Tokyo: 1 structure" in run(capsys, "--dry-run").out
    assert not mail.outbox
    assert not Reminder.objects.exists()


def test_an_office_without_recipients_is_named(offices, capsys):
    User.objects.filter(username="tokyo").update(email="")
    said = run(capsys)
    assert "Tokyo was not told: give a contributor" in said.err
    assert len(mail.outbox) == 1


def test_a_mail_server_that_refuses_is_told_without_addresses(offices, capsys, caplog):
    backend = "tests.partnerships.services.test_reminders.RefusingBackend"
    with override_settings(EMAIL_BACKEND=backend), pytest.raises(CommandError, match=r"Not sent.*Berlin, Tokyo"):
        run(capsys)
    assert "ConnectionRefusedError" in caplog.text
    assert "@" not in caplog.text
    run(capsys)
    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_an_office_that_another_run_is_telling_is_named_and_the_others_are_told(offices, capsys):
    with another_run(offices[0]):
        said = run(capsys)
    assert said.out.splitlines() == ["Berlin: 1 structure ends soon; recipients: 1."]
    assert said.err.splitlines() == ["Another run is at work and tells these offices, which are left to it: Tokyo."]
    assert run(capsys).out.splitlines() == ["Tokyo: 1 structure ends soon; recipients: 1."]


def test_without_a_mail_server_it_says_what_to_set(offices, capsys):
    with override_settings(SENDS_MAIL=False), pytest.raises(CommandError, match="EMAIL_URL is not set"):
        run(capsys)
    with override_settings(SENDS_MAIL=False):
        assert "Tokyo" in run(capsys, "--dry-run").out


def test_a_day_that_is_none_is_refused():
    done = subprocess.run(
        [sys.executable, "manage.py", "send_reminders", "--day", "2026-02-30"],
        cwd=ROOT, env=os.environ | {"DEBUG": "true"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "is not a day: write YYYY-MM-DD" in done.stderr
