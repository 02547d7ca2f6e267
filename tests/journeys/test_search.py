"""The search box of every page: the key “/”, and what is found, by kind."""

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


def test_the_slash_puts_the_cursor_in_the_box_and_is_a_letter_within_one(page):
    for address in ("/en/", "/en/partners/", "/en/structures/limms/", "/en/search/?q=tokyo"):
        page.goto(address)
        page.keyboard.press("/")
        expect(page.locator("#find")).to_be_focused()
        page.keyboard.type("a/b")
        expect(page.locator("#find")).to_have_value("a/b")
    page.goto("/en/partners/")
    page.locator("#id_q").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#id_q")).to_have_value("a/b")


def test_who_does_not_want_the_slash_turns_it_off(page):
    page.goto("/en/search/")
    page.get_by_label("The key / puts the cursor in the search box").uncheck()
    page.goto("/en/")
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()
    page.goto("/en/search/")
    page.get_by_label("The key / puts the cursor in the search box").check()
    page.goto("/en/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    assert page.context.cookies() == []


def test_a_city_leads_to_its_office_laboratories_and_partners(page):
    page.goto("/en/")
    page.locator("#find").fill("Tokio")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="tokyo", exact=True).click()
    kinds = ["Offices", "Structures", "Partners", "French extensions", "Science services of the French embassies"]
    assert page.locator("main h2").all_inner_texts() == kinds
    page.get_by_role("region", name="Structures").get_by_role("link", name="LIMMS").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("LIMMS")
