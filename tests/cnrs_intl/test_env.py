import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cnrs_intl import env
from cnrs_intl.colours import Colours
from tests.architecture.tree import ROOT

PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "example.org, www.example.org",
    "DATABASE_URL": "postgres://user@host/name",
}


@pytest.fixture
def production(monkeypatch):
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_production_reads_every_variable(production):
    read = env.read()
    assert not read.debug
    assert read.secure
    assert read.allowed_hosts == ("example.org", "www.example.org")
    assert read.database_url == "postgres://user@host/name"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_production_stops_with_the_name_of_what_is_missing(production, name, value):
    production.delenv(name) if value is None else production.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        env.read()


def test_the_brand_is_plain_until_it_is_set(production):
    assert env.read().brand == env.Brand(
        name="", name_fr="", short_name="", organisation="CNRS", logo="", colours=Colours()
    )
    production.setenv("SITE_NAME", " World of Example ")
    production.setenv("BRAND_HEADER", "#00284b")
    brand = env.read().brand
    assert (brand.name, brand.colours.header) == ("World of Example", "#00284b")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("SECURE", "2"),
        ("STATEMENT_TIMEOUT", "-1"),
        ("BRAND_HEADER", "navy"),
        ("BRAND_ACCENT", "#0b2a4b"),
        ("BRAND_LINK", "#ffffff"),
        ("LOGO", "https://example.org/logo.svg"),
        ("LOGO", "//example.org/logo.svg"),
        ("LOGO", "../logo.svg"),
    ],
)
def test_a_malformed_variable_is_named(production, name, value):
    production.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        env.read()


def test_a_machine_of_ones_own_needs_nothing(monkeypatch):
    for name in PRODUCTION:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEBUG", "true")
    read = env.read()
    assert read.debug
    assert read.database_url is None
    assert len(read.secret_key) >= 50


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in {*PRODUCTION, "SECURE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=clean | variables, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_the_command_line_says_which_variable_is_missing_without_a_trace():
    result = manage("check", **(PRODUCTION | {"SECRET_KEY": ""}))
    assert result.returncode == 1
    assert result.stderr.startswith("SECRET_KEY is not set.")
    assert "Traceback" not in result.stderr


def test_the_deployment_check_is_clean():
    key = "".join(chr(33 + number % 90) for number in range(0, 300, 7)) + "end-of-a-long-key-with-many-letters"
    result = manage("check", "--deploy", "--fail-level", "WARNING", **(PRODUCTION | {"SECRET_KEY": key}))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("value", ["", "access@example.org", "https://example.org/contact"])
def test_the_contact_for_accessibility_is_mail_or_page(production, value):
    production.setenv("ACCESSIBILITY_CONTACT", value)
    assert env.read().accessibility_contact == value


@pytest.mark.parametrize("value", ["javascript:alert(1)", "http://example.org", "a b@example.org", "somebody"])
def test_another_contact_is_refused_with_its_name(production, value):
    production.setenv("ACCESSIBILITY_CONTACT", value)
    with pytest.raises(ImproperlyConfigured, match="ACCESSIBILITY_CONTACT"):
        env.read()
