import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue import exports
from tests import builders

FORMULA = '=HYPERLINK("http://evil.example","University")'


def content(response):
    return b"".join(response.streaming_content)


def sheets(response):
    return openpyxl.load_workbook(io.BytesIO(content(response))).worksheets


@given(st.text())
def test_no_text_is_left_that_a_spreadsheet_would_run(text):
    made = exports.inert(text)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert made.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("value", [None, -3, Decimal("-1.5"), date(2014, 1, 1), True])
def test_what_is_not_text_stays_what_it_is(value):
    assert exports.inert(value) is value


def test_csv_has_one_byte_order_mark_and_reads_back():
    lines = [["Name", "Sum"], ["Université, d'Ōsaka\n“A”", -3], [FORMULA, None]]
    body = content(exports.csv_response(lines, "a.csv")).decode()
    assert body.startswith("\ufeff")
    assert body.count("\ufeff") == 1
    rows = list(csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline="")))
    assert rows == [["Name", "Sum"], ["Université, d'Ōsaka\n“A”", "-3"], [f"'{FORMULA}", ""]]


def test_xlsx_cells_have_their_types():
    line = [date(2014, 2, 1), 12, Decimal("1234.5"), FORMULA, None, "http://example.org", "007"]
    response = exports.xlsx_response(["Titles"] * 7, [line], [["All"], ["Today"]], "a.xlsx")
    with response.file_to_stream:
        rows, about = sheets(response)
    cells = rows[2]
    assert [cell.data_type for cell in cells] == ["d", "n", "n", "s", "n", "s", "s"]
    assert [cell.value for cell in cells][1:] == [12, 1234.5, FORMULA, None, "http://example.org", "007"]
    assert cells[0].value.date() == date(2014, 2, 1)
    assert not any(cell.hyperlink for cell in cells)
    assert rows.freeze_panes == "A2"
    assert [cell.value for cell in about["A"]] == ["All", "Today"]


def test_files_of_a_list_are_named_after_it_and_inert(client, db):
    builders.partner(FORMULA)
    response = client.get(reverse("partners-file", args=["csv"]))
    assert response["Content-Disposition"].startswith('attachment; filename="partners-')
    rows = list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))
    assert rows[2][0] == f"'{FORMULA}"
    cell = sheets(client.get(reverse("partners-file", args=["xlsx"])))[0]["A2"]
    assert (cell.value, cell.data_type) == (FORMULA, "s")


def test_dates_and_amounts_of_a_list_are_typed_and_exact(client, db):
    builders.contract(ec_contribution=Decimal("1234567.89"))
    connection.check_constraints()  # an index follows when a transaction ends, which a test's never does
    sheet = sheets(client.get(reverse("contracts-file", args=["xlsx"])))[0]
    row = {title.value: cell for title, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["EU contribution (€)"].value == 1234567.89
    assert row["Start"].value.date() == date(2014, 1, 1)
    assert row["End"].value.date() == date(2017, 12, 31)
    assert "1 234 568" in client.get(reverse("contracts")).content.decode().replace("\u202f", " ").replace("\xa0", " ")
