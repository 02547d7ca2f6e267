from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange
from partnerships.services.ledger import Cell, Entry, read_ledger, save_ledger, state_of
from tests import builders

pytestmark = pytest.mark.django_db

RECEIVED = Cell(2024, Direction.RECEIVED, ExchangeCategory.STUDENT)
SENT = Cell(2024, Direction.SENT, ExchangeCategory.STUDENT)
YEARS = range(2020, 2025)


@pytest.fixture
def site():
    made = builders.extension()
    made.exchanges.all().delete()
    return made


def save(site, entries, *, home=None, seen=None, with_months=True):
    seen = state_of(read_ledger(site=site, home=home, years=YEARS)) if seen is None else seen
    return save_ledger(site=site, home=home, entries=entries, seen=seen, with_months=with_months)


def test_cells_are_written_changed_and_emptied(site):
    assert save(site, {RECEIVED: Entry(5, Decimal("12.5")), SENT: Entry(0)}) == 2
    assert read_ledger(site=site, home=None, years=YEARS) == {RECEIVED: Entry(5, Decimal("12.5")), SENT: Entry(0)}
    assert save(site, {RECEIVED: Entry(6, Decimal("12.5")), SENT: None}) == 2
    assert read_ledger(site=site, home=None, years=YEARS) == {RECEIVED: Entry(6, Decimal("12.5"))}


def test_figures_of_another_home_institution_stay_as_they_are(site):
    home = builders.partner()
    builders.exchange(site, 2024, home=home, head_count=9)
    save(site, {RECEIVED: Entry(1)})
    save(site, {RECEIVED: Entry(2)}, home=home.pk)
    assert sorted(Exchange.objects.values_list("head_count", flat=True)) == [1, 2]


def test_person_months_that_are_not_shown_are_kept(site):
    save(site, {RECEIVED: Entry(5, Decimal(3))})
    save(site, {RECEIVED: Entry(7)}, with_months=False)
    assert read_ledger(site=site, home=None, years=YEARS) == {RECEIVED: Entry(7, Decimal("3.0"))}


def test_the_second_to_save_is_told_what_is_there_and_nothing_is_lost(site):
    seen = state_of({})
    save(site, {RECEIVED: Entry(5), SENT: None}, seen=seen)
    with pytest.raises(ValidationError) as refused:
        save(site, {RECEIVED: Entry(6), SENT: Entry(1)}, seen=seen)
    assert refused.value.messages[1:] == [
        "2024, student, received: 5 is saved now.",
        "2024, student, sent: nothing is saved now.",
    ]
    assert Exchange.objects.get().head_count == 5


def test_the_same_page_sent_twice_changes_nothing(site):
    seen = state_of({})
    assert [save(site, {RECEIVED: Entry(5)}, seen=seen) for _ in range(2)] == [1, 0]


def test_a_figure_written_over_a_made_up_one_is_not_made_up(site):
    Exchange.objects.create(
        site=site, year=2024, category="student", head_count=3, is_demo=True, source="demo: no count is published"
    )
    save(site, {RECEIVED: Entry(4), SENT: None})
    row = Exchange.objects.get()
    assert (row.head_count, row.is_demo, row.source) == (4, False, "")
