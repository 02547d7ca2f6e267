"""What an edit becomes beside a record that others have changed since."""

import pytest
from django import forms

from cnrs_intl.catalogue.edit_merging import Merge, said
from cnrs_intl.catalogue.models import ProposedEdit

CHOICES = [("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")]


class Form(forms.Form):
    title = forms.CharField(required=False)
    several = forms.MultipleChoiceField(choices=CHOICES, required=False)
    sure = forms.BooleanField(required=False)


def state(**values):
    return {"values": {"title": ["t"], "several": ["a"], "sure": []} | values, "rows": {}}


def merged(base, sent, **now):
    initial = {"title": "t", "several": ["a"], "sure": False} | now
    return Merge(ProposedEdit(base=base, data=sent), Form(initial=initial), {}, reader=None)


def test_what_the_edit_leaves_alone_stays_as_others_made_it():
    merge = merged(state(), state(title=["new"]), sure=True)
    assert merge.data == {"title": ["new"], "several": ["a"], "sure": ["on"]}
    assert [(each.label, each.now, each.proposed) for each in merge.differences] == [("Title", "t", "new")]
    assert not merge.is_overtaken


def test_what_both_changed_is_said():
    merge = merged(state(), state(title=["new"]), title="other")
    assert [(each.now, each.proposed, each.since) for each in merge.differences] == [("other", "new", "t")]
    assert merge.is_overtaken


def test_what_the_record_says_already_is_no_difference():
    merge = merged(state(), state(title=["new"]), title="new")
    assert merge.differences == []


def test_of_several_values_those_added_and_removed_count():
    merge = merged(state(several=["a", "b"]), state(several=["b", "c"]), several=["a", "b"])
    assert merge.data["several"] == ["b", "c"]
    kept = merged(state(several=["a"]), state(several=["a", "c"]), several=["a", "b"])
    assert kept.data["several"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [("several", ["a", "c"], "Alpha, Gamma"), ("sure", ["on"], "yes"), ("sure", [], "no"), ("title", [""], "—")],
)
def test_values_are_said_in_words(name, values, words):
    assert said(Form().fields[name], values, None) == words
