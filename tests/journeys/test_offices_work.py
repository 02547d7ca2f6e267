"""A laboratory from its entry in one office to the unit it becomes, done by those who do it; other offices see nothing.

The dates are those of a LIA and of a UMI that their rules allow: such records are still being entered.
"""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from playwright.sync_api import expect

from cnrs_intl.catalogue.models import ReviewComment
from offices.models import Office
from partnerships.choices import StaffRole
from partnerships.models import Scope, Structure
from partnerships.services.staff import set_up_groups
from tests.journeys.axe import ALL_RULES, CONTRAST, load, violations
from tests.journeys.conftest import PATIENCE
from tests.journeys.test_staff import search

# One worker takes all the journeys: the data are loaded once.
pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
WRITER, REVIEWER, COLLEAGUE, ELSEWHERE = "writer", "reviewer", "colleague", "elsewhere"
PEOPLE = {
    WRITER: (StaffRole.CONTRIBUTOR, "tokyo"),
    REVIEWER: (StaffRole.REVIEWER, "tokyo"),
    COLLEAGUE: (StaffRole.REVIEWER, "tokyo"),
    ELSEWHERE: (StaffRole.CONTRIBUTOR, "new-delhi"),
}
COMMENT = "The dates are those of the agreement."
ACRONYM, TITLE, PARTNER = "HIKARI", "Laboratory of quiet light", "Keio University"
ADDRESS = "/admin/partnerships/structure/"
SLUG = "hikari-laboratory-of-quiet-light"
UNIT = "hikari-2-umi"
PUBLIC = f"/en/structures/{SLUG}/"
STORY = (
    (REVIEWER, "Succession.*added", "1 January 2017", "Code.*changed", "31 December 2016"),
    (REVIEWER, "Term.*added", "1 January 2013"),
    (COLLEAGUE, "Its French title", "HIKARI-1.*HIKARI-2", "Laboratoire de la lumière calme"),
    (REVIEWER, "The website has moved", "HIKARI.*HIKARI-1", "first.example"),
    (REVIEWER, "Publication", "in review.*published"),
    (WRITER, "Publication", "draft.*in review"),
    (WRITER, "Agreement signed in Tokyo", "Laboratory of quiet light", PARTNER, "LIA 9876", "Yokohama"),
)
"""What the history tells: who, and what is in the entry; dots stand for the rest of the words."""
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
COUNT_CLICKS = "addEventListener('click', (event) => event.isTrusted && counted(), true)"


def outside(act):
    """What `act` writes is committed: the site is another thread, which sees nothing else."""

    def run():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def hire():
    set_up_groups()
    for name, (role, office) in PEOPLE.items():
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.set(Group.objects.filter(name=role.value))
        Scope.objects.create(user=user).offices.set(Office.objects.filter(slug=office))


def remove():
    Structure.objects.filter(acronym__startswith=ACRONYM).delete()
    ReviewComment.objects.filter(author__username__in=PEOPLE).delete()
    User.objects.filter(username__in=PEOPLE).delete()
    Group.objects.filter(name__in=StaffRole.values).delete()


@pytest.fixture
def opened(browser, site):
    """Gives a page to each by name, signed in if they are of the staff, with cookies of their own."""
    outside(hire)
    pages, complaints = {}, []

    def page_of(name):
        if name not in pages:
            context = browser.new_context(base_url=site, locale="en-GB", viewport=WIDE, reduced_motion="reduce")
            context.set_default_timeout(PATIENCE)
            context.on("weberror", lambda error: complaints.append(str(error.error)))
            pages[name] = context.new_page()
            if name in PEOPLE:
                sign_in(pages[name], name)
        return pages[name]

    yield page_of
    for page in pages.values():
        page.context.close()
    outside(remove)
    assert complaints == []


def sign_in(page, name):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")


def met(page, name):
    """A page of the staff, called `name` where it has a fault: none by axe, and nothing that goes beyond the sides."""
    load(page)
    found = [*violations(page, "light", ALL_RULES), *violations(page, "dark", CONTRAST)]
    page.set_viewport_size(NARROW)
    wide = page.evaluate(OVERFLOW)
    page.set_viewport_size(WIDE)
    assert (found, wide) == ([], 0), name


def said(page, text):
    expect(page.locator(".messagelist")).to_contain_text(text)


def key_of(page):
    return re.search(r"/structure/(\d+)/", page.url)[1]


