"""Numbers as people read them."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language


def grouped(number: float) -> str:
    """A number without decimals, its thousands apart as the reader's language has them."""
    return _grouped(round(number), get_language())


@lru_cache(16_384)
def _grouped(number: int, language: str | None) -> str:
    return number_format(number, force_grouping=True)
