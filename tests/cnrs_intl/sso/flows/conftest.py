"""What `test_oidc.py` and `test_saml.py` run in a process of their own, whose environment names a provider."""

import os
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.html import escape

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class InlineParts(HTMLParser):
    """Finds what the policy would refuse."""

    found: bool = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        inline = tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json")
        self.found |= inline or any(name == "style" or name.startswith("on") for name in given)


class Reader(Client):
    """A browser that minds the strict content security policy on every page."""

    def request(self, **request):
        response = super().request(**request)
        assert response.headers["Content-Security-Policy"] == POLICY
        if response.headers.get("Content-Type", "").startswith("text/html"):
            parser = InlineParts()
            parser.feed(response.text)
            assert not parser.found
        return response

    def is_in(self):
        return self.get("/admin/").status_code == 200


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    connection.settings_dict["TEST"]["NAME"] = os.environ["SSO_TEST_DATABASE"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


@pytest.fixture
def client(db):
    return Reader(headers={"host": settings.ALLOWED_HOSTS[0]})


@pytest.fixture
def account(db):
    """The account that an administrator made for somebody."""
    return get_user_model().objects.create_user(
        "helene", "Helene.Martin@example.org", password="a long enough password", is_staff=True, is_superuser=True
    )


@pytest.fixture
def says():
    """Whether a page tells of this refusal, in the language of the reader."""

    def check(response, refusal, language="en"):
        with translation.override(language):
            texts = [escape(str(refusal.reason)), escape(str(refusal.advice))]
        assert response.status_code == refusal.status
        assert f'<html lang="{language}"' in response.text
        assert all(text in response.text for text in texts)
        assert 'href="/admin/login/"' in response.text
        assert "socialaccount" not in response.text
        return True

    return check
