from calendar import isleap
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


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2014, 3, 15), 4, date(2018, 3, 14)),
        (date(2024, 3, 1), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2096, 2, 29), 4, date(2100, 2, 28)),
        (date(9998, 1, 1), 4, date(9999, 12, 30)),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(start, years, end):
    assert term_end(start, years) == end


@given(DAYS | st.integers(1900, 2196).filter(isleap).map(lambda year: date(year, 2, 29)), st.integers(1, 30))
def test_the_next_term_begins_on_the_anniversary_or_where_there_is_none_on_the_first_of_march(start, years):
    following = term_end(start, years) + timedelta(days=1)
    assert following.year - start.year == years
    same_day = (following.month, following.day) == (start.month, start.day)
    assert same_day or ((start.month, start.day) == (2, 29) and (following.month, following.day) == (3, 1))
    assert same_day or not isleap(following.year)


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_months_add_up_to_within_the_days_a_month_can_lack(day, one, two):
    apart = months_after(months_after(day, one), two)
    together = months_after(day, one + two)
    assert apart <= together <= apart + timedelta(days=3)


@given(DAYS)
def test_a_year_after_keeps_the_month(day):
    assert a_year_after(day).month == day.month
