"""A newcomer knows one thing only: an old code, read in an article."""

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


def test_an_old_code_leads_to_the_laboratory_of_today(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("UMI 3218")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Found for “UMI 3218”")
    expect(page.locator(".hits li").first).to_contain_text("former code UMI 3218")
    page.get_by_role("link", name="JRL", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("JRL · Joint Robotics Laboratory")
    expect(page.locator(".code:not(.former)").first).to_have_text("IRL 3218")
    expect(page.locator(".code.former").first).to_have_text("UMI 3218")
    sites = page.get_by_role("region", name="Sites").get_by_role("row")
    expect(sites.filter(has_text="Tsukuba")).to_contain_text("Main site")
    expect(sites.filter(has_text="Toulouse")).to_contain_text("French extension")
    exchanges = page.get_by_role("region", name="Exchanges")
    expect(exchanges.get_by_role("img", name="People received and sent by year")).to_be_visible()
    exchanges.locator("summary").first.click()
    expect(exchanges.get_by_role("row").nth(1)).to_be_visible()
