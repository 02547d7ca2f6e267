"""Chips and titles say exactly which days are meant, in both languages and in every list."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from cnrs_intl.catalogue import filters
from partnerships.filters.catalogue import CatalogueFilterSet
from partnerships.filters.structures import StructureFilterSet
from partnerships.models import Collaboration, Structure

pytestmark = pytest.mark.django_db


@pytest.fixture(
    params=[(CatalogueFilterSet, Collaboration), (StructureFilterSet, Structure)], ids=["all", "structures"]
)
def ask(request, monkeypatch):
    monkeypatch.setattr(filters, "localdate", lambda: date(2026, 11, 22))
    filterset, model = request.param
    web = RequestFactory().get("/")
    web.user = AnonymousUser()
    return lambda query: filterset(QueryDict(query), model.objects.all(), request=web)


@pytest.mark.parametrize(
    ("query", "chip", "sentence"),
    [
        ("active_on=2015-06-01", "1 June 2015", "active on 1 June 2015"),
        ("starts_in=2014", "2014 (1 January to 31 December)", "starting in 2014"),
        ("ends_in=2014", "2014 (1 January to 31 December)", "ending in 2014"),
        ("ending_within=6", "from 22 November 2026 to 22 May 2027", "ending from 22 November 2026 to 22 May 2027"),
        ("status=active", "active on 22 November 2026", "active on 22 November 2026"),
        ("status=upcoming", "starting after 22 November 2026", "starting after 22 November 2026"),
        ("status=ended", "ended before 22 November 2026", "ended before 22 November 2026"),
        ("status=unknown", "without known dates", "without known dates"),
    ],
)
def test_days_are_said_exactly(ask, query, chip, sentence):
    asked = ask(query)
    assert [each.text for each in asked.active()] == [chip]
    assert asked.sentence() == sentence


def test_what_ends_soon_is_said_with_both_days(ask):
    assert ask("status=ending_soon").sentence() == "ending from 22 November 2026 to 22 November 2027"


def test_the_days_are_those_of_the_day_of_the_list(ask):
    asked = ask("active_on=2015-08-31&ending_within=6&status=active")
    assert [each.text for each in asked.active()][-1] == "from 31 August 2015 to 29 February 2016"
    assert "active on 31 August 2015" in asked.sentence()


def test_days_are_said_in_french(ask):
    with translation.override("fr"):
        assert ask("ending_within=6").sentence() == "prenant fin du 22 novembre 2026 au 22 mai 2027"
        assert ask("starts_in=2014").active()[0].text == "2014 (1er janvier au 31 décembre)"
