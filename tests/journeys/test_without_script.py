"""A reader whose browser runs no script goes round the whole site, by links and forms alone."""

import re

import pytest
from playwright.sync_api import expect

from tests import pages

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


@pytest.fixture
def plain(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def follow(page, name):
    """Follow the first link of the page's own content with this name."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def test_from_a_search_to_the_partner_the_country_and_its_office(plain):
    plain.goto("/")
    plain.locator("form[role=search] input[type=search]").first.fill("UMI 3218")
    plain.locator("form[role=search] button").first.click()
    plain.locator("main a[href*='/structures/jrl/']").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Joint Robotics Laboratory")
    plain.locator("main a[href*='/partners/']").first.click()
    plain.locator("main a[href$='/countries/jp/']").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Japan")
    follow(plain, "Tokyo")
    expect(plain).to_have_url(re.compile("/en/offices/tokyo/"))
    plain.get_by_role("link", name="Français").click()
    expect(plain).to_have_url(re.compile("/fr/offices/tokyo/"))
    plain.get_by_role("contentinfo").get_by_role("link", name=re.compile("ccessib")).click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(re.compile("Accessib"))


def content(page, url):
    """The title of a page and the number of links in its main part."""
    page.goto(url)
    return page.get_by_role("heading", level=1).inner_text(), page.locator("main a").count()


def test_every_page_says_as_much_without_script(plain, page):
    """Scripts add nothing that others would lack."""
    for url in pages.demonstration("en"):
        assert content(plain, url) == content(page, url), url
