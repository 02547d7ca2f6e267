"""Starts the embedded PostgreSQL for the tests, and stops it when they were the ones to start it."""

import pytest

from cnrs_intl import database
from cnrs_intl.env import environment

_started = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if environment.database_url is None and not is_worker:
        config.stash[_started] = database.cluster().start()


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_started, False):
        database.cluster().stop()
