"""What every import shares: one transaction under a lock, a report of all that happened, a bar on a terminal."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, fields
from typing import TextIO

from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cnrs_intl.catalogue.cells import Message
from cnrs_intl.catalogue.readers import BadRow
from cnrs_intl.catalogue.sources import UnreadableError

MOST_BAD_ROWS = 100_000
LOCK = 0x1409


class RefusedError(Exception):
    """The import cannot start or cannot end; nothing was written. The text is for a person."""


class BadRowsError(RefusedError):
    """Bad rows were found, and good ones are only written when that is asked for."""


@dataclass(slots=True)
class Counts:
    """What became of the records of one kind."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass
class Report:
    """The account of a run. `counts` has one entry per kind of record, `kinds` their names for people."""

    kinds: dict[str, Message]
    counts: dict[str, Counts] = field(default_factory=dict)
    bad_rows: list[BadRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = {kind: Counts() for kind in self.kinds}

    def complain(self, bad_row: BadRow) -> None:
        self.bad_rows.append(bad_row)
        if len(self.bad_rows) > MOST_BAD_ROWS:
            raise UnreadableError(
                _("%(file)s: more than %(most)d bad rows; it is not the file it seems to be.")
                % {"file": bad_row.file, "most": MOST_BAD_ROWS}
            )

    def lines(self) -> Iterator[str]:
        """One line per kind of record, then the notes."""
        for kind, name in self.kinds.items():
            counts = self.counts[kind]
            yield _(
                "%(kind)s: %(created)d created, %(changed)d changed, %(unchanged)d unchanged, %(skipped)d skipped"
            ) % {
                "kind": name,
                "created": counts.created,
                "changed": counts.changed,
                "unchanged": counts.unchanged,
                "skipped": counts.skipped,
            }
        yield from self.notes

    def write_bad_rows(self, stream: TextIO) -> None:
        """All bad rows as CSV; what a spreadsheet would run as a formula is made inert by an apostrophe."""
        writer = csv.writer(stream)
        writer.writerow(name.name for name in fields(BadRow))
        for bad_row in self.bad_rows:
            writer.writerow(_inert(cell) for cell in astuple(bad_row))


def _inert(cell: str | int) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def described(bad_row: BadRow) -> str:
    """A bad row in one line."""
    parts = [_("%(file)s, line %(line)d") % {"file": bad_row.file, "line": bad_row.line}, bad_row.column]
    place = ", ".join(part for part in parts if part)
    said = {"place": place, "value": bad_row.value, "reason": bad_row.reason}
    return (_("%(place)s: “%(value)s”: %(reason)s") if bad_row.value else _("%(place)s: %(reason)s")) % said


@contextmanager
def one_run(*, dry_run: bool) -> Iterator[None]:
    """A transaction that alone may import. A dry run does the same work and is then rolled back."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
                row = cursor.fetchone()
            if not (row and row[0]):
                raise RefusedError(_("Another import is running. Wait for its end, then start this one again."))
            yield
            if dry_run:
                transaction.set_rollback(True)
    except (IntegrityError, DataError) as error:
        raise RefusedError(
            _("The database refused a record, so nothing was written: %(reason)s") % {"reason": str(error).strip()}
        ) from error


@contextmanager
def progress(label: str, size: int, *, wanted: bool) -> Iterator["tqdm[None]"]:
    """A bar over `size` bytes on standard error, where that is a terminal and the caller wants one."""
    with tqdm(
        total=size, desc=label, unit="B", unit_scale=True, leave=False, disable=not (wanted and sys.stderr.isatty())
    ) as bar:
        yield bar
