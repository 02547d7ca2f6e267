"""A minister's staff prints the brief of a country: two sheets of paper, in either language."""

import re

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("country", ["jp", "us"])
def test_a_brief_prints_on_two_pages(page, language, country):
    page.goto(f"/{language}/countries/{country}/brief/")
    assert len(PAGE.findall(page.pdf(prefer_css_page_size=True))) == 2


def test_the_page_of_a_country_leads_to_its_brief_of_the_day(page):
    page.goto("/en/countries/jp/")
    page.get_by_label("As of").fill("2013-07-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Everything on this page is as of 1 July 2013.")).to_be_visible()
    page.get_by_role("link", name="Printable brief").click()
    expect(page).to_have_url(re.compile(r"/en/countries/jp/brief/\?active_on=2013-07-01$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Japan")
