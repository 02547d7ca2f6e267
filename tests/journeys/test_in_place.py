"""Filters, orders and pages change a list in place: address, title, focus and what is announced follow."""

import re

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(page):
    """The list of collaborations, with a mark that a page loaded anew would not have."""
    page.goto("/en/collaborations/")
    page.evaluate("window.isStillHere = true")
    return page


def is_in_place(page):
    return page.evaluate("window.isStillHere === true")


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_facet_is_chosen_and_given_up_in_place(listed):
    listed.locator("[id='family=joint_unit']").focus()
    listed.keyboard.press("Enter")
    expect(listed.locator(".chips")).to_contain_text("joint unit")
    expect(listed).to_have_url(re.compile(r"\?family=joint_unit$"))
    heading = listed.get_by_role("heading", level=1).inner_text()
    expect(listed).to_have_title(re.compile(f"^{re.escape(heading)}"))
    expect(listed.locator("#announcement")).to_contain_text(heading)
    assert focused(listed) == "family=joint_unit"
    french = listed.get_by_role("banner").get_by_role("link", name="Français")
    expect(french).to_have_attribute("href", re.compile(r"/fr/collaborations/\?family=joint_unit$"))
    listed.keyboard.press("Enter")
    expect(listed.locator(".chips")).to_have_count(0)
    assert focused(listed) == "family=joint_unit"
    assert is_in_place(listed)


def test_a_text_an_order_and_a_page_are_asked_in_place(listed):
    listed.get_by_label("Search", exact=True).fill("laboratory")
    listed.keyboard.press("Enter")
    expect(listed.get_by_role("heading", level=1)).to_contain_text("laboratory")
    expect(listed).to_have_url(re.compile(r"/\?q=laboratory$"))
    assert focused(listed) == "id_q"
    listed.get_by_role("link", name="Clear all").click()
    expect(listed.locator(".chips")).to_have_count(0)
    expect(listed.get_by_role("heading", level=1)).to_be_focused()
    listed.get_by_role("link", name="End", exact=True).click()
    expect(listed.locator("#order-end")).to_have_attribute("aria-current", "true")
    listed.get_by_role("link", name="Next", exact=True).click()
    expect(listed).to_have_url(re.compile("after="))
    expect(listed.locator("#rows")).to_be_focused()
    assert is_in_place(listed)


def test_back_gives_the_list_as_it_was(listed):
    before = listed.get_by_role("heading", level=1).inner_text()
    listed.locator("[id='family=joint_unit']").click()
    expect(listed.locator(".chips")).to_be_visible()
    listed.go_back()
    expect(listed.get_by_role("heading", level=1)).to_have_text(before)
    expect(listed).to_have_url(re.compile("/en/collaborations/$"))


def test_the_day_is_shown_in_place_and_today_is_a_link_away(page):
    for name in ("collaborations", "structures", "contracts"):
        page.goto(f"/en/{name}/")
        page.get_by_label("Active on", exact=True).fill("2014-07-01")
        page.get_by_role("button", name="Show this day").click()
        expect(page.locator(".as-of")).to_contain_text("This is the state of 1 July 2014")
        assert focused(page) == "show-day"
        page.get_by_role("link", name="Back to today").click()
        expect(page.locator(".as-of")).to_have_count(0)


def test_what_is_refused_is_said_in_place(listed, problems):
    """Such as a year that its control would refuse, were it not for somebody who takes its limits away."""
    listed.locator("#further summary").click()
    listed.locator("#id_starts_in").evaluate("control => { control.type = 'text'; control.value = 'soon'; }")
    listed.get_by_role("button", name="Apply").click()
    expect(listed.get_by_role("heading", level=1)).to_have_text("This question cannot be answered")
    expect(listed.get_by_role("heading", level=1)).to_be_focused()
    assert is_in_place(listed)
    listed.get_by_role("link", name="Start again").click()
    expect(listed.locator(".scroll table")).to_be_visible()
    assert all("400" in problem for problem in problems)
    problems.clear()


def test_folded_filters_stay_open_on_a_small_screen(listed):
    listed.set_viewport_size({"width": 360, "height": 700})
    listed.locator("#questions > summary").click()
    listed.locator("[id='family=joint_unit']").focus()
    listed.keyboard.press("Enter")
    expect(listed.locator(".chips")).to_contain_text("joint unit")
    expect(listed.locator("[id='family=joint_unit']")).to_be_focused()
