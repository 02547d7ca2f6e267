"""Staff who read the history of a record, restore a version, and save a record that somebody else has just saved."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection

from cnrs_intl.catalogue.history_context import told
from partnerships.models import Collaboration
from tests.journeys.conftest import STAFF

pytestmark = pytest.mark.django_db

SLUG = "limms"
WIDTHS = (320, 1280)


def elsewhere(work):
    """Do `work` with a connection of its own, as another request would: what it writes is there for all."""

    def closing():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


def somebody_else_saves(key):
    with told(command="somebody_else"):
        Collaboration.objects.filter(pk=key).update(acronym="LIMMS-THEIRS", website="https://their.example/")


@pytest.fixture
def key(site):
    """The number of a record that is put back after the test."""

    def read():
        return Collaboration.objects.filter(slug=SLUG).values("pk", "acronym", "website").get()

    before = elsewhere(read)
    number = before.pop("pk")
    yield number
    elsewhere(lambda: Collaboration.objects.filter(slug=SLUG).update(**before))


def sign_in(page, address):
    page.goto(f"/admin/login/?next={address}")
    page.get_by_label("Username").fill(STAFF[0])
    page.get_by_label("Password").fill(STAFF[1])
    page.get_by_role("button", name="Log in").click()


def assert_accessible(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()


def test_two_editors_lose_nothing_and_the_history_tells_it(page, key):
    address = f"/admin/partnerships/structure/{key}/change/"
    sign_in(page, address)
    page.get_by_label("Acronym").fill("LIMMS-MINE")
    page.get_by_label("Why (optional)").fill("New name on the door")
    elsewhere(lambda: somebody_else_saves(key))
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("heading", name="Somebody else changed").wait_for()
    assert_accessible(page)
    page.get_by_role("group", name="Acronym").get_by_label("Yours").check()
    page.get_by_role("button", name="Save what is chosen").click()
    page.get_by_text("was changed successfully").wait_for()
    page.goto(f"/admin/partnerships/structure/{key}/history/")
    page.get_by_text("New name on the door").wait_for()
    page.get_by_text("the command “somebody_else”").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Restore this version").nth(1).click()
    page.get_by_role("heading", name="Restore a version").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Restore this version").click()
    page.get_by_text("The version was restored.").wait_for()
