"""Addresses of pages, remembered: Django's `reverse` takes longer than all that a row shows."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

_ANY = "xx"


def address(name: str, *arguments: str) -> str:
    """The address of a page in the reader's language. For pages of a kind: of their records, see `address_of`."""
    return _address(name, arguments, get_language(), get_script_prefix())


def address_of(name: str, key: str) -> str:
    """The address of a record by the last part of it, which holds letters, figures and dashes only."""
    head, _any, tail = address(name, _ANY).rpartition(_ANY)
    return f"{head}{key}{tail}"


def in_language(path: str, code: str) -> str:
    """The same page in another language; the path itself where it has no language."""
    root = get_script_prefix()
    prefix, other = f"{root}{get_language()}/", f"{root}{code}/"
    return other + path.removeprefix(prefix) if path.startswith(prefix) else path


@lru_cache(1_024)
def _address(name: str, arguments: tuple[str, ...], language: str | None, root: str) -> str:
    return reverse(name, args=arguments)
