from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.days import in_words


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
