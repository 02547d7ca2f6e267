"""Times of pages are of every page, and a page that does not answer stops the measurement."""

import pytest

from bench import site
from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.listing import ListPage
from partnerships.catalogue.generation import generate

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_list_and_every_page_of_a_record_is_timed(client):
    generate(200, 3)
    times = site.times()
    assert set(ListPage.registry) <= set(times)
    # The made-up data have neither extensions nor clusters.
    assert set(DetailPage.registry) - {"extension", "cluster"} <= set(times)
    assert all(time.anew > 0 and time.bare > 0 and time.queries > 0 for time in times.values())


def test_a_page_that_does_not_answer_is_no_time(monkeypatch):
    generate(20, 3)
    monkeypatch.setattr(site, "addresses", lambda: {"home": "/en/nowhere/"})
    with pytest.raises(RuntimeError, match="/en/nowhere/ answers 404"):
        site.times()
