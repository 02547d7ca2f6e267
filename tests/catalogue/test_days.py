from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.days import in_words, period


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", date(2014, 7, 1), "1 July 2014"),
        ("fr", date(2014, 7, 1), "1er juillet 2014"),
        ("fr", date(2014, 7, 11), "11 juillet 2014"),
        ("fr", date(2014, 7, 21), "21 juillet 2014"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(language, day, words):
    with translation.override(language):
        assert in_words(day) == words


def test_a_day_of_the_year_and_a_month_follow_the_same_rule():
    with translation.override("fr"):
        assert in_words(date(2014, 1, 1), "MONTH_DAY_FORMAT") == "1er janvier"
        assert in_words(date(2014, 1, 1), "YEAR_MONTH_FORMAT") == "janvier 2014"


@given(st.dates())
def test_the_day_and_the_year_are_always_there(day):
    with translation.override("fr"):
        words = in_words(day).split()
    assert words[0] == ("1er" if day.day == 1 else str(day.day))
    assert int(words[-1]) == day.year


def test_templates_write_days_with_the_same_words():
    text = Template("{% load catalogue %}{{ day|day }}|{{ none|day }}")
    with translation.override("fr"):
        assert text.render(Context({"day": date(2020, 2, 1), "none": None})) == "1er février 2020|"


@pytest.mark.parametrize(
    ("start", "end", "precision", "english", "french"),
    [
        (date(2014, 3, 1), date(2016, 5, 2), "day", "1 March 2014 – 2 May 2016", "1er mars 2014 – 2 mai 2016"),
        (date(2014, 3, 1), None, "day", "since 1 March 2014", "depuis le 1er mars 2014"),
        (date(2014, 3, 1), None, "year", "since 2014", "depuis 2014"),
        (None, date(2014, 3, 31), "month", "until March 2014", "jusqu’en mars 2014"),
        (None, date(2014, 3, 31), "day", "until 31 March 2014", "jusqu’au 31 mars 2014"),
        (None, None, "day", "", ""),
    ],
)
def test_a_period_is_told_as_exactly_as_it_is_known(start, end, precision, english, french):
    item = SimpleNamespace(start=start, end=end, precision=precision)
    for language, words in (("en", english), ("fr", french)):
        with translation.override(language):
            assert period(item) == words


def test_a_period_that_does_not_say_how_exact_it_is_is_of_days():
    with translation.override("en"):
        assert period(SimpleNamespace(start=date(2014, 3, 1), end=None)) == "since 1 March 2014"
