"""Days as people write them: “15 March 2014”, and in French “1er juillet 2014”, which Django writes “1 juillet”."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext

from cnrs_intl.catalogue.choices import Precision


def in_words(day: date, form: str = "DATE_FORMAT") -> str:
    """The day in the reader's language, by one of Django's named formats."""
    return _in_words(date(day.year, day.month, day.day), form, get_language() or "")


def known_day(day: date | None, precision: str) -> str:
    """A date as exactly as it is known: “15 March 2014”, “March 2014” or “2014”."""
    if day is None:
        return ""
    formats = {Precision.YEAR: "Y", Precision.MONTH: "YEAR_MONTH_FORMAT"}
    return in_words(day, formats.get(Precision(precision), "DATE_FORMAT"))


def period(item: Any) -> str:
    """The period of a dated fact (`start`, `end`, perhaps `precision`) in words; empty where no date is known."""
    precision = getattr(item, "precision", "") or Precision.DAY
    if item.start and item.end:
        return f"{known_day(item.start, precision)} – {known_day(item.end, precision)}"
    told, is_full = {"day": known_day(item.start or item.end, precision)}, precision == Precision.DAY
    if item.start:
        text = pgettext("a full date", "since %(day)s") if is_full else gettext("since %(day)s")
    elif item.end:
        text = pgettext("a full date", "until %(day)s") if is_full else gettext("until %(day)s")
    else:
        return ""
    return text % told


@lru_cache(4_096)
def _in_words(day: date, form: str, language: str) -> str:
    text = date_format(day, form)
    return f"1er {text[2:]}" if language.startswith("fr") and text.startswith("1 ") else text
