from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cnrs_intl.mail import settings_of_mail

FOLDER = Path("mail")


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch):
    for name in ("EMAIL_URL", "MAIL_FROM", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)


def read(**fields):
    return settings_of_mail(**({"debug": False, "folder": FOLDER, "host": "example.org"} | fields))


def test_a_demonstration_writes_files():
    made = read(debug=True, host="localhost")
    assert (made["EMAIL_FILE_PATH"], made["SENDS_MAIL"]) == (FOLDER, True)
    assert made["EMAIL_BACKEND"].endswith("mail_files.EmailBackend")
    assert made["SITE_URL"] == "http://localhost:8000"


def test_a_server_is_read_from_its_address(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://user:secret@mail.example.org:587")
    made = read()
    assert (made["EMAIL_HOST"], made["EMAIL_PORT"], made["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert made["SENDS_MAIL"]
    assert made["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_without_a_server_nothing_is_sent():
    made = read()
    assert not made["SENDS_MAIL"]
    assert (made["SITE_URL"], made["DEFAULT_FROM_EMAIL"]) == ("https://example.org", "no-reply@example.org")


@pytest.mark.parametrize("url", ["mail.example.org", "http://user:secret@host", "smtp://", "smtp://user:secret@host:x"])
def test_an_address_that_is_not_understood_is_refused_and_not_repeated(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is not understood") as refusal:
        read()
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://"])
def test_a_site_without_an_address_is_refused(monkeypatch, url):
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        read()
