import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from offices.models import Country
from partnerships.management.commands import import_cordis
from partnerships.models import EUContract

pytestmark = pytest.mark.usefixtures("countries")

CURRENT = Path(__file__).parents[4] / "fixtures/cordis/current"


@pytest.fixture
def faulty(tmp_path):
    """The real folder with one date and one country that cannot be."""
    for path in CURRENT.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        if path.name == "project.csv":
            text = text.replace('"2020-01-31"', '"2020-02-30"', 1)
        if path.name == "organization.csv":
            text = text.replace('"PRC";"";"";"";"UK"', '"PRC";"";"";"";"=1+1"', 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


def call(*arguments):
    """What the command wrote: output and errors."""
    output, errors = io.StringIO(), io.StringIO()
    call_command("import_cordis", *map(str, arguments), stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


def test_the_command_says_what_it_did():
    output, errors = call(CURRENT)
    assert "contracts: 129 created, 0 changed, 0 unchanged, 0 skipped" in output
    assert "participations: 1075 created" in output
    assert not errors
    assert "contracts: 0 created, 0 changed, 129 unchanged" in call(CURRENT)[0]


def test_a_dry_run_says_the_same_and_that_nothing_was_written():
    output, _errors = call(CURRENT, "--dry-run")
    assert not EUContract.objects.exists()
    assert output == call(CURRENT)[0] + "Dry run: nothing was written.\n"


def test_bad_rows_are_listed_and_nothing_is_written(faulty):
    errors = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was written") as stopped:
        call_command("import_cordis", str(faulty), stdout=io.StringIO(), stderr=errors)
    assert stopped.value.returncode == 1
    assert "project.csv, line 2, endDate: “2020-02-30”: no such day in the calendar" in errors.getvalue()
    assert "organization.csv, line 2, country: “=1+1”: not the code of one country" in errors.getvalue()
    assert "2 bad rows" in errors.getvalue()
    assert not EUContract.objects.exists()


def test_good_rows_are_written_and_the_exit_code_tells_that_some_were_not(faulty):
    with pytest.raises(SystemExit) as stopped:
        call(faulty, "--skip-bad-rows")
    assert stopped.value.code == 3
    assert EUContract.objects.count() == 128


def test_only_the_first_bad_rows_are_shown_and_the_report_has_all(faulty, tmp_path, monkeypatch):
    monkeypatch.setattr(import_cordis, "SHOWN", 1)
    errors = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_cordis", str(faulty), stderr=errors)
    assert "--report FILE.csv" in errors.getvalue()
    report = tmp_path / "bad.csv"
    with pytest.raises(CommandError):
        call_command("import_cordis", str(CURRENT / "project.csv"), str(faulty / "organization.csv"), report=report)
    with report.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["file"], row["line"], row["column"], row["value"]) for row in rows] == [
        ("organization.csv", "2", "country", "'=1+1")
    ]


def test_a_report_that_cannot_be_written_stops_before_the_import(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("import_cordis", str(CURRENT), report=tmp_path / "none" / "bad.csv")
    assert not EUContract.objects.exists()


def test_a_wrong_path_and_a_wrong_file_are_said(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        call(tmp_path / "none")
    other = tmp_path / "other.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no known layout"):
        call(other)


def test_a_register_without_countries_is_said_at_once():
    Country.objects.all().delete()
    with pytest.raises(CommandError, match="load the reference data first"):
        call(CURRENT)
