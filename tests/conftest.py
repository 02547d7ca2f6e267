"""Starts the embedded PostgreSQL for the tests, and stops it when they were the ones to start it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from cnrs_intl import database
from cnrs_intl.env import environment

_started = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    # A password is made slow to guess on purpose; hundreds of test accounts need not be.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
    is_worker = hasattr(config, "workerinput")
    if environment.database_url is None and not is_worker:
        config.stash[_started] = database.cluster().start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_started, False):
        database.cluster().stop()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Each test begins in the site's first language: a request leaves that of its page behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
