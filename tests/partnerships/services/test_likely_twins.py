"""Which partners look alike is read once for each state of the register, and never from before an edit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.services.distinct_partners import tell_apart
from partnerships.services.likely_twins import likely_twins
from tests import builders


@pytest.mark.django_db(transaction=True)
def test_every_edit_is_seen_and_nothing_is_read_twice():
    first, second = (builders.partner("Riken") for _ in range(2))
    assert likely_twins() == {second.pk: (first.pk, "Riken")}
    with CaptureQueriesContext(connection) as queries:
        likely_twins()
    assert len(queries) == 1
    third = builders.partner("riken")
    assert set(likely_twins()) == {second.pk, third.pk}
    third.delete()
    told = tell_apart(one=first, other=second, by=None)
    assert likely_twins() == {}
    told.delete()
    assert likely_twins() == {second.pk: (first.pk, "Riken")}


@pytest.mark.django_db
def test_similar_names_are_looked_for_among_many_others():
    for number in range(100):
        builders.partner(f"Ocean and Materials {number}")
    older = builders.partner("University of Hokkaido, Sapporo")
    younger = builders.partner("University of Hokkaido Sapporo", publication="draft")
    assert likely_twins() == {younger.pk: (older.pk, older.name)}
