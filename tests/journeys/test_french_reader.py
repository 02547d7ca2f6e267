"""A reader who prefers French, and who wants to know whom to contact."""

import re

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


def test_the_other_language_is_the_same_page(page):
    page.goto("/en/structures/?country=JP&order=-start")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/fr/structures/\?country=JP&order=-start$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(".chips")).to_contain_text("Japon")
    expect(page.locator("[aria-sort]")).to_have_attribute("aria-sort", "descending")


def test_country_and_office_lead_to_each_other(page):
    page.goto("/fr/countries/JP/")
    page.get_by_role("main").get_by_role("link", name="Tokyo", exact=True).first.click()
    expect(page).to_have_url(re.compile("/fr/offices/tokyo/$"))
    page.get_by_role("table").get_by_role("link", name="Japon", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Japon")
