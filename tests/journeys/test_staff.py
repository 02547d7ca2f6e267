"""A member of the staff enters a joint unit on one page, publishes it, and reads it as the public does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from playwright.sync_api import expect

from partnerships.models import Structure
from tests.journeys.conftest import STAFF

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

PARTNERS = ("Keio University", "Tohoku University", "University of Tsukuba")
FIELDS = {
    "acronym": "TAKUMI",
    "title_en": "Laboratory of careful matter",
    "terms-0-start": "2015-01-01",
    "terms-0-end": "2019-12-31",
    "terms-1-start": "2020-01-01",
    "terms-1-end": "2099-12-31",
    "terms-1-override_reason": "The treaty was signed for eighty years.",
    "codes-0-code": "UMI 9876",
    "sites-0-city_en": "Sendai",
    "sites-1-city_en": "Grenoble",
    "sites-1-exchanges-0-year": "2024",
    "sites-1-exchanges-0-head_count": "4",
    "sites-1-exchanges-1-year": "2024",
    "sites-1-exchanges-1-head_count": "1",
}
CHOICES = {
    "sites-0-role": "main",
    "sites-1-role": "extension",
    "sites-1-exchanges-0-category": "doctoral",
    "sites-1-exchanges-1-category": "doctoral",
    "sites-1-exchanges-1-direction": "sent",
    "publication": "published",
}
SEARCHED = {
    "instrument": ("UMI", "UMI"),
    "country": ("japan", "Japan"),
    "codes-0-instrument": ("UMI", "UMI"),
    "sites-0-country": ("japan", "Japan"),
    "sites-1-country": ("france", "France"),
}


def remove():
    Structure.objects.filter(acronym="TAKUMI").delete()
    connection.close()


@pytest.fixture
def register(site):
    """The register is as it was before, when the test ends."""
    yield
    with ThreadPoolExecutor() as outside:  # the test's own transaction is undone, so it would remove nothing
        outside.submit(remove).result()


def search(page, name, text, found):
    """Choose in a search box with the keyboard alone."""
    page.locator(f"#id_{name} + .select2 .select2-selection").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    page.keyboard.type(text)
    page.locator(".select2-results__option--highlighted", has_text=found).wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(f"#id_{name} + .select2")).to_contain_text(found)


def log_in(page):
    page.goto("/admin/")
    page.get_by_label("Username").fill(STAFF[0])
    page.get_by_label("Password").fill(STAFF[1])
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Structures", exact=True).click()
    page.get_by_role("link", name="Add structure").click()
    page.wait_for_url("**/structure/add/")  # until its scripts are there: what is typed before goes unheard


def fill_in(page):
    for name, value in FIELDS.items():
        page.locator(f"#id_{name}").fill(value)
    for name, value in CHOICES.items():
        page.locator(f"#id_{name}").select_option(value)
    for name, (text, found) in SEARCHED.items():
        search(page, name, text, found)
    for number, partner in enumerate(PARTNERS):
        search(page, f"participations-{number}-partner", partner, partner)


def test_a_joint_unit_is_entered_on_one_page_and_found_in_public(page, register):
    log_in(page)
    page.locator("#id_acronym").press_sequentially("T")
    expect(page.locator("#id_slug")).to_have_value("t")
    fill_in(page)
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_contain_text("was added successfully")
    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("TAKUMI · Laboratory of careful matter")
    page.context.clear_cookies()
    page.goto("/en/structures/?q=umi-9876")
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.get_by_role("link", name="TAKUMI").click()
    for partner in PARTNERS:
        expect(page.get_by_role("region", name="Partners").get_by_role("link", name=partner)).to_be_visible()
    expect(page.get_by_role("region", name="Terms").locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Grenoble").click()
    expect(page.get_by_role("main")).to_contain_text("+3 people from 2024 to 2024: 4 received, 1 sent.")
