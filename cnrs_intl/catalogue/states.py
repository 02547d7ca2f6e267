"""The state of the database that a request found when it began: what was read in the same state is still true."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

_found: ContextVar[str] = ContextVar("state of the database", default="")
_STATE = "SELECT COALESCE(sum(stamp), 0)::text FROM catalogue_edit"


def read() -> str:
    """A number that each transaction changes that writes to a table of which pages show something."""
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
