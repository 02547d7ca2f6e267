"""The state of the database that a request found when it began: what was read in the same state is still true."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.db import connection

Found = TypeVar("Found")

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


class OfState(Generic[Found]):
    """What is read of the database alone: kept as long as its state is the same, under at most `most` keys.

    Where no state was read, as for the staff, nothing is kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._state = ""
        self._found: dict[Hashable, Found] = {}

    def __call__(self, key: Hashable, read: Callable[[], Found]) -> Found:
        """`read()`, which depends on nothing but the key and the state."""
        if not (state := kept()):
            return read()
        if state != self._state or (key not in self._found and len(self._found) >= self._most):
            self._state, self._found = state, {}
        if key not in self._found:
            self._found[key] = read()
        return self._found[key]
