"""Layouts are told by their headers."""

import pytest

from cnrs_intl.catalogue.sources import UnreadableError
from partnerships.imports.cordis import import_cordis, new_report
from partnerships.models import EUContract, Participation


def test_the_older_layout_has_decimal_commas_and_joined_lists(imported, old):
    imported(old())
    contract = EUContract.objects.get()
    assert (str(contract.total_cost), contract.call.identifier) == ("1000.50", "C-1")
    assert str(Participation.objects.get(partner__pic="999976105").ec_contribution) == "528340.97"


def test_the_h2020_variant_of_the_older_layout(imported, old):
    folder = old()
    for name, before, after in [("projects", "reference", "id"), ("organizations", "projectReference", "projectID")]:
        path = folder / f"cordis-fp7{name}.csv"
        path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    assert imported(folder).counts["participations"].created == 2


def test_unknown_columns_are_ignored(imported, current):
    imported(current([{"newColumn": "x"}], [{"another": "y"}]))
    assert EUContract.objects.count() == 1


def test_missing_columns_are_named_with_the_layouts_known(countries, current):
    folder = current()
    path = folder / "project.csv"
    path.write_text(path.read_text("utf-8").replace('"startDate"', '"begin"', 1), "utf-8")
    with pytest.raises(UnreadableError) as refusal:
        import_cordis([folder], new_report())
    assert "layout since 2021: missing “startDate”" in str(refusal.value)
    assert "layout of 2015 to 2020" in str(refusal.value)


def test_satellite_files_that_are_not_needed_are_named(imported, current):
    report = imported(current(webLink=[{"projectID": "101", "physUrl": "x"}]))
    assert any("webLink.csv" in note for note in report.notes)


def test_a_set_without_projects_or_without_organisations_is_refused(countries, current):
    folder = current()
    with pytest.raises(UnreadableError, match="no file of projects"):
        import_cordis([folder / "organization.csv"], new_report())
    with pytest.raises(UnreadableError, match="no file of organisations"):
        import_cordis([folder / "project.csv"], new_report())
