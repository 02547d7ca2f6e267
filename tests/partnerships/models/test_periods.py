from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.models.periods import a_year_after, months_after, term_end

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2014, 1, 31), 1, date(2014, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2014, 12, 15), 1, date(2015, 1, 15)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_after_at_the_edges(day, months, expected):
    assert months_after(day, months) == expected


@given(DAYS, st.integers(1, 30))
def test_a_term_of_some_years_ends_the_day_before_its_anniversary(start, years):
    end = term_end(start, years)
    assert end + timedelta(days=1) == months_after(start, 12 * years)
    assert start < end


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_months_add_up_to_within_the_days_a_month_can_lack(day, one, two):
    apart = months_after(months_after(day, one), two)
    together = months_after(day, one + two)
    assert apart <= together <= apart + timedelta(days=3)


@given(DAYS)
def test_a_year_after_keeps_the_month(day):
    assert a_year_after(day).month == day.month
