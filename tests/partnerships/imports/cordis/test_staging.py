"""Which rows are taken, and what becomes of bad ones."""

import pytest

from cnrs_intl.catalogue import readers
from cnrs_intl.catalogue.importing import BadRowsError
from cnrs_intl.catalogue.sources import UnreadableError
from partnerships.imports.cordis import import_cordis, new_report
from partnerships.models import Collaboration, EUContract, Participation, Partner, Programme


def bad_rows(folder, **options):
    """The bad rows of an import that is refused for them, and that leaves nothing."""
    report = new_report()
    with pytest.raises(BadRowsError):
        import_cordis([folder], report, **options)
    assert not Collaboration.objects.exists()
    assert not Partner.objects.exists()
    assert not Programme.objects.exists()
    return [(row.file, row.line, row.column, row.value) for row in report.bad_rows]


def test_a_separator_that_is_not_quoted_makes_a_bad_row_and_shifts_nothing(countries, current):
    folder = current([{}, {"id": "102"}])
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8-sig").replace('"A title"', '"A; title";x', 1), "utf-8")
    assert [row[:2] for row in bad_rows(folder)] == [("project.csv", 2)]


def test_only_projects_with_this_organisation_unless_all_are_asked_for(imported, current):
    projects = [{}, {"id": "102"}]
    folder = current(projects, [{}, {"projectID": "102"}])
    path = folder / "organization.csv"
    lines = [line for line in path.read_text("utf-8").splitlines() if not ('"102"' in line and "999997930" in line)]
    path.write_text("\n".join(lines), "utf-8")
    assert imported(folder).counts["contracts"].created == 1
    assert imported(folder, everything=True).counts["contracts"].created == 1
    assert set(EUContract.objects.values_list("grant_number", flat=True)) == {"101", "102"}


def test_a_bad_row_of_a_project_that_is_not_wanted_does_not_matter(imported, current):
    folder = current([{}], [{}, {"projectID": "102", "country": "DE;HU"}])
    assert not imported(folder).bad_rows


def test_all_bad_rows_are_listed_and_nothing_is_written(countries, current):
    projects = [
        {},
        {"id": "102", "startDate": "2015-02-30", "totalCost": "1.999.895"},
        {"id": "103", "endDate": "2013-01-01"},
        {"id": "104", "status": "LOST", "title": " ", "frameworkProgramme": "FP6"},
        {"id": "101", "title": "The same again"},
        {"id": "105", "acronym": "x" * 81},
    ]
    rows = [
        {"country": "DE;HU"},
        {"country": "QQ", "role": "spectator"},
        {"organisationID": "12345", "order": "0"},
        {"ecContribution": "-5", "activityType": "ABC", "geolocation": "here", "endOfParticipation": "maybe"},
        {"name": ""},
    ]
    folder = current(projects, rows, with_home=False)
    assert bad_rows(folder, everything=True) == [
        ("project.csv", 3, "startDate", "2015-02-30"),
        ("project.csv", 3, "totalCost", "1.999.895"),
        ("project.csv", 4, "endDate", "2013-01-01"),
        ("project.csv", 5, "title", " "),
        ("project.csv", 5, "frameworkProgramme", "FP6"),
        ("project.csv", 5, "status", "LOST"),
        ("project.csv", 7, "acronym", "x" * 81),
        ("organization.csv", 2, "country", "DE;HU"),
        ("organization.csv", 3, "country", "QQ"),
        ("organization.csv", 3, "role", "spectator"),
        ("organization.csv", 4, "organisationID", "12345"),
        ("organization.csv", 4, "order", "0"),
        ("organization.csv", 5, "activityType", "ABC"),
        ("organization.csv", 5, "geolocation", "here"),
        ("organization.csv", 5, "ecContribution", "-5"),
        ("organization.csv", 5, "endOfParticipation", "maybe"),
        ("organization.csv", 6, "name", ""),
        ("project.csv", 6, "id", "101"),
    ]


def test_good_rows_are_written_when_bad_ones_are_to_be_skipped(imported, current):
    projects = [{}, {"id": "102", "startDate": "2015-02-30"}]
    report = imported(
        current(projects, [{}, {"country": "DE;HU", "order": "3"}, {"projectID": "102"}]), skip_bad_rows=True
    )
    assert len(report.bad_rows) == 2
    assert EUContract.objects.get().grant_number == "101"
    assert Participation.objects.count() == 2
    assert (report.counts["contracts"].skipped, report.counts["participations"].skipped) == (1, 3)


def test_a_header_without_rows_is_refused(countries, current):
    folder = current()
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    with pytest.raises(UnreadableError, match="a header and no row"):
        import_cordis([folder], new_report())


def test_a_file_cut_in_a_row_is_refused(countries, current):
    folder = current()
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")
    with pytest.raises(UnreadableError, match="not closed"):
        import_cordis([folder], new_report())


def test_a_file_as_long_as_a_spreadsheet_is_noted(imported, current, monkeypatch):
    monkeypatch.setattr(readers, "LINES_OF_A_CUT_FILE", 3)
    assert any("was it cut?" in note for note in imported(current()).notes)
