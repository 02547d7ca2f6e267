"""Numbers as people read them."""

from collections.abc import Callable
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def grouped(number: float) -> str:
    """A number without decimals, its thousands apart as the reader's language has them."""
    return grouping()(number)


def grouping() -> Callable[[float], str]:
    """`grouped` for many numbers: the reader's language is asked for once."""
    language = get_language()
    return lambda number: _grouped(round(number), language)


@lru_cache(16_384)
def _grouped(number: int, language: str | None) -> str:
    return number_format(number, force_grouping=True)
