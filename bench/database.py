"""Databases of the measurements: one for each, kept while seed and tables are the same."""

from collections.abc import Callable
from contextlib import closing

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

PREFIX = "bench_cnrs_intl_"


def _server() -> "closing[psycopg.Connection]":
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    parameters = {name: parameters[name] for name in parameters if name not in {"cursor_factory", "context", "pool"}}
    parameters.pop("prepare_threshold", None)
    return closing(psycopg.connect(**parameters, autocommit=True))


def prepare(suffix: str, seed: int, fill: Callable[[], object], *, anew: bool = False) -> None:
    """Connect to the database of this name from now on; let `fill` make its data, unless they are there."""
    name, mark = f"{PREFIX}{suffix}", f"complete, seed {seed}, {_last_migration()}"
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    with _server() as server:
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and found[0] == mark and not anew:
            return
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    call_command("migrate", verbosity=0)
    fill()
    with _server() as server:
        server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(mark)))


def demonstration() -> None:
    call_command("load_demo", verbosity=0)


def _last_migration() -> str:
    """Data made before it are made anew: that is faster than to migrate them."""
    ((_app, name),) = MigrationLoader(None).graph.leaf_nodes("partnerships")
    return str(name)


def drop_all() -> list[str]:
    """Drop every database of measurements; their names."""
    with _server() as server:
        names = [
            str(name)
            for (name,) in server.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [PREFIX]
            )
        ]
        for name in names:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    return names
