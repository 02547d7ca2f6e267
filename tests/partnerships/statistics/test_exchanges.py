import pytest

from partnerships.choices import ExchangeCategory
from partnerships.models import Exchange
from partnerships.statistics.exchanges import Flow, exchange_balance, flows_by, is_within
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def structure():
    return builders.structure()


def site_of(structure):
    return structure.sites.get(role="main")


def balance_of(structure):
    return exchange_balance(Exchange.objects.filter(site__structure=structure))


def test_nobody_counted_is_no_balance(structure):
    assert balance_of(structure) is None


def test_people_are_added_over_sites_and_categories(structure):
    elsewhere = builders.extension(structure)
    elsewhere.exchanges.all().delete()
    for site, category, people in (
        (site_of(structure), "student", 2),
        (elsewhere, "student", 3),
        (elsewhere, "engineer", 4),
    ):
        builders.exchange(site, 2014, category=category, head_count=people)
    builders.exchange(elsewhere, 2014, direction="sent", head_count=10)
    balance = balance_of(structure)
    assert balance.years == [(2014, Flow(9, 10))]
    assert balance.categories == [(ExchangeCategory.STUDENT, Flow(5, 10)), (ExchangeCategory.ENGINEER, Flow(4, 0))]
    assert balance.recent.balance == -1


def test_a_direction_that_was_not_counted_is_zero(structure):
    builders.exchange(site_of(structure), 2015, head_count=7)
    builders.exchange(site_of(structure), 2013, direction="sent", head_count=2)
    assert balance_of(structure).years == [(2013, Flow(0, 2)), (2015, Flow(7, 0))]


def test_the_balance_is_that_of_the_last_five_years(structure):
    for year, people in ((2009, 100), (2010, 1), (2012, 2), (2014, 4)):
        builders.exchange(site_of(structure), year, head_count=people)
    balance = balance_of(structure)
    assert (balance.since, balance.until, balance.recent) == (2010, 2014, Flow(7, 0))
    assert len(balance.years) == 4


def test_years_before_the_first_count_are_not_claimed(structure):
    builders.exchange(site_of(structure), 2009)
    builders.exchange(site_of(structure), 2013)
    builders.exchange(site_of(structure), 2014)
    assert balance_of(structure).since == 2013


def test_one_made_up_count_marks_the_whole(structure):
    builders.exchange(site_of(structure), 2013)
    assert not balance_of(structure).is_demo
    builders.exchange(site_of(structure), 2014, is_demo=True)
    assert balance_of(structure).is_demo


def test_other_structures_do_not_count(structure):
    builders.exchange(site_of(builders.structure()))
    assert balance_of(structure) is None


def test_a_balance_takes_one_query(structure, django_assert_num_queries):
    for year in range(2000, 2015):
        builders.exchange(site_of(structure), year)
    with django_assert_num_queries(1):
        assert balance_of(structure).recent.people == 5


def test_sites_with_most_people_come_first_and_no_more_than_asked():
    few, many, most = (builders.extension(city_en=city) for city in ("Few", "Many", "Most"))
    builders.exchange(many, 2014, head_count=10)
    builders.exchange(most, 2014, direction="sent", head_count=20)
    builders.exchange(few, 2000, head_count=99)
    flows = flows_by("site", Exchange.objects.all(), since=2010, most=2)
    assert list(flows.items()) == [(most.pk, Flow(5, 23)), (many.pk, Flow(15, 3))]


def test_people_are_counted_by_home_institution_also_where_it_is_not_known(structure):
    home = builders.partner()
    builders.exchange(site_of(structure), 2014, home=home, head_count=2)
    builders.exchange(site_of(structure), 2013, home=home, direction="sent")
    Exchange.objects.create(site=site_of(structure), year=2014, category="student", head_count=1)
    flows = flows_by("home", Exchange.objects.all(), since=2010, most=9)
    assert flows == {home.pk: Flow(2, 1), None: Flow(1, 0)}


def test_the_trend_is_that_of_the_five_years_up_to_each(structure):
    for year, people in ((2009, 100), (2010, 1), (2014, 4)):
        builders.exchange(site_of(structure), year, head_count=people)
    assert balance_of(structure).rolling == [(2009, Flow(100, 0)), (2010, Flow(101, 0)), (2014, Flow(5, 0))]


@pytest.mark.parametrize("direction", ["received", "sent"])
def test_a_tolerance_holds_in_both_directions_up_to_its_last_person(structure, direction):
    builders.exchange(site_of(structure), 2014, direction=direction, head_count=3)
    balance = balance_of(structure)
    assert [is_within(balance, most) for most in (0, 2, 3, 4)] == [False, False, True, True]


def test_without_a_tolerance_or_a_count_nothing_is_said(structure):
    assert is_within(None, 3) is None
    builders.exchange(site_of(structure), 2014)
    assert is_within(balance_of(structure), None) is None
