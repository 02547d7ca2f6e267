"""The state of the database that a request found when it began: what was read in the same state is still true."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.db import connection

Made = TypeVar("Made")
MOST_REMEMBERED = 50

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


class Memory(Generic[Made]):
    """What pages have in common, made once for each state of the database and each key."""

    def __init__(self) -> None:
        self._state, self._made = "", dict[Hashable, Made]()

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """`make()`, or what it gave in the state of this request. The key tells all else that it depends on: reader,
        language, day."""
        state = kept()
        if not state:
            return make()
        if self._state != state or len(self._made) >= MOST_REMEMBERED:
            self._state, self._made = state, {}
        made = self._made
        if key not in made:
            made[key] = make()
        return made[key]
