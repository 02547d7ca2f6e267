"""The catalogue, used from its search box to its file: with JavaScript by keyboard, without it by links and forms."""

import re

import pytest
from playwright.sync_api import expect

# One worker takes all the journeys: the data are loaded once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("journeys")]

WORDS = {
    "en": {
        "search": "Search", "family": "Family", "unit": "Joint unit", "Japan": "Japan",
        "given up": "(chosen: give up)", "on": "Active on", "apply": "Apply", "today": "Back to today", "next": "Next",
        "state": "This is the state of 1 July 2014", "country": "With a partner from",
        "all": re.compile(r"All \d+ values"),
    },
    "fr": {
        "search": "Rechercher", "family": "Famille",
        "unit": "Unité mixte internationale",
        "Japan": "Japon", "given up": "(choisi", "on": "En cours le", "apply": "Appliquer",
        "today": "Revenir à aujourd’hui", "next": "Suivante", "state": "Ceci est l’état au 1er juillet 2014",
        "country": "Pays d’un partenaire", "all": re.compile(r"Les \d+ valeurs"),
    },
}  # fmt: skip


@pytest.fixture(params=["en", "fr"])
def language(request):
    return request.param


def number(page):
    """How many collaborations the title says there are."""
    return int(re.match(r"\d+", page.get_by_role("heading", level=1).inner_text().replace("\u202f", ""))[0])


def count(facet, label):
    return int(facet.get_by_role("listitem").filter(has_text=label).locator(".count").inner_text())


def narrow_and_widen(page, words):
    """Choose a value of a facet, see as many as it said, and give it up."""
    everything = number(page)
    facet = page.get_by_role("region", name=words["family"], exact=True)
    promised = count(facet, words["unit"])
    facet.get_by_role("link", name=words["unit"]).click()
    expect(page.locator(".chips")).to_contain_text(words["family"])
    assert number(page) == promised
    facet.get_by_role("link", name=words["given up"]).click()
    expect(page.locator(".chips")).to_have_count(0)
    assert number(page) == everything


def first_row(page):
    return page.locator(".scroll tbody a").first.inner_text()


def go_on(page, words):
    """As of a day, back, the next page, and the file of it all."""
    page.get_by_label(words["on"], exact=True).fill("2014-07-01")
    page.get_by_role("button", name=words["apply"]).click()
    expect(page.get_by_text(words["state"])).to_be_visible()
    page.get_by_role("link", name=words["today"]).click()
    expect(page.get_by_text(words["state"])).to_have_count(0)
    first = first_row(page)
    page.get_by_role("link", name=words["next"], exact=True).click()
    page.wait_for_url("**after=*")
    assert first_row(page) != first
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) >= number(page) + 2


def test_with_a_keyboard_and_the_map(page, language):
    words = WORDS[language]
    page.goto(f"/{language}/collaborations/")
    narrow_and_widen(page, words)
    page.locator(
        "figure.map a", has=page.locator("title", has_text=re.compile(rf"^{words['Japan']}\s?:"))
    ).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(words["Japan"])
    page.goto(f"/{language}/collaborations/")
    go_on(page, words)
    page.locator("#find").focus()
    page.keyboard.type("UMI 32", delay=20)
    expect(page.locator("#find-offers option[value='UMI 3218']")).to_have_count(1)
    # The list of offers is the browser's own, and one without a screen never opens it: the code is written out.
    page.keyboard.type("18")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=UMI*3218")
    expect(page.locator(".hits li")).to_have_count(2)  # the structure, and its extension in France


def test_without_javascript(browser, site, language):
    words = WORDS[language]
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"/{language}/")
    page.locator("#find").fill("UMI 3218")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=UMI*")
    expect(page.locator(".hits li")).to_have_count(2)
    page.goto(f"/{language}/collaborations/")
    narrow_and_widen(page, words)
    page.get_by_role("region", name=words["country"], exact=True).get_by_role("link", name=words["all"]).click()
    expect(page).to_have_url(re.compile(r"\?all=country#facet-country$"))
    facet = page.get_by_role("region", name=words["country"], exact=True)
    promised = count(facet, words["Japan"])
    facet.get_by_role("link", name=words["Japan"]).click()
    expect(page.locator("figure.map a[aria-current]")).to_contain_text(words["Japan"])
    assert number(page) == promised
    page.goto(f"/{language}/collaborations/")
    go_on(page, words)
    context.close()
