"""A process of its own for what depends on the environment at the start, on a copy of this process's test database."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.architecture.tree import ROOT


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker):
    """Made before the test begins its transaction: a database in use cannot be copied."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        # Only for tests marked `django_db` is there a test database.
        assert name.startswith("test_")
        copy = f"{name}_sso"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        yield copy
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}"')


@pytest.fixture
def run_flow(own_database):
    """Run the tests of one file in `flows/` with these variables; fail with what they say."""

    def run(name, **variables):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
        options = ("-q", "-n0", "--tb=short", "--show-capture=no", "--reuse-db")
        result = subprocess.run(
            [sys.executable, "-m", "pytest", *options, f"tests/cnrs_intl/sso/flows/{name}.py"],
            cwd=ROOT,
            env=clean | variables | {"SSO_TEST_DATABASE": own_database},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr

    return run
