"""Days as people write them: “15 March 2014”, and in French “1er juillet 2014”, which Django writes “1 juillet”."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def in_words(day: date, form: str = "DATE_FORMAT") -> str:
    """The day in the reader's language, by one of Django's named formats."""
    return _in_words(date(day.year, day.month, day.day), form, get_language() or "")


@lru_cache(4_096)
def _in_words(day: date, form: str, language: str) -> str:
    text = date_format(day, form)
    return f"1er {text[2:]}" if language.startswith("fr") and text.startswith("1 ") else text
