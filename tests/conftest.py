"""Starts the embedded PostgreSQL for the tests, and stops it when they were the ones to start it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from cnrs_intl import database
from cnrs_intl.env import environment

_started = pytest.StashKey[bool]()

TOGETHER = (
    "tests/journeys/",
    "tests/fixtures/",
    "tests/cnrs_intl/management/commands/test_load_demo.py",
)
"""Tests that share what is long to make: one worker runs each of these, and makes it once."""


LET_GO = """
DO $$ DECLARE kept record; BEGIN
    FOR kept IN
        SELECT tgrelid::regclass AS place, tgname FROM pg_trigger WHERE tgfoid = to_regproc('catalogue_history_stays')
    LOOP EXECUTE format('ALTER TABLE %%s %(verb)s TRIGGER %%I', kept.place, kept.tgname); END LOOP;
END $$
"""


class SharedScheduling(LoadScopeScheduling):
    """Any test to any worker, but those of TOGETHER, which come first."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedScheduling:
    return SharedScheduling(config, log)


def pytest_configure(config: pytest.Config) -> None:
    # A password is made slow to guess on purpose; hundreds of test accounts need not be.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    DatabaseOperations.execute_sql_flush = _flush_with_history
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
    is_worker = hasattr(config, "workerinput")
    if environment.database_url is None and not is_worker:
        config.stash[_started] = database.cluster().start()


_flush = DatabaseOperations.execute_sql_flush


def _flush_with_history(operations: DatabaseOperations, sql_list: list[str]) -> None:
    """The database refuses to forget; between two tests that commit, its owner lifts the triggers that say so.

    The catalogue has the version that the migrations began with.
    """
    began = "INSERT INTO partnerships_catalogueversion VALUES (1, 0, 0)"
    _flush(operations, [LET_GO % {"verb": "DISABLE"}, *sql_list, LET_GO % {"verb": "ENABLE"}, began])


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_started, False):
        database.cluster().stop()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Each test begins in the site's first language: a request leaves that of its page behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
