"""The measurements run, on few rows, and say something of every goal."""

from datetime import date

import pytest
from pyroaring import BitMap

pytest.importorskip("duckdb")
pytest.importorskip("tantivy")

from bench import facets, files, goals, pages, upkeep
from bench.cases import Case, cases
from bench.engines import Popcount
from partnerships.catalogue.generation import generate

ROWS = 1_000
OF_IMPORTS = {"G10", "G11", "G12"}
OF_THE_SITE = {"G17", "G18"}


@pytest.mark.django_db(transaction=True)
def test_every_goal_is_measured_and_counts_agree(tmp_path):
    generate(ROWS, 3)
    asked = cases()
    assert asked[4].result.total > 0
    results = [*pages.measure(asked, ROWS, 3), *facets.measure(asked, tmp_path), *upkeep.measure(), *files.measure()]
    assert {result.goal for result in results} == set(goals.GOALS) - OF_IMPORTS - OF_THE_SITE
    assert {result.case for result in results if result.goal == "G16"} == {case.name for case in asked}
    assert all(result.note for result in results if result.met is False)


def test_counts_that_differ_are_refused():
    with pytest.raises(facets.DisagreementError, match="kind differs"):
        facets.agree("another", Case("a case"), {"kind": {"A": 1}}, {"kind": {"A": 2}})


@pytest.mark.django_db(transaction=True)
def test_lines_that_differ_from_those_of_the_file_are_refused():
    generate(20, 3)
    right = files.from_documents(date.today())
    assert files.agree({"documents": right}) > 0
    with pytest.raises(facets.DisagreementError, match="from the documents"):
        files.agree({"documents": right.replace("DESC", "ASC")})


def test_a_count_of_nothing_is_no_difference():
    shown = {"kind": {"A": 1, "B": 0}, "status": {}}
    assert facets.agree("another", Case("a case"), shown, {"kind": {"A": 1}}) is None


def test_the_c_loop_counts(tmp_path):
    try:
        limit = Popcount({"kind": {"A": BitMap([1, 64, 200]), "B": BitMap([2])}}, tmp_path)
    except FileNotFoundError:
        pytest.skip("no C compiler")
    assert limit.run(BitMap([1, 200]))[0] == {"kind": {"A": 2}}
