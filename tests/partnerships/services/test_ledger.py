from decimal import Decimal

import pytest

from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange
from partnerships.services.ledger import Cell, Entry, LedgerConflictError, read_ledger, save_ledger
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


def save(site, entries, *, home=None, former=None, with_months=True):
    former = read_ledger(site=site, home=home, years=YEARS) if former is None else former
    return save_ledger(site=site, home=home, entries=entries, former=former, with_months=with_months)


def saved(site):
    return read_ledger(site=site, home=None, years=YEARS)


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


def test_what_two_people_changed_in_other_cells_is_kept_of_both(site):
    save(site, {RECEIVED: Entry(5), SENT: None}, former={})
    assert save(site, {RECEIVED: None, SENT: Entry(1)}, former={}) == 1
    assert saved(site) == {RECEIVED: Entry(5), SENT: Entry(1)}


def test_the_second_to_change_a_cell_is_told_what_is_there_and_nothing_is_lost(site):
    save(site, {RECEIVED: Entry(5), SENT: None}, former={})
    with pytest.raises(LedgerConflictError) as refused:
        save(site, {RECEIVED: Entry(6), SENT: Entry(1)}, former={})
    assert refused.value.cells == [RECEIVED]
    assert refused.value.known == saved(site) == {RECEIVED: Entry(5)}
    assert save(site, {RECEIVED: Entry(6), SENT: Entry(1)}, former=refused.value.known) == 2


@pytest.mark.parametrize(("theirs", "mine"), [(None, Entry(4)), (Entry(4), None)])
def test_emptying_a_cell_is_a_change_of_it(site, theirs, mine):
    former = {RECEIVED: Entry(3)}
    save(site, former)
    save(site, {RECEIVED: theirs}, former=former)
    with pytest.raises(LedgerConflictError):
        save(site, {RECEIVED: mine}, former=former)
    assert saved(site).get(RECEIVED) == theirs


def test_person_months_that_another_one_entered_are_kept_where_they_are_not_shown(site):
    save(site, {RECEIVED: Entry(5)})
    former = saved(site)
    save(site, {RECEIVED: Entry(5, Decimal(3))}, former=former)
    assert save(site, {RECEIVED: Entry(6)}, former=former, with_months=False) == 1
    assert saved(site) == {RECEIVED: Entry(6, Decimal("3.0"))}


def test_the_same_page_sent_twice_changes_nothing(site):
    assert [save(site, {RECEIVED: Entry(5)}, former={}) for _ in range(2)] == [1, 0]


def test_a_figure_written_over_a_made_up_one_is_not_made_up(site):
    Exchange.objects.create(
        site=site, year=2024, category="student", head_count=3, is_demo=True, source="demo: no count is published"
    )
    save(site, {RECEIVED: Entry(4), SENT: None})
    row = Exchange.objects.get()
    assert (row.head_count, row.is_demo, row.source) == (4, False, "")
