import json
import socket
from types import SimpleNamespace

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.http import HttpRequest

from cnrs_intl.env import ROOT
from cnrs_intl.management.commands import demo
from partnerships.choices import StaffRole
from partnerships.models import Scope
from tests import builders


@pytest.fixture
def port():
    """A port that nobody else uses, taken until the test ends."""
    with socket.socket() as taken:
        taken.bind((demo.HOST, 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def calls(settings, monkeypatch, tmp_path):
    """What the demonstration asks for, which is recorded and not done: it would serve for ever."""
    asked = []
    settings.DEBUG = True
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.setattr(demo.database, "stop_on_signals", lambda: None)
    monkeypatch.setattr(demo.database, "cluster", lambda: SimpleNamespace(stop=lambda: asked.append("stop")))
    monkeypatch.setattr(demo, "environment", SimpleNamespace(database_url=None))
    monkeypatch.setattr(demo, "call_command", lambda name, *arguments, **options: asked.append(name))
    return asked


def run(capsys):
    call_command("demo", port=0)
    return capsys.readouterr().out


def password_in(output):
    return output.partition("password: ")[2].split()[0]


def test_a_taken_port_is_named_with_another_one_to_take(port, calls):
    with pytest.raises(CommandError, match=rf"Port {port} of 127\.0\.0\.1 is taken.*PORT={port + 1}"):
        call_command("demo", port=port)
    assert calls == []


def test_it_refuses_production(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG=true only"):
        call_command("demo")


def test_a_first_run_loads_serves_and_stops_the_database(db, calls, capsys):
    output = run(capsys)
    assert calls == ["migrate", "load_demo", "runserver", "stop"]
    assert authenticate(HttpRequest(), username=demo.ACCOUNT, password=password_in(output)).is_superuser


def test_every_role_has_an_account_with_its_scope(db, calls, capsys):
    tokyo = builders.office("Tokyo", covers=("JP",))
    password = password_in(run(capsys))
    reviewer = authenticate(HttpRequest(), username="tokyo-reviewer", password=password)
    assert [group.name for group in reviewer.groups.all()] == ["reviewer"]
    assert reviewer.has_perm("catalogue.review")
    assert not reviewer.is_superuser
    assert list(reviewer.scope.offices.all()) == [tokyo]
    assert authenticate(HttpRequest(), username="administrator", password=password).has_perm("catalogue.see_everything")


@pytest.fixture
def output(db, calls, capsys):
    """What a first run says; the offices and the institute of the demonstration are there."""
    for city, iso2 in (("Tokyo", "JP"), ("Rio-de-Janeiro", "CL")):
        builders.office(city, covers=(iso2,))
    builders.institute("INSIS")
    return run(capsys)


@pytest.mark.parametrize("name", [demo.ACCOUNT, *(name for name, *_rest in demo.ROLES)])
def test_each_account_that_is_said_signs_in(output, client, name):
    assert f"{name}: " in output or f"user: {name} " in output
    given = {"username": name, "password": password_in(output)}
    assert client.post("/admin/login/", given).headers["Location"] == "/admin/"
    assert client.get("/admin/").context["user"].username == name
    assert client.get("/admin/partnerships/structure/").status_code == 200


def test_there_is_an_account_of_every_role_and_each_limited_one_has_a_scope(output):
    assert {role for _name, role, *_scope in demo.ROLES} == set(StaffRole)
    for name, role, *_scope in demo.ROLES:
        assert f"{name}: {role.label}" in output
        sight = Scope.objects.get(user__username=name).sight
        assert sight.is_public == (role == StaffRole.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("file", "field", "place"),
    [("offices.json", "slug", 2), ("reference.json", "acronym", 3)],
    ids=["office", "institute"],
)
def test_the_places_of_the_accounts_are_those_of_the_demonstration(file, field, place):
    known = {row["fields"].get(field) for row in json.loads((ROOT / "fixtures" / file).read_text())}
    assert {account[place] for account in demo.ROLES} - {""} <= known


def test_the_readme_says_every_account():
    text = (ROOT / "README.md").read_text()
    assert all(f"`{name}`" in text for name in (demo.ACCOUNT, *(name for name, *_rest in demo.ROLES)))


def test_a_second_run_keeps_the_data_and_the_password(db, calls, capsys, tmp_path):
    first = password_in(run(capsys))
    builders.structure()
    calls.clear()
    assert password_in(run(capsys)) == first
    assert calls == ["migrate", "runserver", "stop"]
    assert get_user_model().objects.count() == 1 + len(demo.ROLES)
    assert (tmp_path / "demo_password").stat().st_mode & 0o777 == 0o600


def test_a_new_database_gets_a_new_password(db, calls, capsys):
    first = password_in(run(capsys))
    get_user_model().objects.all().delete()
    second = password_in(run(capsys))
    assert second != first
    assert authenticate(HttpRequest(), username=demo.ACCOUNT, password=second)


def test_the_database_of_a_server_is_left_running(db, calls, capsys, monkeypatch):
    monkeypatch.setattr(demo, "environment", SimpleNamespace(database_url="postgres://elsewhere/db"))
    run(capsys)
    assert "stop" not in calls


def test_the_database_is_stopped_when_something_fails(db, calls, monkeypatch):
    def fail(name, *arguments, **options):
        calls.append(name)
        raise CommandError("no")

    monkeypatch.setattr(demo, "call_command", fail)
    with pytest.raises(CommandError, match="no"):
        call_command("demo", port=0)
    assert calls == ["migrate", "stop"]
