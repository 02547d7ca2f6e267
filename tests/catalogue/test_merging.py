"""The three-sided merge, shown on partners."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnrs_intl.catalogue.merging import Merge, column_types, copy_rows, create_stage, run
from partnerships.models import Partner

FIELDS = ("slug", "name", "city")
COLUMNS = ("seq", "snapshot", *FIELDS)


def merged(*rows, snapshot="1"):
    """Merge rows of (slug, name, city); slugs are the keys."""
    create_stage("staged", column_types(Partner, FIELDS))
    copy_rows("staged", COLUMNS, [(number, snapshot, *row) for number, row in enumerate(rows)])
    run("UPDATE staged AS s SET target_id = p.id FROM partnerships_partner AS p WHERE p.slug = s.slug")
    counts = Merge(Partner, "staged", merged=FIELDS).run()
    return counts.created, counts.changed, counts.unchanged


def held():
    return Partner.objects.values_list("name", "city").get(slug="a")


@pytest.mark.django_db
def test_rows_are_created_then_changed_then_left():
    assert merged(("a", "A", "Paris"), ("b", "B", None)) == (2, 0, 0)
    assert merged(("a", "A", "Lyon"), ("b", "B", None)) == (0, 1, 1)
    assert merged(("a", "A", "Lyon"), ("b", "B", None)) == (0, 0, 2)
    assert held() == ("A", "Lyon")


@pytest.mark.django_db
def test_an_empty_cell_says_nothing():
    merged(("a", "A", "Paris"))
    assert merged(("a", "A", None)) == (0, 0, 1)
    assert held() == ("A", "Paris")


@pytest.mark.django_db
def test_older_news_fills_gaps_and_changes_nothing_else():
    merged(("a", "A", None), snapshot="2")
    assert merged(("a", "Older", "Paris"), snapshot="1") == (0, 1, 0)
    assert held() == ("A", "Paris")
    assert merged(("a", "Older", "Paris"), snapshot="1") == (0, 0, 1)


TEXTS = st.sampled_from(["", "x", "y", "z"])
STEPS = st.lists(st.tuples(st.sampled_from(["import", "edit"]), TEXTS), min_size=1, max_size=6)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_column_holds_the_edit_or_the_last_news_whatever_came_before(steps):
    """The rule in a few lines of Python, against the same in SQL."""
    Partner.objects.all().delete()
    merged(("a", "A", None))
    present, last = "", None
    for kind, text in steps:
        if kind == "edit":
            Partner.objects.update(city=text)
            present = text
        else:
            merged(("a", "A", text or None))
            if text:
                present = text if present == (last or "") else present
                last = text
        assert held() == ("A", present)
