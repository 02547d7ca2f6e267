"""The state of the database that a request found when it began: what was read in the same state is still true."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

_found: ContextVar[str] = ContextVar("state of the database", default="")
# When the server started is part of it: a database put back to an earlier state counts its transactions again.
_STATE = "SELECT pg_current_snapshot()::text || pg_postmaster_start_time()::text"


def read() -> str:
    """PostgreSQL's own snapshot. Two statements with the same one see the same rows; any commit makes another."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return str(cursor.fetchone()[0])


@contextmanager
def keep(state: str) -> Iterator[None]:
    """Let what is called within know the state without asking again."""
    token = _found.set(state)
    try:
        yield
    finally:
        _found.reset(token)


def kept() -> str:
    """The state of this request; empty where none was read, and in a transaction, which sees its own writes too."""
    return "" if connection.in_atomic_block else _found.get()
