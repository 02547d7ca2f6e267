import io

import pytest
from django.db import connection, transaction

from cnrs_intl.catalogue import importing
from cnrs_intl.catalogue.importing import Counts, RefusedError, Report, described, one_run
from cnrs_intl.catalogue.readers import BadRow
from cnrs_intl.catalogue.sources import UnreadableError


def test_a_bad_row_is_described_with_its_place_value_and_reason():
    assert described(BadRow("a.csv", 5, "start", "x", "not a date")) == "a.csv, line 5, start: “x”: not a date"
    assert described(BadRow("a.csv", 5, "", "", "cut short")) == "a.csv, line 5: cut short"


def test_a_report_has_a_line_for_each_kind_and_each_note():
    report = Report({"partners": "partners"})
    report.counts["partners"] = Counts(1, 2, 3, 4)
    report.notes.append("Something else.")
    assert list(report.lines()) == ["partners: 1 created, 2 changed, 3 unchanged, 4 skipped", "Something else."]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_the_file_of_bad_rows_runs_nothing_in_a_spreadsheet(value):
    report = Report({})
    report.complain(BadRow("a.csv", 2, "b", value, "wrong"))
    stream = io.StringIO()
    report.write_bad_rows(stream)
    assert stream.getvalue() == f"file,line,column,value,reason\r\na.csv,2,b,'{value},wrong\r\n"


def test_a_file_of_bad_rows_alone_is_given_up(monkeypatch):
    monkeypatch.setattr(importing, "MOST_BAD_ROWS", 1)
    report = Report({})
    report.complain(BadRow("a.csv", 2, "", "", "wrong"))
    with pytest.raises(UnreadableError, match="more than 1 bad rows"):
        report.complain(BadRow("a.csv", 3, "", "", "wrong"))


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (number integer UNIQUE)")
    return "kept"


def numbers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM kept ORDER BY 1")
        return [number for (number,) in cursor.fetchall()]


def insert(number):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kept VALUES (%s)", [number])


def test_a_run_keeps_what_it_wrote_and_a_dry_run_does_not(table):
    with one_run(dry_run=False):
        insert(1)
    with one_run(dry_run=True):
        insert(2)
        assert numbers() == [1, 2]
    assert numbers() == [1]


def failing():
    with one_run(dry_run=False):
        insert(1)
        raise KeyboardInterrupt


def colliding():
    with one_run(dry_run=False):
        insert(1)
        insert(1)


def test_a_run_that_fails_leaves_nothing(table):
    with pytest.raises(KeyboardInterrupt):
        failing()
    assert numbers() == []


def test_what_the_database_refuses_is_a_message(table):
    with pytest.raises(RefusedError, match="duplicate key"):
        colliding()
    assert numbers() == []


def test_two_runs_in_turn_do_not_hinder_each_other(table):
    for number in (1, 2):
        with one_run(dry_run=False):
            insert(number)
    assert numbers() == [1, 2]


def test_a_run_inside_a_transaction_leaves_that_usable(table):
    with transaction.atomic():
        with one_run(dry_run=True):
            insert(1)
        insert(2)
    assert numbers() == [2]
