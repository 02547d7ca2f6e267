"""Arithmetic of days, months and years for dated rules."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it is shorter; never past the last date."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def a_year_after(day: date) -> date:
    return months_after(day, 12)


def term_end(start: date, years: int) -> date:
    """The last day of a term of `years` that starts on `start`: 2014-03-15 and 4 give 2018-03-14.

    From 29 February to a year without one, it is 28 February: the next term begins on 1 March.
    """
    anniversary = months_after(start, years * 12)
    has_none = anniversary.day < start.day
    return anniversary if has_none else anniversary - timedelta(days=1)
