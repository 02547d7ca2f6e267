"""Every public page, in both languages and for both kinds of reader, is valid, and whole for who does not see it."""

from itertools import product

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from tests import pages
from tests.everywhere.conftest import GROW, ROWS
from tests.everywhere.html import complaints

WRONG = {
    "<p>a<p id=x><b>c</i>": "unexpected-end-tag",
    '<p id="a"></p><p id="a"></p>': "id a is there 2 times",
    '<label for="nobody">A</label>': "for leads nowhere",
    '<p aria-describedby="nobody">A</p>': "aria-describedby leads nowhere",
    "<h3>A</h3>": "a heading of level 3 follows one of level 1",
    "<h1>A</h1>": "2 of the first level",
    "<h2> </h2>": "<h2> has no text",
    "<ul><p>A</p></ul>": "<p> in <ul>",
    "<span><div>A</div></span>": "<div> in <span>",
    "<ul></ul>": "<ul> is empty",
    "<table><tr><td>A</td></tr></table>": "<table> has no caption",
    "<table><caption>A</caption><tr><th>A</th></tr></table>": "<th> says not whose header it is",
    "<table><tr><td>A</td></tr><tr><td>A</td><td>B</td></tr></table>": "rows of [1, 2] cells",
    '<img src="a.png">': "has no alternative",
    "<svg><path/></svg>": "neither name nor aria-hidden",
    '<a href="/"><svg aria-hidden="true"></svg></a>': "has no name",
    '<a href="/">Click here</a>': "does not say where it leads",
    '<form><input name="q"></form>': "has no label",
    "<form><label>A <input></label></form>": "has no name to be sent under",
    "<button>A</button>": "is in no form",
    "<form><button></button></form>": "has no name",
    "<fieldset><p>A</p></fieldset>": "has no legend",
    '<p style="color: red">A</p>': "has a style",
    '<p onclick="go()">A</p>': "has a script",
    '<p tabindex="3">A</p>': "changes the order of Tab",
    '<p lang="english">A</p>': "no such language",
    "<center>A</center>": "of the past",
    '<span aria-label="A">B</span>': "want of a role",
    '<nav aria-label="A"></nav><nav aria-label="A"></nav>': "2 navs are called “A”",
}
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>
<main><h1>A</h1>{}</main></body></html>"""


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_seen(text):
    assert complaints(FRAME.format("<p>Well made</p>")) == []
    assert WRONG[text] in " ".join(complaints(FRAME.format(text)))


def test_a_page_without_language_title_or_main_part_is_seen():
    found = " ".join(complaints("<!doctype html><html><head></head><body><h1>A</h1></body></html>"))
    for wanted in ("no language", "not one title", "cannot be enlarged", "not one main part"):
        assert wanted in found


def read(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, url
    return complaints(response.content.decode())


def key_of_new(kind, *, grown):
    """The key of a record made for this; grown: with two of everything that its page shows."""
    record = ROWS[DetailPage.registry[kind].prefix]()
    for _each in range(2 if grown else 0):
        GROW[kind](record)
    return pages.key_in(record.get_absolute_url())


@pytest.mark.parametrize("name", sorted(pages.routes()))
def test_page_is_valid(readers, name):
    for make in ROWS.values():
        make()
    kind = pages.kind_of(name)
    keys = [key_of_new(kind, grown=grown) for grown in (False, True)] if kind else [None]
    connection.check_constraints()  # the catalogue follows when a transaction ends, which a test's never does
    for client, language, key in product(readers.values(), pages.LANGUAGES, keys):
        assert read(client, pages.address(name, language, key)) == []


@pytest.mark.parametrize("name", sorted(ListPage.registry))
def test_empty_narrowed_and_refused_list_is_valid(readers, name):
    for client, language in product(readers.values(), pages.LANGUAGES):
        url = pages.address(name, language)
        assert read(client, url) == []
        assert read(client, f"{url}?nonsense=1", 400) == []
        ROWS[name]()
        assert read(client, f"{url}?q=zzzz") == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_error_pages_are_valid(client, db, language):
    assert read(client, f"/{language}/{pages.MISSING}", 404) == []
    with translation.override(language):
        for name in ("500.html", "503.html"):
            assert complaints(render_to_string(name)) == []
