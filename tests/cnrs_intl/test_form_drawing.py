"""What is drawn without a template says what Django's own template says."""

import html5lib
import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin import widgets
from django.forms.renderers import TemplatesSetting
from django.utils import translation
from django.utils.safestring import SafeString

from cnrs_intl.form_drawing import DRAWN, INPUTS, FormRenderer
from partnerships.models import Structure

AWKWARD = "<\"&'é"
CHOICES = [("", "---"), ("a", "A & B"), (2, 2), ("group", [("c", AWKWARD), ("d", SafeString("<b>d</b>"))])]
WIDGETS = {
    "text": (forms.TextInput({"maxlength": 5, "required": True, "disabled": False, "title": AWKWARD}), ("", AWKWARD)),
    "number": (forms.NumberInput({"step": "any"}), (None, 0, 12345)),
    "email": (forms.EmailInput(), ("a@b.c",)),
    "url": (forms.URLInput(), ("https://a.b/?c=1&d",)),
    "password": (forms.PasswordInput(), ("secret",)),
    "hidden": (forms.HiddenInput(), (None, 5)),
    "date": (forms.DateInput(), ("2001-02-03",)),
    "time": (forms.TimeInput(), ("10:00",)),
    "checkbox": (forms.CheckboxInput(), (True, False, None)),
    "file": (forms.FileInput(), (None,)),
    "search": (type("Search", (forms.TextInput,), {"template_name": "django/forms/widgets/search.html"})(), ("a",)),
    "textarea": (forms.Textarea({"rows": 3}), (None, f"{AWKWARD}\n2")),
    "select": (forms.Select(choices=CHOICES), (None, "a", 2, "c")),
}
BY_TEMPLATE = [(widget, value) for widget, values in WIDGETS.values() for value in values]
BY_TEMPLATE += [(forms.SelectMultiple(choices=CHOICES), ["a", "d"]), (forms.RadioSelect(choices=CHOICES[:3]), "a")]


def parsed(text):
    """The elements and texts, without the white space between them."""
    tree = html5lib.parseFragment(str(text), treebuilder="etree", namespaceHTMLElements=False)
    return [(each.tag, each.attrib, (each.text or "").strip("\n "), (each.tail or "").strip()) for each in tree.iter()]


def same(draw):
    assert parsed(draw(FormRenderer())) == parsed(draw(TemplatesSetting()))


@pytest.mark.parametrize(("widget", "value"), BY_TEMPLATE, ids=lambda each: type(each).__name__)
def test_an_input_is_that_of_the_template(widget, value):
    same(lambda renderer: widget.render("name", value, {"id": "id_name", "class": AWKWARD}, renderer))


def test_every_input_that_is_drawn_is_compared():
    drawn = {name.removeprefix("django/forms/widgets/").removesuffix(".html") for name in DRAWN if "widgets" in name}
    assert drawn == set(WIDGETS) == {*INPUTS, "textarea", "select"}


class Sent(forms.Form):
    name = forms.CharField(label=AWKWARD)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize("data", [None, {}, {"name": "a"}])
def test_labels_and_errors_are_those_of_the_template(data):
    def draw(renderer):
        field = Sent(data, renderer=renderer)["name"]
        return f"{field.label_tag(attrs={'class': 'a'})}{field.errors}{field.errors.as_ul()}{field.legend_tag()}"

    same(draw)


def test_a_form_is_that_of_the_template():
    same(lambda renderer: Sent(renderer=renderer).render())
    same(lambda renderer: forms.formset_factory(Sent)(form_kwargs={"renderer": renderer}).management_form.render())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_links_beside_a_choice_are_those_of_the_template(language):
    relation = Structure._meta.get_field("country").remote_field
    for can in ({}, {"can_add_related": True, "can_change_related": True, "can_view_related": True}):
        widget = widgets.RelatedFieldWidgetWrapper(forms.Select(choices=CHOICES), relation, admin.site, **can)
        for name in ("country", "rows-3-country"):
            with translation.override(language):
                same(lambda renderer, widget=widget, name=name: widget.render(name, "c", {"id": name}, renderer))
