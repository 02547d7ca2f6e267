"""Readers without a mouse, with a narrow screen, or who do not see the page: every kind of page is theirs too."""

import pytest
from playwright.sync_api import expect

from tests import pages
from tests.journeys.axe import ALL_RULES, CONTRAST, load, violations

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db


ALIKE = ("tbody tr:nth-child(n+7)", ".facet li:nth-child(n+7)", ".map a:nth-of-type(n+9)")
"""Rows after the sixth are made as those before them; what axe says of a page takes twice as long with them."""
MOST_PRESSES = 200
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def overflows(page, width, size):
    """Whether something is wider than the window, with letters of a size in per cent."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{size}%")
    wide = page.evaluate(OVERFLOW)
    return [f"{wide} px too wide in {width} px at {size} %"] if wide > 0 else []


SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACE_OUT = """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet]; }"""


def overflows_when_spaced(page):
    """The spacing of text that a reader may set for themselves (WCAG 1.4.12)."""
    page.evaluate(SPACE_OUT, SPACING)
    return [f"{fault}, spaced out" for fault in overflows(page, 1280, 100)]


def faults(page):
    """What is wrong with the page that is open, for whoever reads it with other means than most."""
    load(page)
    return [
        *violations(page, "light", ALL_RULES, ALIKE),
        *violations(page, "dark", CONTRAST, ALIKE),
        *overflows(page, 320, 100),
        *overflows(page, 1280, 200),
        *overflows_when_spaced(page),
    ]


def test_faults_are_seen(page):
    page.goto("/en/")
    wide = "<p class=wrong>A text in pale grey<img src=/static/icon.svg width=2000>"
    page.evaluate("(wide) => document.querySelector('main').insertAdjacentHTML('beforeend', wide)", wide)
    page.evaluate("document.querySelector('.wrong').style.color = '#777'")
    found = " ".join(faults(page))
    for fault in ("light: image-alt", "dark: color-contrast", "too wide in 320", "at 200 %", "spaced out"):
        assert fault in found


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_every_page_is_for_every_reader(page, problems, language):
    """Nothing for axe to say in either theme; nothing too wide for a telephone, nor with letters twice as large."""
    plain = [(url, 200) for url in pages.demonstration(language)]
    found = {}
    for url, status in [*plain, *pages.refusals(language)]:
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.goto(url).status == status, url
        if wrong := faults(page):
            found[url] = wrong
    problems.clear()  # the refusals
    assert found == {}


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def tab_to(page, name):
    """Press Tab until the element with this id or text has the focus."""
    for _press in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"Tab never reaches {name}")


def tab_to_link(page, question):
    """Press Tab until a link with this question has the focus."""
    for _press in range(MOST_PRESSES):
        page.keyboard.press("Tab")
        if question in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
            return
    raise AssertionError(f"Tab never reaches a link to {question}")


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


def test_a_list_is_narrowed_and_widened_by_keyboard_only(page):
    page.goto("/en/structures/")
    heading = page.get_by_role("heading", level=1)
    everything = heading.inner_text()
    tab_to_link(page, "family=joint_unit")
    page.keyboard.press("Enter")
    expect(heading).to_contain_text("of the family joint unit")
    tab_to(page, "Clear all")
    page.keyboard.press("Enter")
    expect(heading).to_have_text(everything)


def test_nothing_moves_for_a_reader_who_asks_for_stillness(page):
    page.emulate_media(reduced_motion="reduce")
    moving = """[...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      const seconds = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
      return Math.max(...seconds) > 0 || style.scrollBehavior === "smooth";
    }).map((each) => each.outerHTML.slice(0, 80))"""
    for url in ("/en/", "/en/collaborations/", "/en/structures/limms/"):
        page.goto(url)
        assert page.evaluate(moving) == [], url


def test_a_page_prints_without_its_frame(page):
    """The record, and no menu, filter or search box."""
    page.emulate_media(media="print")
    for url in ("/en/structures/limms/", "/en/structures/?country=JP"):
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for part in ("header.site", "footer.site", ".questions"):
            assert page.locator(part).first.is_hidden() or page.locator(part).count() == 0, (url, part)


def test_a_record_is_read_on_a_telephone(page):
    """Rows are stacked, and each cell says what it is."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/en/structures/limms/")
    cell = page.locator("table.list td[data-label]:not(:first-child)").first
    label = cell.evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert label == f'"{cell.get_attribute("data-label")}"'
    assert page.evaluate(OVERFLOW) <= 0
