"""Starts the embedded PostgreSQL for the tests, and stops it when they were the ones to start it."""

import pytest

from cnrs_intl import database
from cnrs_intl.env import VAR, environment

_started = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    # WhiteNoise warns where no static files were collected, and warnings are errors.
    (VAR / "static").mkdir(parents=True, exist_ok=True)
    is_worker = hasattr(config, "workerinput")
    if environment.database_url is None and not is_worker:
        config.stash[_started] = database.cluster().start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_started, False):
        database.cluster().stop()
