"""The administration for every reader: no fault on any page, in the colours of day and night, and all by keyboard."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from playwright.sync_api import expect

from cnrs_intl.catalogue.models import ProposedEdit
from offices.models import Office
from partnerships.models import Call, Document, Infrastructure, Programme, Reminder, Structure, Term
from tests import admin_pages
from tests.journeys.axe import ALL_RULES, CONTRAST, WCAG_RULES, load, violations
from tests.journeys.conftest import STAFF

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

ALIKE = (
    "#nav-sidebar, #toggle-nav-sidebar, tbody tr:nth-child(n+4):not(.empty-form), .inline-related:nth-of-type(n+4),"
    "#changelist-filter li:nth-child(n+4), .toplinks a:nth-child(n+4), #deleted-objects li:nth-child(n+4),"
    "select option:nth-child(n+4)"
)
"""On every page alike, or made as others before them: axe takes several times as long with them."""
CUT = "(alike) => document.querySelectorAll(alike).forEach((part) => part.remove())"
IN_BOTH_THEMES = ("/admin/needs/ends-within-3/", "/structure/", "/frenchextension/", "/user/", "/proposededit/")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WATCH = "document.addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))"
MOST_PRESSES = 150
REFUSED_EDIT = {"values": {"title_en": ["Another title"]}, "rows": {}}


def outside(act):
    """What `act` writes is committed: the site is another thread, which sees nothing else."""

    def run():
        act()
        connection.close()

    with ThreadPoolExecutor() as pool:
        pool.submit(run).result()


def furnish():
    """A record of each kind that the demonstration lacks."""
    structure = Structure.objects.get(slug="limms")
    office = Office.objects.get(slug="tokyo")
    Call.objects.create(identifier="AXE-1", programme=Programme.objects.first())
    Infrastructure.objects.create(slug="axe", name_en="Axe", name_fr="Axe", country_id="JP")
    term = Term.objects.filter(structure=structure).first()
    Document.objects.create(term=term, title="Axe", file="ab/axe.pdf", sha256="0" * 64, size=1024)
    # What was sent stays: the one of an earlier test is there.
    Reminder.objects.get_or_create(office=office, structure=structure, ends_on="2030-12-31", months=6)
    ProposedEdit.objects.create(
        content_type=ContentType.objects.get_for_model(Structure),
        object_id=str(structure.pk),
        author=User.objects.get(username=STAFF[0]),
        base={"values": {"title_en": [structure.title_en]}, "rows": {}},
        data=REFUSED_EDIT,
    )


def clear():
    Call.objects.filter(identifier="AXE-1").delete()
    Infrastructure.objects.filter(slug="axe").delete()
    Document.objects.filter(title="Axe").delete()
    ProposedEdit.objects.all().delete()


@pytest.fixture
def register(site):
    outside(furnish)
    yield
    outside(clear)


@pytest.fixture
def staff(page, site, problems):
    """Signed in; no page asks another host for anything, nor breaks the content security policy."""
    page.context.add_init_script(WATCH)
    page.context.on("request", lambda asked: asked.url.startswith((site, "data:")) or problems.append(asked.url))
    page.emulate_media(reduced_motion="reduce")
    page.goto("/admin/login/")
    load(page)
    assert [*violations(page, "light", ALL_RULES), *violations(page, "dark", CONTRAST)] == []
    page.get_by_label("Username").fill(STAFF[0])
    page.get_by_label("Password").fill(STAFF[1])
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    return page


def faults(page, *, rules=ALL_RULES, both_themes=False):
    wide = page.evaluate(OVERFLOW)
    found = [f"{wide} px too wide"] if wide > 0 else []
    load(page)
    found += violations(page, "light", rules)
    return [*found, *violations(page, "dark", CONTRAST)] if both_themes else found


def test_no_page_has_a_fault(staff, register):
    staff.goto("/admin/partnerships/partner/")
    found = {"the whole of a list": faults(staff, both_themes=True)}
    for address in admin_pages.addresses(User.objects.get(username=STAFF[0])):
        assert staff.goto(address).status == 200, address
        staff.evaluate(CUT, ALIKE)
        found[address] = faults(staff, both_themes=any(part in address for part in IN_BOTH_THEMES))
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_what_opens_on_a_page_has_no_fault_and_needs_no_mouse(staff):
    """A list with a search box, another row, and the preview of a move."""
    staff.goto("/admin/partnerships/structure/add/")
    country = staff.get_by_role("combobox", name="Country", exact=True).first
    country.focus()
    staff.keyboard.press("Enter")
    expect(staff.locator(".select2-dropdown").get_by_role("searchbox", name="Country")).to_be_focused()
    staff.keyboard.type("japan")
    staff.locator(".select2-results__option--highlighted", has_text="Japan").wait_for()
    assert faults(staff, rules=WCAG_RULES, both_themes=True) == []
    staff.keyboard.press("Enter")
    expect(staff.get_by_role("combobox", name=re.compile("Country.*Japan"))).to_be_visible()
    staff.get_by_role("button", name="Add another Term").focus()
    staff.keyboard.press("Enter")
    expect(staff.locator("#id_terms-2-start")).to_be_visible()
    assert faults(staff) == []
    staff.goto("/admin/partnerships/structure/")
    staff.get_by_role("checkbox").nth(1).check()
    staff.locator("select[name=action]").select_option("archive")
    staff.get_by_role("button", name="Go").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Archive")
    assert faults(staff) == []


def test_a_refused_form_says_so_in_either_language(staff, site):
    for language in ("en", "fr"):
        staff.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        staff.goto("/admin/partnerships/structure/add/")
        assert staff.locator("html").get_attribute("lang") == language
        staff.locator("[name=_save]").first.click()
        expect(staff.locator(".errornote")).to_be_visible()
        assert faults(staff) == []


def test_the_keyboard_skips_the_frame_and_always_shows_where_it_is(staff):
    staff.goto("/admin/partnerships/structure/")
    staff.keyboard.press("Tab")
    expect(staff.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    staff.keyboard.press("Enter")
    staff.keyboard.press("Tab")
    seen = set()
    for _press in range(MOST_PRESSES):
        place, shown = staff.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at);
            return [at.id || at.outerHTML.slice(0, 80), style.outlineStyle !== "none" && at.checkVisibility()]; }"""
        )
        assert shown, place
        seen.add(place)
        staff.keyboard.press("Tab")
    assert "searchbar" in seen
    assert not {"nav-filter", "toggle-nav-sidebar"} & seen