def enter(page):
    """A draft, with one term and one partner; returns its key."""
    page.goto(f"{ADDRESS}add/")
    page.wait_for_load_state()
    search(page, "instrument", "LIA", "LIA")
    page.locator("#id_acronym").press_sequentially(ACRONYM)
    page.locator("#id_title_en").press_sequentially(TITLE)
    search(page, "country", "japan", "Japan")
    page.locator("#id_terms-0-start").fill("2009-01-01")
    page.locator("#id_terms-0-end").fill("2012-12-31")
    page.locator("#id_codes-0-code").fill("LIA 9876")
    search(page, "codes-0-instrument", "LIA", "LIA")
    search(page, "participations-0-partner", PARTNER, PARTNER)
    page.locator("#id_sites-0-role").select_option("main")
    page.locator("#id_sites-0-city_en").fill("Yokohama")
    search(page, "sites-0-country", "japan", "Japan")
    page.get_by_label("Why (optional)").fill("Agreement signed in Tokyo")
    met(page, "filled form")
    page.get_by_role("button", name="Save and continue editing").first.click()
    said(page, "was added successfully")
    met(page, "saved draft")
    return key_of(page)


def submit(page):
    page.get_by_role("link", name="Review", exact=True).click()
    met(page, "review of a draft")
    page.get_by_label("Comment:").fill(COMMENT)
    page.get_by_role("button", name="Send to review").click()
    said(page, "The record is now “in review”.")
    met(page, "review, sent")


def assert_only_of_tokyo(visitor, other, key, slug):
    """Neither the public nor another office finds the record: it looks as one that does not exist."""
    for page in (visitor, other):
        assert page.goto(f"/en/structures/{slug}/").status == 404
        for listed in ("structures", "collaborations", "search"):
            assert page.goto(f"/en/{listed}/?q={ACRONYM}").status == 200
            expect(page.locator(f"a[href*='/{slug}/']")).to_have_count(0)
    other.goto(f"{ADDRESS}?q={ACRONYM}")
    expect(other.locator(f"a[href*='/{key}/']")).to_have_count(0)
    assert_not_there(other, key, ("change", "history", "review", "renew", "succeed", "delete"))


def assert_not_there(page, key, names):
    """Its pages of these names answer as those of a record that nobody has."""
    for name in names:
        answers = []
        for asked in (key, str(int(key) + 1_000_000)):
            status = page.goto(f"{ADDRESS}{asked}/{name}/").status
            shown = f"{page.url} {page.get_by_role('main').inner_text()}"
            answers.append((status, shown.replace(asked, "…")))
        assert answers[0] == answers[1], name


def assert_kept_in_tokyo(other, key):
    """Of a public record, another office reads what is public: neither its history nor what was said about it."""
    assert other.goto(f"{ADDRESS}{key}/change/").status == 200
    expect(other.get_by_role("main")).not_to_contain_text(COMMENT)
    for name in ("history", "review", "renew", "succeed", "close"):
        assert other.goto(f"{ADDRESS}{key}/{name}/").status == 403, name
        expect(other.get_by_role("main")).not_to_contain_text(ACRONYM)


def publish(page):
    """From what needs the reviewer: read, then published with a preview of what changes."""
    page.goto("/admin/")
    page.get_by_role("link", name=re.compile("In review: structures")).first.click()
    met(page, "what needs me")
    row = page.get_by_role("row", name=re.compile(ACRONYM))
    expect(row).to_contain_text("It was sent to review")
    row.get_by_role("link", name=re.compile("Review")).click()
    expect(page.get_by_role("main")).to_contain_text(COMMENT)
    met(page, "review, to decide")
    page.get_by_role("link", name="Its page, as everybody would see it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{ACRONYM} · {TITLE}")
    page.goto(f"{ADDRESS}?q={ACRONYM}")
    page.get_by_role("row", name=re.compile(ACRONYM)).get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option("publish")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("main")).to_contain_text("(in review → published)")
    met(page, "preview of the publication")
    page.get_by_role("button", name="Publish").click()
    said(page, "1 record changed.")


