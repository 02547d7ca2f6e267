"""The rules that every list's questions follow, asked of the list of structures."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.utils import translation
from django.utils.timezone import localdate

from cnrs_intl.catalogue.filters import LONGEST_QUERY, MOST_VALUES, BadQueryError
from partnerships.filters.structures import StructureFilterSet
from partnerships.models import Structure
from tests import builders

pytestmark = pytest.mark.django_db


def ask(query, user=None):
    connection.check_constraints()  # an index follows when a transaction ends, which a test's never does
    request = SimpleNamespace(user=user or AnonymousUser())
    return StructureFilterSet(QueryDict(query), Structure.objects.all(), request=request)


def refused(query):
    with pytest.raises(BadQueryError) as caught:
        ask(query)
    return caught.value.errors


@pytest.fixture
def places():
    return [builders.country(iso2) for iso2 in ("JP", "US")]


def test_what_a_browser_sends_for_empty_controls_asks_nothing(places):
    asked = ask("q=&country=&country=&active_on=%20&order=")
    assert asked.active() == []
    assert asked.sentence() == ""


def test_every_bad_parameter_is_named_at_once():
    assert sorted(refused("contry=JP&q=a&q=b&nonsense=1")) == ["contry", "nonsense", "q"]


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ("country=ZZ", "country", "ZZ"),
        ("status=asleep", "status", "asleep"),
        ("active_on=2015-02-30", "active_on", "2014-07-01"),
        ("active_on=01/02/2015", "active_on", "2014-07-01"),
        ("ending_within=0", "ending_within", "1"),
        ("ending_within=241", "ending_within", "240"),
        ("starts_in=1899", "starts_in", "1900"),
        ("starts_in=soon", "starts_in", "whole number"),
        ("q=a%00b", "q", "Null characters"),
        ("q=a%1fb", "q", "control characters"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_write(places, query, parameter, message):
    errors = refused(query)
    assert list(errors) == [parameter]
    assert message in " ".join(errors[parameter])


def test_values_are_counted_and_addresses_measured():
    assert "country" in refused("&".join(["country=JP"] * (MOST_VALUES + 1)))
    assert "" in refused(f"q={'x' * LONGEST_QUERY}")


def test_a_draft_cannot_be_named_by_those_who_do_not_see_it(admin_user):
    builders.office("Atlantis", publication="draft")
    assert "office" in refused("office=atlantis")
    assert ask("office=atlantis", admin_user).sentence() == "in the territory of the office of Atlantis"


def test_values_of_one_question_are_said_with_or_and_questions_with_commas(places):
    asked = ask("country=JP&country=US&active_on=2014-07-01")
    assert asked.sentence() == "with a partner from Japan or the United States, active on 1 July 2014"


def test_chips_speak_the_readers_language(places):
    with translation.override("fr"):
        assert [chip.text for chip in ask("country=JP").active()] == ["Japon"]


def test_a_chip_removes_its_own_value_and_the_page_number(places):
    first, second, third = ask("country=JP&country=US&q=lab&page=3&order=-start").active()
    assert (first.parameter, first.query_without) == ("q", "country=JP&country=US&order=-start")
    assert (second.value, second.query_without) == ("JP", "country=US&q=lab&order=-start")
    assert (third.value, third.query_without) == ("US", "country=JP&q=lab&order=-start")


def test_questions_come_in_the_order_of_a_reader():
    names = list(ask("").form.fields)
    assert names[:6] == ["q", "kind", "family", "status", "country", "located_in"]
    assert sorted(names) == sorted(StructureFilterSet.base_filters)


def test_different_questions_mean_and_and_dropping_one_gives_more(places):
    both = builders.structure(partners=(builders.partner(), builders.partner(iso2="US")), kind="UMI")
    other = builders.structure(partners=(builders.partner(),), kind="LIA")
    asked = ask("country=US&family=joint_unit")
    assert list(asked.qs) == [both]
    assert set(ask("country=JP&country=US").qs) == {both, other}
    assert list(ask("country=JP&family=associated_laboratory").qs) == [other]
    assert ask("country=JP&family=joint_unit").total_without("family") == 2


def test_the_day_of_the_list_is_the_one_asked_for():
    assert ask("active_on=2014-07-01").day == date(2014, 7, 1)
    assert ask("").day == localdate()
