"""Rows of forms whose empty ones are drawn once, and groups of fields drawn without a template."""

from pathlib import Path

import html5lib
import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import Fieldset
from django.template import Context, Engine, engines

from cnrs_intl.catalogue.templatetags.rows import drawn_rows, row_counts, row_headings
from partnerships.models import Structure

CELLS = "admin/edit_inline/exchange_cells.html"
FIELDSET = "admin/includes/fieldset.html"


class Named(forms.Form):
    name = forms.CharField(help_text="As it <b>writes</b> itself.")
    is_known = forms.BooleanField(required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


Rows = forms.formset_factory(Named, extra=2)


def draw(rows):
    engine = engines["django"].engine
    context = Context()
    with context.bind_template(engine.from_string("")):
        return drawn_rows(context, rows, CELLS)


def parsed(text):
    """The elements and texts of a page, without the white space between them."""
    tree = html5lib.parseFragment(str(text), treebuilder="etree", namespaceHTMLElements=False)
    attributes = [{name: " ".join(value.split()) for name, value in each.attrib.items()} for each in tree.iter()]
    texts = [(each.tag, (each.text or "").strip(), (each.tail or "").strip()) for each in tree.iter()]
    return list(zip(attributes, texts, strict=True))


def test_empty_rows_are_copies_with_their_numbers():
    drawn = draw(Rows(initial=[{"name": "first"}], prefix="rows"))
    assert [row["name"].value() for row in drawn.entered] == ["first"]
    assert list(drawn.empty) == [1, 2]
    assert 'name="rows-__prefix__-name"' in drawn.prototype
    assert 'name="rows-2-name"' in drawn.empty[2]
    assert 'name="rows-2-key"' in drawn.empty[2]
    assert "__prefix__" not in drawn.empty[2]


def test_a_number_is_that_of_the_row_not_of_the_rows_around_it():
    drawn = draw(Rows(prefix="outer-__prefix__-rows"))
    assert 'name="outer-__prefix__-rows-1-name"' in drawn.empty[1]


def test_rows_that_were_sent_are_drawn_one_by_one():
    sent = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-0-name": "first", "rows-1-is_known": "on"}
    drawn = draw(Rows(sent, prefix="rows"))
    assert len(drawn.entered) == 2
    assert drawn.empty == {}


@pytest.mark.parametrize("data", [None, {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "1"}])
def test_the_counts_are_those_of_the_form_that_reads_them(data):
    formset = Rows(data, prefix="rows")
    assert parsed(row_counts(formset)) == parsed(formset.management_form)


GROUPS = {
    "lines": {"name": "A <name>", "description": "Why", "fields": ("acronym", ("title_en", "title_fr"), "institutes")},
    "read": {"fields": ("updated_at", ("slug", "closed_on")), "readonly_fields": ("updated_at", "closed_on")},
    "checkbox": {"name": "Closed", "classes": ("collapse",), "fields": ("is_demo", ("source", "is_demo"))},
}


@pytest.mark.django_db
@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
@pytest.mark.parametrize("data", [None, {"title_en": "x" * 2000, "website": "no"}])
def test_a_group_of_fields_is_that_of_the_administration(admin_client, rf, admin_user, group, data):
    model_admin = admin.site.get_model_admin(Structure)
    request = rf.get("/")
    request.user = admin_user
    every = ["acronym", "title_en", "title_fr", "institutes", "slug", "is_demo", "source"]
    form = model_admin.get_form(request, fields=every)(data)
    fieldset = Fieldset(form, model_admin=model_admin, **group)
    context = {"fieldset": fieldset, "prefix": "fieldset", "id_prefix": 0, "id_suffix": 1}
    own = engines["django"].engine.get_template(FIELDSET)
    djangos = Engine(dirs=[Path(admin.__file__).parent / "templates"]).get_template(FIELDSET)
    assert parsed(own.render(Context(context))) == parsed(djangos.render(Context(context)))


class Columns:
    """As the administration gives the columns of a table of rows."""

    def fields(self):
        shown, hidden = forms.TextInput(), {"is_hidden": True}
        yield {"name": "name", "label": "a <name>", "widget": shown, "required": True, "help_text": 'As <b>"it"</b>.'}
        yield {"name": "key", "label": "key", "widget": hidden, "required": False, "help_text": ""}


def test_a_heading_says_its_column_and_its_help():
    drawn = row_headings(Columns())
    assert '<th scope="col" class="column-name required">A &lt;name&gt; <img' in drawn
    assert 'alt="(As &quot;it&quot;.)" title="As &quot;it&quot;."' in drawn
    assert '<th scope="col" class="column-key hidden">Key</th>' in drawn
