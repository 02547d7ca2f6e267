"""Readers without a mouse, with a narrow screen, or who do not see the page: every kind of page is theirs too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cnrs_intl.catalogue.listing import ListPage
from partnerships.models import FrenchExtension

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="package")
def addresses(site):
    """One address of every kind of page, after its language."""
    extension = FrenchExtension.objects.values_list("pk", flat=True).first()
    details = ("structures/limms/", f"extensions/{extension}/", "partners/upmc/", "contracts/h2020-637081/")
    more = (
        "offices/tokyo/",
        "countries/JP/",
        "clusters/tsukuba/",
        "structures/?q=zzzz&country=JP",
        "search/",
        "search/?q=tokyo",
    )
    dated = (
        "countries/us/brief/",
        "countries/de/?active_on=2015-06-01",
        "offices/rio-de-janeiro/?active_on=2013-07-01",
    )
    return ["", *(f"{name}/" for name in ListPage.registry), *details, *more, *dated]


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def tab_to(page, name):
    """Press Tab until the element with this id or text has the focus."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_the_keyboard_reaches_the_content_the_menu_and_the_filters(page):
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "content"
    page.goto("/en/")
    tab_to(page, "EU contracts")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/contracts/")
    tab_to(page, "id_q")
    page.keyboard.type("robot")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("matching “robot”")
    tab_to(page, "Dates of start and end")
    page.keyboard.press("Enter")
    tab_to(page, "id_starts_in")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_wrong_address_is_explained_and_back_works(page, problems):
    page.goto("/en/structures/?country=JP")
    response = page.goto("/en/structures/?country=JP&contry=FR")
    assert response.status == 400
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_text(
        "contry: this list has no such parameter; did you mean “country”?"
    )
    page.get_by_role("link", name="Ask the rest of the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 structures with a partner from Japan")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("7 structures with a partner from Japan")
    response = page.goto("/en/structures/nothing-such/")
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing at this address")
    assert {text.partition("status of ")[2][:3] for text in problems} == {"400", "404"}
    problems.clear()


def test_filters_unfold_on_a_small_screen_and_are_open_on_a_large_one(page):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/en/partners/")
    expect(page.get_by_label("Region")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    expect(page.get_by_label("Region")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto("/en/partners/")
    expect(page.get_by_label("Region")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(page, addresses, language):
    page.set_viewport_size({"width": 320, "height": 700})
    for address in addresses:
        assert page.goto(f"/{language}/{address}").status == 200, address
        widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wide, room = page.evaluate(widths)
        assert wide <= room, address


@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_to_say_in_light_and_in_dark(page, addresses, language):
    """Every kind of page, by turns in English and in French: only the words differ."""
    found = []
    for address in addresses[("en", "fr").index(language) :: 2]:
        page.emulate_media(color_scheme="light")
        page.goto(f"/{language}/{address}")
        light = Axe().run(page).response["violations"]
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate("axe.run({runOnly: ['color-contrast'], resultTypes: ['violations']})")["violations"]
        for scheme, violations in (("light", light), ("dark", dark)):
            found += [(address, scheme, each["id"], [node["html"] for node in each["nodes"]]) for each in violations]
    assert found == []
