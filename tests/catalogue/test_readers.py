import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue import readers
from cnrs_intl.catalogue.readers import Table
from cnrs_intl.catalogue.sources import Source, UnreadableError


@pytest.fixture
def table(tmp_path):
    """Makes a table of bytes."""

    def made(content):
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Table(Source(path.name, path.stat().st_size, path))

    return made


def read(table, *columns):
    """The rows as (line, cells), and the bad rows."""
    bad = []
    columns = columns or table.header
    rows = [
        (row.line, tuple(row[name] for name in columns))
        for row in table.rows({name: name for name in columns if name in table.header}, bad.append)
    ]
    return rows, bad


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separator_line_end_and_byte_order_mark_are_told_from_the_file(table, separator, end, mark):
    made = table(mark + separator.join(["id", '"title"']) + end + separator.join(["1", '"é ""x"""']) + end)
    assert made.header == ("id", "title")
    assert read(made) == ([(2, ("1", 'é "x"'))], [])


def test_a_column_that_the_file_has_not_is_empty(table):
    assert read(table("a;b\n1;2\n"), "b", "c") == ([(2, ("2", ""))], [])


def test_rows_have_the_line_on_which_they_start(table):
    rows, bad = read(table('a;b\n1;"two\nlines"\n\n2;x\n'))
    assert rows == [(2, ("1", "two\nlines")), (5, ("2", "x"))]
    assert not bad


def test_a_ragged_row_is_a_bad_row_and_is_never_shifted(table):
    rows, bad = read(table("a;b\n1;2;3\n4;5\n6\n"))
    assert rows == [(3, ("4", "5"))]
    assert [(row.line, row.reason[:7]) for row in bad] == [(2, "3 cells"), (4, "1 cells")]


def test_a_wrong_quotation_mark_in_one_line_is_a_bad_row(table):
    rows, bad = read(table('a;b\n"1"x;2\n3;4\n'))
    assert rows == [(3, ("3", "4"))]
    assert [row.line for row in bad] == [2]


@pytest.mark.parametrize(
    "content",
    [
        'a;b\n1;2\n3;"open\n4;5\n6;7\n',
        'a;b\n1;2\n3;"open\n4;"5"\n6;7\n',
        '"a";"b"\n"1";"2"\n"3";"open\n"4";"5"\n',
        'a;b\n1;2\n3;"cut sh',
        'a;b\n1;2\n3;"' + "long\n" * 40_000,
    ],
)
def test_an_open_quotation_mark_does_not_swallow_the_file(table, content):
    with pytest.raises(UnreadableError, match="line 3 and not closed"):
        read(table(content))


@pytest.mark.parametrize("control", ["\0", "\x01", "\x7f", "\x85", "\x92", "\ufffe", "\uffff"])
def test_control_characters_are_refused(table, control):
    rows, bad = read(table(f"a;b\n1;x{control}y\n3;4\n"))
    assert rows == [(3, ("3", "4"))]
    assert [(row.line, row.column) for row in bad] == [(2, "b")]
    assert control not in bad[0].value


def test_a_value_of_a_column_that_was_not_asked_for_is_not_shown(table):
    _rows, bad = read(table("a;contact\n1;Dupont\x01\n"), "a")
    assert [(row.column, row.value) for row in bad] == [("contact", "")]


def test_bytes_that_are_not_utf8_are_refused_with_their_position(table):
    with pytest.raises(UnreadableError, match="byte 9, in line 2,"):
        read(table("a;b\n1;caf\u00e9\n".encode("cp1252")))


def test_utf16_is_refused(table):
    with pytest.raises(UnreadableError, match="UTF-16"):
        table("a;b\n1;2\n".encode("utf-16"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("\n", "empty"),
        ("a;b;a\n1;2;3\n", "“a” twice"),
        ("a;b\r1;2\r", "CR alone"),
        ('"a;b\n1;2\n', "not closed"),
        ("a;b\0\n", "control characters"),
        (";".join(map(str, range(10_000))), "more than 200 columns"),
        ("a" * 2_000_000, "longer than a million bytes"),
    ],
)
def test_a_header_that_cannot_be_one_is_refused(table, content, said):
    with pytest.raises(UnreadableError, match=said):
        table(content)


def test_a_line_without_end_is_refused(table):
    with pytest.raises(UnreadableError, match="line 2 is longer"):
        read(table("a;b\n1;" + "x" * 2_000_000))


def test_a_header_alone_has_no_rows(table):
    assert read(table("a;b\n")) == ([], [])


def test_a_file_of_as_many_lines_as_a_spreadsheet_holds_looks_cut(table, monkeypatch):
    monkeypatch.setattr(readers, "LINES_OF_A_CUT_FILE", 4)
    for lines, looks_cut in [(3, False), (4, True), (6, False)]:
        made = table("a;b\n" + "1;2\n" * (lines - 1))
        read(made)
        assert made.looks_cut is looks_cut


def test_progress_is_told_in_bytes(table):
    content = "a;b\n" + "1;2\n" * 2_500
    told = []
    made = table(content)
    assert sum(1 for _row in made.rows({"a": "a"}, pytest.fail, told.append)) == 2_500
    assert sum(told) == len(content)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff"), max_size=20)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_what_was_written_as_csv_is_read_back(tmp_path_factory, rows):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b"), *rows])
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    found, bad = read(Table(Source(path.name, 0, path)))
    assert [cells for _line, cells in found] == rows
    assert not bad


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_bad_rows_or_a_refusal(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("csv") / "file.csv"
    path.write_bytes(content)
    try:
        rows, bad = read(Table(Source(path.name, 0, path)))
    except UnreadableError:
        return
    assert len(rows) + len(bad) <= content.count(b"\n") + content.count(b"\r") + 1
