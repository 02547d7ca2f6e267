"""Every public page, found by walking the addresses: a page that is added is tested without being named here."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation

from cnrs_intl.catalogue.detail import DetailPage

LANGUAGES = ("en", "fr")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

RICH = {
    "structure": "limms",
    "partner": "upmc",
    "contract": "h2020-637081",
    "office": "tokyo",
    "country": "jp",
    "cluster": "tsukuba",
}
"""For a kind of page, the key of the record of the demonstration that has most to show; else its first one is taken."""

VALUES = {"programme": "FP7"}
"""For an address that takes something else than the key of a record: a value that the demonstration has."""

FOR_STAFF = {"saved-views"}
"""Pages to which only the staff are led."""

STATES = (
    ("structures", "q=zzzz&country=JP"),
    ("structures", "country=JP&order=-start"),
    ("collaborations", "country=JP&active_on=2013-07-01&all=country"),
    ("search", "q=tokyo"),
    ("country", "active_on=2013-07-01"),
    ("office", "active_on=2013-07-01"),
)
"""Pages that look otherwise when something is asked of them: an empty list, chips, the past, an unfolded facet."""

REFUSED = (("structures", "nonsense=1", 400),)
"""Questions that are refused, with the status of the answer."""

MISSING = "structures/nothing-such/"


def _patterns(patterns: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns, before + str(each.pattern))
        else:
            yield before + str(each.pattern), each


def routes() -> dict[str, str]:
    """The route of each page a person reads, by its name; files, feeds and the like have no slash at their end."""
    translated = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
    found = (pair for resolver in translated for pair in _patterns(resolver.url_patterns))
    return {pattern.name: route for route, pattern in found if route == "" or route.endswith("/")}


def kind_of(name: str) -> str | None:
    """The kind of record whose key the address takes; None: it takes nothing."""
    route = routes()[name]
    if not PARAMETER.findall(route) or name in VALUES:
        return None
    kinds = [kind for kind, page in DetailPage.registry.items() if route.startswith(f"{page.prefix}/<")]
    assert len(kinds) == 1, f"of which record is {route}?"
    assert len(PARAMETER.findall(route)) == 1, f"the tests know no values for {route}"
    return kinds[0]


def key_of(kind: str) -> Any:
    """The key of a record that shows what this kind of page can show."""
    if kind in RICH:
        return RICH[kind]
    record = DetailPage.registry[kind].queryset.all().visible_to(AnonymousUser()).first()
    return key_in(record.get_absolute_url())


def key_in(url: str) -> Any:
    """The key that the address of a record holds."""
    return resolve(url).kwargs["key"]


def address(name: str, language: str, key: Any = None) -> str:
    """The address of a page, of the record with this key if it is one of a record."""
    arguments = [VALUES.get(name)] if kind_of(name) is None else [key]
    with translation.override(language):
        return reverse(name, args=[each for each in arguments if each is not None])


def demonstration(language: str) -> list[str]:
    """One address of each page, with the demonstration's data; and of the states that some are in."""
    keys = {name: key_of(kind) for name in routes() if (kind := kind_of(name)) is not None}
    plain = {name: address(name, language, keys.get(name)) for name in routes()}
    return [*plain.values(), *(f"{plain[name]}?{query}" for name, query in STATES)]


def refusals(language: str) -> list[tuple[str, int]]:
    """Addresses that are answered by an error page, each with its status."""
    refused = [(f"{address(name, language)}?{query}", status) for name, query, status in REFUSED]
    return [*refused, (f"/{language}/{MISSING}", 404)]
