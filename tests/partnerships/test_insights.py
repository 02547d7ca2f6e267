from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from partnerships.catalogue import CatalogueIndex
from partnerships.insights import balance, renewals, steps, visible_exchanges
from partnerships.models import Exchange
from tests import builders

pytestmark = pytest.mark.django_db
DAY = date(2015, 6, 1)
FIRST, SECOND = (date(2000, 1, 1), date(2003, 12, 31)), (date(2004, 1, 1), date(2007, 12, 31))


def index() -> CatalogueIndex:
    connection.check_constraints()
    return CatalogueIndex.current(AnonymousUser())


def test_renewals_and_life_by_instrument():
    builders.structure(kind="LIA", terms=(FIRST,))
    builders.structure(kind="LIA", terms=(FIRST, SECOND))
    builders.structure(kind="LIA", terms=((date(2014, 1, 1), None),))
    builders.structure(kind="LIA", terms=())
    builders.structure(kind="UMI", terms=((date(2014, 1, 1), None),))
    builders.contract()
    lia, umi = renewals(index(), DAY)
    assert (lia.instrument, lia.structures, lia.dated, lia.renewed, lia.renewals, lia.ended) == ("LIA", 4, 3, 1, 1, 2)
    assert lia.rate == 33
    assert lia.mean == pytest.approx(1 / 3)
    assert lia.life == pytest.approx(6, abs=0.01)  # four years, and eight
    assert (umi.ended, umi.life, umi.rate) == (0, None, 0)


def test_what_goes_on_on_the_day_has_not_ended():
    builders.structure(kind="LIA", terms=(FIRST, SECOND))
    assert [each.ended for each in renewals(index(), date(2007, 12, 31))] == [0]
    assert [each.ended for each in renewals(index(), date(2008, 1, 1))] == [1]


def test_passages_with_their_share_of_all_that_were_under_the_first_instrument():
    for _ in range(3):
        builders.structure(kind="LIA")
    builders.succession(builders.structure(kind="LIA"), builders.structure(kind="UMI"))
    (step,) = steps(index())
    assert (step.name, step.count, step.ever, step.rate) == ("LIA-UMI", 1, 4, 25)


def test_balance_by_year_with_the_years_between():
    site = builders.extension()
    Exchange.objects.all().delete()
    assert balance(Exchange.objects.all()) is None
    builders.exchange(site, 2010, head_count=3)
    builders.exchange(site, 2012, head_count=2, direction="sent", is_demo=True)
    found = balance(visible_exchanges(index()))
    assert found.years == [(2010, 3, 0), (2012, 0, 2)]
    assert found.drawn == [(2010, (3, 0)), (2011, (0, 0)), (2012, (0, 2))]
    assert (found.received, found.sent, found.difference, found.is_demo) == (3, 2, 1, True)


def test_only_the_last_years_are_drawn():
    site = builders.extension()
    builders.exchange(site, 1950)
    found = balance(Exchange.objects.all())
    assert [year for year, _pair in found.drawn] == list(range(2003, 2015))
    assert found.years[0][0] == 1950
