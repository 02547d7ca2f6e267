"""The whole import on the real files: every project of 2014 with its consortium, and genuine samples."""

import csv
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from cnrs_intl.catalogue import importing
from cnrs_intl.catalogue.importing import RefusedError
from partnerships.imports.cordis import import_cordis, new_report, participations
from partnerships.models import Collaboration, EUContract, Participation, Partner, Programme

ROOT = Path(__file__).parents[3]
CURRENT = ROOT / "fixtures/cordis/current"
SAMPLES = ROOT / "tests/data/cordis"
OLD = SAMPLES / "layout_2015_2020"


def numbers(report, *kinds):
    return {
        kind: (counts.created, counts.changed) for kind, counts in report.counts.items() if kind in kinds or not kinds
    }


def nothing_happened(report):
    return all(pair == (0, 0) for pair in numbers(report).values())


def test_the_current_layout_gives_all_contracts_partners_and_participations(imported):
    report = imported(CURRENT)
    assert not report.bad_rows
    assert numbers(report, "contracts", "partners", "participations") == {
        "contracts": (129, 0),
        "partners": (712, 0),
        "participations": (1075, 0),
    }
    assert (EUContract.objects.count(), Partner.objects.count(), Participation.objects.count()) == (129, 712, 1075)
    assert not EUContract.objects.exclude(publication="published").exists()
    contract = EUContract.objects.get(slug="fp7-115583")
    assert (contract.acronym, contract.country_id, contract.scheme.code) == ("ENABLE", "GB", "JTI-CP-IMI")
    assert contract.programme.code == "FP7-JTI"
    assert contract.programme.parent.code == "FP7"
    assert contract.topic_title.startswith("ND4BB Topic 3")
    assert Participation.objects.filter(collaboration=contract).first().partner.name.startswith("GLAXOSMITHKLINE")
    assert Partner.objects.get(is_home=True).pic == "999997930"


def test_the_pair_that_occurs_twice_is_kept_twice(imported):
    imported(CURRENT)
    twice = Participation.objects.filter(collaboration__slug="h2020-633053", partner__pic="999624092")
    assert sorted(twice.values_list("role", "occurrence")) == [("participant", 1), ("participant", 2)]


def test_a_second_run_changes_nothing(imported, everything):
    imported(CURRENT)
    before = everything()
    assert nothing_happened(imported(CURRENT))
    assert everything() == before


def test_rows_in_another_order_change_nothing(imported, everything, tmp_path):
    imported(CURRENT)
    before = everything()
    for path in CURRENT.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = csv.reader(stream, delimiter=";")
        with (tmp_path / path.name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([header, *reversed(rows)])
    assert nothing_happened(imported(tmp_path))
    assert everything() == before


def test_the_older_layout_after_the_current_one_changes_nothing(imported, everything):
    imported(CURRENT)
    before = everything()
    report = imported(OLD)
    assert nothing_happened(report)
    assert report.counts["contracts"].unchanged == 124
    assert everything() == before


def test_the_current_layout_after_the_older_one_completes_it(imported):
    assert numbers(imported(OLD), "contracts", "participations") == {"contracts": (124, 0), "participations": (759, 0)}
    report = imported(CURRENT)
    assert report.counts["contracts"].created == 5
    assert report.counts["participations"].created == 1075 - 759
    assert (EUContract.objects.count(), Partner.objects.count(), Participation.objects.count()) == (129, 712, 1075)
    assert Participation.objects.filter(position=None).count() == 0
    assert nothing_happened(imported(CURRENT))
    assert nothing_happened(imported(OLD))


def test_a_zip_in_either_arrangement_gives_the_same_as_the_folder(imported, everything, tmp_path):
    imported(CURRENT)
    before = everything()
    for folder in ("", "csv/"):
        with zipfile.ZipFile(tmp_path / "cordis.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in CURRENT.glob("*.csv"):
                archive.write(path, f"{folder}{path.name}")
        assert nothing_happened(imported(tmp_path / "cordis.zip"))
    assert everything() == before


def test_a_pair_of_files_is_enough(imported):
    report = imported(CURRENT / "project.csv", CURRENT / "organization.csv")
    assert numbers(report, "contracts", "participations") == {"contracts": (129, 0), "participations": (1075, 0)}


def test_a_dry_run_reports_the_same_and_writes_nothing(imported):
    tried = imported(CURRENT, dry_run=True)
    assert not Collaboration.objects.exists()
    assert not Programme.objects.exists()
    done = imported(CURRENT)
    assert (tried.counts, tried.notes) == (done.counts, done.notes)


def test_the_layout_of_late_2021_has_projects_alone_which_become_drafts(imported):
    report = imported(SAMPLES / "genuine_fp7_project_2021_59_rows.csv", everything=True)
    assert numbers(report, "contracts") == {"contracts": (59, 0)}
    assert any("59 projects have no participation" in note for note in report.notes)
    assert set(EUContract.objects.values_list("publication", flat=True)) == {"draft"}
    states = EUContract.objects.values_list("ec_status", flat=True)
    assert sorted(states)[-2:] == ["signed", "terminated"]
    assert min(states) == "closed"
    music = EUContract.objects.get(grant_number="287711")
    assert '"uncopiable intangibles"' in music.summary_en
    assert str(music.total_cost) == "642632.00"


def test_genuine_organisations_of_2026_are_read(imported, current):
    with (SAMPLES / "genuine_organization_2026_10_rows.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    projects = [{"id": grant, "frameworkProgramme": "H2020"} for grant in sorted({row["projectID"] for row in rows})]
    report = imported(current(projects, rows, with_home=False), everything=True)
    assert not report.bad_rows
    assert numbers(report, "partners", "participations") == {"partners": (9, 0), "participations": (10, 0)}
    athens = Participation.objects.get(partner__pic="999643007")
    assert (str(athens.net_ec_contribution), str(athens.total_cost), athens.role) == (
        "528340.97",
        "960619.95",
        "third_party",
    )
    assert athens.partner.country_id == "GR"
    assert Partner.objects.get(pic="941324376").country_id == "XK"
    assert Partner.objects.get(pic="999905974").country_id == "GB"
    assert str(Partner.objects.get(pic="999654356").latitude) == "37.98826"


def test_what_the_database_refuses_is_said_and_leaves_nothing(imported, current):
    Partner.objects.create(slug="universite-de-liege-999976105", name="x")
    Partner.objects.create(slug="universite-de-liege", name="y")
    Partner.objects.create(slug="universite-de-liege-be", name="z")
    with pytest.raises(RefusedError, match="nothing was written"):
        imported(current())
    assert not Collaboration.objects.exists()


def test_an_import_that_is_killed_leaves_nothing(current, countries, monkeypatch):
    def killed(report):
        raise SystemExit

    monkeypatch.setattr(participations, "merge", killed)
    with pytest.raises(SystemExit):
        import_cordis([current()], new_report())
    assert not Collaboration.objects.exists()
    assert not Partner.objects.exists()


def test_a_second_import_at_the_same_time_is_refused(current, countries):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [importing.LOCK])
        with pytest.raises(RefusedError, match="Another import is running"):
            import_cordis([current()], new_report())
    finally:
        other.close()
