"""A researcher narrows a list down, reads it page by page, and takes it away as a file."""

import csv
import re

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


FIRST_CELLS = "table.list tbody td:first-child > a"


def names(page):
    return page.locator(FIRST_CELLS).all_inner_texts()


def rows_of(download):
    with download.path().open(encoding="utf-8-sig", newline="") as file:
        _question, header, *rows = csv.reader(file)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_file_holds_the_list_that_was_read(page):
    page.goto("/en/structures/")
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("region", name="With a partner from").get_by_role("link", name="Japan").click()
    expect(heading).to_have_text("7 structures with a partner from Japan")
    page.get_by_role("region", name="Family").get_by_role("link", name="Joint unit").click()
    expect(heading).to_have_text(re.compile("structures of the family joint unit, with a partner from Japan"))
    page.get_by_role("link", name="With a partner from: Japan (remove)").click()
    expect(heading).to_have_text("51 structures of the family joint unit")
    page.get_by_role("link", name="Start (descending)").click()
    expect(page.get_by_role("columnheader", name="Start")).to_have_attribute("aria-sort", "ascending")
    read = names(page)
    for _page in range(2):
        page.get_by_role("link", name="Next").click()
        expect(page.locator(FIRST_CELLS).first).not_to_have_text(read[-25])
        read += names(page)
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = rows_of(download.value)
    assert len(rows) == 51
    assert [row["Structure"] or row["Title"] for row in rows] == read
    starts = [row["Start"] for row in rows if row["Start"]]
    assert starts == sorted(starts)


def test_an_empty_answer_says_which_filter_to_drop(page):
    page.goto("/en/structures/?country=JP&q=zzzz")
    page.get_by_role("link", name="Drop “Search”: 7 rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 structures with a partner from Japan")
