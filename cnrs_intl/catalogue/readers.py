"""CSV files read strictly: nothing is guessed, shifted or swallowed; every fault has its place and its reason."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NoReturn, TypeVar

from django.utils.translation import gettext as _

from cnrs_intl.catalogue.cells import CellError
from cnrs_intl.catalogue.sources import Source, UnreadableError

LONGEST_LINE = 1_000_000
LONGEST_SHOWN = 100
MOST_COLUMNS = 200
# Excel stops there: a file of exactly that many lines was probably cut.
LINES_OF_A_CUT_FILE = 1_048_576
_STEP = 1_000
_LOW_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_HIGH_CONTROLS = re.compile("[\x80-\x9f\ufffe\uffff]")
_ANY_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_UNFINISHED = ("unexpected end of data", "field larger than field limit")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class BadRow:
    """What is wrong with one row, and where: the line is that on which the row starts, 1 being the header."""

    file: str
    line: int
    column: str
    value: str
    reason: str


if TYPE_CHECKING:
    from _csv import Reader as _Reader

Complain = Callable[[BadRow], None]


class Row:
    """The asked-for cells of one row. The object is used again for the next row: take from it what is needed."""

    __slots__ = ("_cells", "_complain", "_headings", "_places", "file", "is_bad", "line")

    def __init__(self, file: str, headings: Mapping[str, str], header: tuple[str, ...], complain: Complain) -> None:
        self.file = file
        self._headings = headings
        self._places = {name: header.index(heading) for name, heading in headings.items()}
        self._complain = complain
        self.load(0, [])

    def load(self, line: int, cells: list[str]) -> None:
        self.line = line
        self._cells = cells
        self.is_bad = False

    def __getitem__(self, name: str) -> str:
        """The cell as it stands; empty where the file has no such column."""
        place = self._places.get(name)
        return "" if place is None else self._cells[place]

    def parse(self, name: str, parser: Callable[[str], Value]) -> Value | None:
        """What the cell says; None where it is wrong, which is then on the list of bad rows."""
        try:
            return parser(self[name])
        except CellError as fault:
            self.complain(name, str(fault))
            return None

    def complain(self, name: str, reason: str) -> None:
        self.is_bad = True
        value = self[name]
        shown = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
        self._complain(BadRow(self.file, self.line, self._headings.get(name, name), shown, reason))


class Table:
    """A CSV file whose header is known: UTF-8, with `;`, `,` or tabs, quoted with `"`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.name = source.name
        self.line_count = 0
        with source.open() as stream:
            first = next(self._lines(stream), "").rstrip("\r\n")
        if "\r" in first:
            self._refuse(_("line 1: its lines end with CR alone; save it with LF or CR LF."))
        self.delimiter = max(";,\t", key=first.count)
        self.header = tuple(heading.strip() for heading in self._split(first))
        self._check_header()

    @property
    def looks_cut(self) -> bool:
        """Whether the file, read to its end, has just as many lines as a spreadsheet can hold."""
        return self.line_count in (LINES_OF_A_CUT_FILE, LINES_OF_A_CUT_FILE + 1)

    def rows(
        self, headings: Mapping[str, str], complain: Complain, advance: Callable[[int], object] | None = None
    ) -> Iterator[Row]:
        """The rows, one at a time.

        `headings` gives, for each name we use, the heading of its column. Rows that are no rows of this table go to
        `complain`; a fault that leaves the rest of the file in doubt raises `UnreadableError`. `advance` is told the
        bytes read.
        """
        row = Row(self.name, headings, self.header, complain)
        with self.source.open() as stream:
            suspects: list[int] = []
            lines = self._lines(stream, suspects, advance)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            next(reader)
            while (start := reader.line_num + 1) and (cells := self._record(reader, start, complain)) is not None:
                if not cells:
                    continue
                row.load(start, cells)
                if len(cells) != len(self.header):
                    complain(self._ragged(start, len(cells)))
                elif suspects:
                    complain(self._controlled(start, cells, set(headings.values())))
                else:
                    yield row
                suspects.clear()
            self.line_count = reader.line_num

    def _record(self, reader: "_Reader", start: int, complain: Complain) -> list[str] | None:
        """The next record; empty after a blank or a bad line, None at the end of the file."""
        try:
            return next(reader)
        except StopIteration:
            return None
        except csv.Error as error:
            if reader.line_num > start or str(error).startswith(_UNFINISHED):
                self._refuse(
                    _("a quotation mark is opened in line %(line)d and not closed; the rest of the file is in doubt.")
                    % {"line": start}
                )
            complain(BadRow(self.name, start, "", "", _("a quotation mark inside a cell is not doubled")))
            return []

    def _lines(
        self, stream: IO[bytes], suspects: list[int] | None = None, advance: Callable[[int], object] | None = None
    ) -> Iterator[str]:
        """The lines as text, the byte order mark taken off; those with control characters are noted in `suspects`."""
        offset = told = number = 0
        while raw := stream.readline(LONGEST_LINE + 1):
            number += 1
            if number == 1:
                self._check_encoding(raw)
            if len(raw) > LONGEST_LINE:
                self._refuse(_("line %(line)d is longer than a million bytes.") % {"line": number})
            try:
                text = raw.decode()
            except UnicodeDecodeError as error:
                self._refuse(
                    _("byte %(byte)d, in line %(line)d, is not UTF-8; save the file in UTF-8.")
                    % {"byte": offset + error.start, "line": number}
                )
            plain = raw.isascii()
            if suspects is not None and (
                len(raw.translate(None, _LOW_CONTROLS)) != len(raw) or not (plain or not _HIGH_CONTROLS.search(text))
            ):
                suspects.append(number)
            offset += len(raw)
            if advance and number % _STEP == 0:
                advance(offset - told)
                told = offset
            yield text.removeprefix("\ufeff") if number == 1 else text
        if advance:
            advance(offset - told)

    def _check_encoding(self, start: bytes) -> None:
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._refuse(_("byte 0, in line 1, is not UTF-8: the file is in UTF-16. Save it in UTF-8."))

    def _split(self, line: str) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=self.delimiter, strict=True), [])
        except csv.Error:
            self._refuse(_("line 1: the header has a quotation mark that is not closed."))

    def _check_header(self) -> None:
        if not any(self.header):
            self._refuse(_("it is empty."))
        if len(self.header) > MOST_COLUMNS:
            self._refuse(_("line 1: the header has more than %(most)d columns.") % {"most": MOST_COLUMNS})
        if _ANY_CONTROL.search("".join(self.header)):
            self._refuse(_("line 1: the header has control characters."))
        twice = sorted({heading for heading in self.header if heading and self.header.count(heading) > 1})
        if twice:
            self._refuse(_("line 1: the header has %(columns)s twice.") % {"columns": listed(twice)})

    def _ragged(self, line: int, found: int) -> BadRow:
        reason = _(
            "%(found)d cells where the header has %(expected)d: a separator is not quoted, or the line was cut short"
        )
        return BadRow(self.name, line, "", "", reason % {"found": found, "expected": len(self.header)})

    def _controlled(self, line: int, cells: list[str], asked: set[str]) -> BadRow:
        """Values are shown of the columns that are asked for alone: the others may hold what nobody should read."""
        column, value = next(
            (heading, cell) for heading, cell in zip(self.header, cells, strict=True) if _ANY_CONTROL.search(cell)
        )
        shown = ascii(value[:LONGEST_SHOWN])[1:-1] if column in asked else ""
        return BadRow(self.name, line, column, shown, _("the cell has control characters"))

    def _refuse(self, reason: str) -> NoReturn:
        raise UnreadableError(_("%(file)s: %(reason)s") % {"file": self.name, "reason": reason})


def listed(names: Iterable[str]) -> str:
    """Names for a message, between quotation marks."""
    return ", ".join(_("“%(value)s”") % {"value": name} for name in names)
