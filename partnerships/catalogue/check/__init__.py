"""Compares the catalogue with what the register says, asked the plain way: by SQL that knows nothing of it.

Each document is compared with the register; the bitmaps with the documents, and, as of a day and year by year, with
the register as well. The words of documents are compared for some records, chosen at random.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from django.db import connection, transaction

from partnerships.catalogue.check import bitmaps, documents, lines, plain, texts
from partnerships.catalogue.check.difference import Difference

SAMPLE = 1_000


def differences(day: date, *, sample: int = SAMPLE, seed: int = 0) -> Iterator[Difference]:
    """Each difference, as of `day`. All is read from one instant: edits may go on meanwhile.

    `sample`: the words of so many records are compared, chosen by `seed`; 0: those of all.
    """
    with _one_instant():
        ask = cache(plain.groups)
        kept = yield from documents.differences(ask)
        yield from lines.differences(day)
        yield from texts.differences(sample, seed)
        yield from bitmaps.differences(day, kept, ask)


@contextmanager
def _one_instant() -> Iterator[None]:
    """No time limit, much memory and, unless a transaction is open already, one snapshot for all that is read."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2")
        yield
