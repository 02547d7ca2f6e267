"""Files of a list: the very rows of its page, streamed. Cells that a spreadsheet would run are made inert."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.tables import Table

BATCH = 500
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for something else


def inert(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def header(table_class: type[Table]) -> list[str]:
    return [capfirst(force_str(column.verbose_name)) for column in table_class.base_columns.values()]


def rows(table_class: type[Table], records: Iterator[Any]) -> Iterator[list[Any]]:
    """Values of the rows, typed (dates, numbers, text)."""
    while batch := list(islice(records, BATCH)):
        values = table_class(batch).as_values()
        next(values)
        yield from values


def csv_response(lines: Iterable[list[Any]], filename: str) -> HttpResponseBase:
    def stream() -> Iterator[str]:
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        yield BYTE_ORDER_MARK
        for line in lines:
            writer.writerow([inert(cell) for cell in line])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()

    response = StreamingHttpResponse(stream(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def xlsx_response(
    titles: list[str], lines: Iterable[list[Any]], about: list[list[str]], filename: str
) -> HttpResponseBase:
    """A workbook of two sheets: the rows, and what they are. Rows go to disk as they come."""
    # The response closes the file, and with it deletes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(_("List"))
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, titles, bold)
        for number, line in enumerate(lines, start=1):
            for place, cell in enumerate(line):
                _write_cell(sheet, number, place, cell, day)
        notes = book.add_worksheet(_("About"))
        for number, line in enumerate(about):
            notes.write_row(number, 0, line)
    file.seek(0)
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(file, as_attachment=True, filename=filename, content_type=content_type)


def _write_cell(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, (date, datetime)):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)
