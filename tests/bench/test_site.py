"""Times of pages are of every page, and a page that does not answer stops the measurement."""

import json

import pytest

from bench import site
from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.catalogue.generation import generate

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_list_and_every_page_of_a_record_is_timed(client):
    generate(200, 3)
    names = list(site.addresses())
    told, *lines = map(json.loads, site.answers(names))
    assert set(ListPage.registry) <= set(told) == set(names)
    # The made-up data have neither extensions nor clusters.
    assert set(DetailPage.registry) - {"extension", "cluster"} <= set(told)
    times = [site.Time(*line) for line in lines]
    assert len(times) == len(names)
    assert all(time.anew > 0 and time.bare > 0 and time.queries > 0 for time in times)


def test_a_page_that_does_not_answer_is_no_time(monkeypatch):
    generate(20, 3)
    monkeypatch.setattr(site, "addresses", lambda: {"home": "/en/nowhere/"})
    with pytest.raises(RuntimeError, match="/en/nowhere/ answers 404"):
        list(site.answers(["home"]))
