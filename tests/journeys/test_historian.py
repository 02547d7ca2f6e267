"""A reader who asks what was, and how it became what is."""

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

PAST = "2013-07-01"


def codes(page):
    return page.locator("tbody .code").all_inner_texts()


def test_a_list_on_two_dates_has_the_codes_and_the_number_of_each(page):
    page.goto("/en/collaborations/?family=joint_unit&country=JP")
    heading = page.get_by_role("heading", level=1)
    today, now = codes(page), heading.inner_text()
    assert any(code.startswith("IRL") for code in today)
    page.get_by_label("Active on", exact=True).fill(PAST)
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(f"**active_on={PAST}*")
    expect(page.get_by_text("This is the state of 1 July 2013")).to_be_visible()
    assert heading.inner_text() != now
    then = codes(page)
    assert then
    assert not any(code.startswith("IRL") for code in then)
    page.get_by_role("link", name="Back to today").click()
    expect(heading).to_have_text(now)
    assert codes(page) == today


def test_a_pathway_is_followed_from_its_first_step_to_its_last_and_back(page):
    page.goto("/en/structures/formath-vietnam-pics/")
    steps = page.locator("ol.pathway > li")
    number = steps.count()
    assert number > 1
    here = page.locator("ol.pathway [aria-current]")
    expect(here).to_contain_text("PICS")
    steps.last.get_by_role("link").first.click()
    page.wait_for_url("**/structures/formath-vietnam/")
    expect(steps).to_have_count(number)
    expect(here).to_contain_text("LIA")
    page.go_back()
    page.wait_for_url("**/structures/formath-vietnam-pics/")
