"""Rules that the database checks when a transaction ends: a test's never does, so they are checked at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


def check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def refused(message: str) -> Iterator[None]:
    """The database refuses what is done inside, and undoes it."""
    with pytest.raises(IntegrityError, match=message), transaction.atomic():  # noqa: PT012
        yield
        check_now()