def edit_together(first, second, key):
    """Both open the form; the second to save chooses field by field, and keeps something of each."""
    for page in (first, second):
        page.goto(f"{ADDRESS}{key}/change/")
    first.get_by_label("Acronym").fill(f"{ACRONYM}-1")
    first.get_by_label("Web site").fill("https://first.example/")
    first.get_by_label("Why (optional)").fill("The website has moved")
    first.get_by_role("button", name="Save and continue editing").first.click()
    said(first, "was changed successfully")
    second.get_by_label("Acronym").fill(f"{ACRONYM}-2")
    second.get_by_label("Title (French)").fill("Laboratoire de la lumière calme")
    second.get_by_label("Why (optional)").fill("Its French title")
    second.get_by_role("button", name="Save", exact=True).first.click()
    second.get_by_role("heading", name="Somebody else changed").wait_for()
    both = second.get_by_role("group", name="Acronym")
    expect(both).to_contain_text(f"{ACRONYM}-1")
    expect(both).to_contain_text(f"{ACRONYM}-2")
    met(second, "two versions")
    both.get_by_label("Yours").check()
    second.get_by_role("button", name="Save what is chosen").click()
    said(second, "was changed successfully")
    second.goto(f"{ADDRESS}{key}/change/")
    expect(second.get_by_label("Acronym")).to_have_value(f"{ACRONYM}-2")
    expect(second.get_by_label("Web site")).to_have_value("https://first.example/")
    expect(second.get_by_label("Title (French)")).to_have_value("Laboratoire de la lumière calme")


def renew(page, key):
    """With two clicks from the form of the structure."""
    clicks = Counter()
    page.expose_function("counted", lambda: clicks.update(["click"]))
    page.add_init_script(COUNT_CLICKS)
    page.goto(f"{ADDRESS}{key}/change/")
    page.get_by_role("link", name="Renew", exact=True).click()
    proposed = page.locator("dl.told")
    expect(proposed).to_contain_text("First renewal (LIA)")
    expect(proposed).to_contain_text(re.compile(r"Latest possible end\s*31 December 2016"))
    met(page, "renewal")
    page.get_by_role("button", name="Renew").click()
    said(page, "Renewed: the next term is from 1 January 2013 to 31 December 2016.")
    assert clicks["click"] <= 2
    met(page, "renewed")


def succeed(page, key):
    """The LIA becomes a UMI, a draft until it is published; returns its key."""
    page.goto(f"{ADDRESS}{key}/change/")
    page.get_by_role("link", name="Succeed").click()
    expect(page.get_by_label("First day")).to_have_value("2017-01-01")
    met(page, "succession")
    page.get_by_label("Instrument").select_option(label="UMI")
    page.get_by_label("Code:", exact=True).fill("UMI 9877")
    page.get_by_label("Last day").fill("2021-12-31")
    page.get_by_role("button", name="Succeed").click()
    said(page, f"is followed by UMI {ACRONYM}-2, a draft")
    met(page, "successor")
    return key_of(page)


def publish_successor(page, key):
    page.goto(f"{ADDRESS}{key}/review/")
    page.get_by_role("button", name="Publish").click()
    said(page, "The record is now “published”.")


def pathway(page):
    page.goto(PUBLIC)
    return page.get_by_role("region", name="From first contact to joint laboratory").get_by_role("listitem")


def assert_told(page, key):
    """The history of the LIA, the last entry first: who did what, before and after, and why."""
    page.goto(f"{ADDRESS}{key}/history/")
    met(page, "history")
    entries = page.locator("ol.entries > li")
    expect(entries).to_have_count(len(STORY))
    for entry, (who, *texts) in zip(entries.all(), STORY, strict=True):
        expect(entry.get_by_role("heading", level=2)).to_contain_text(who)
        for text in texts:
            expect(entry).to_contain_text(re.compile(text, re.DOTALL))


def test_a_laboratory_of_one_office_lives_and_becomes_a_unit(opened):
    writer, reviewer, colleague, other, visitor = (opened(name) for name in (*PEOPLE, "visitor"))
    key = enter(writer)
    assert_only_of_tokyo(visitor, other, key, SLUG)
    submit(writer)
    assert_only_of_tokyo(visitor, other, key, SLUG)
    publish(reviewer)
    visitor.goto(PUBLIC)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(f"{ACRONYM} · {TITLE}")
    edit_together(reviewer, colleague, key)
    renew(reviewer, key)
    unit = succeed(reviewer, key)
    assert_only_of_tokyo(visitor, other, unit, UNIT)
    expect(pathway(visitor)).to_have_count(0)
    publish_successor(reviewer, unit)
    expect(pathway(visitor)).to_have_text([re.compile("LIA 9876"), re.compile("UMI 9877")])
    assert_told(reviewer, key)
    assert_kept_in_tokyo(other, key)
