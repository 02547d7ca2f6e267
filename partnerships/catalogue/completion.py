"""What the search box offers while one writes: codes, acronyms, and partners."""

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q

from cnrs_intl.catalogue.search import parse_text
from cnrs_intl.catalogue.text import fold
from partnerships.models import Collaboration, Partner, Structure, StructureCode
from partnerships.models.structures import compact_code

SHORTEST, MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Completion:
    kind: Literal["code", "acronym", "partner"]
    text: str
    """What to search for."""
    slug: str
    """The last part of the address of its page."""


def complete(text: str, user: Any, most: int = MOST) -> list[Completion]:
    """At most `most` offers, codes first. Raises QueryError for what is too long or holds control characters."""
    wanted = parse_text(text).wanted
    if len(wanted) < SHORTEST:
        return []
    found = [*_codes(wanted, user, most), *_acronyms(text.strip(), user, most), *_partners(wanted, user, most)]
    return list(dict.fromkeys(found))[:most]


def _codes(text: str, user: Any, most: int) -> list[Completion]:
    structures = Structure.objects.visible_to(user)
    codes = StructureCode.objects.filter(compact__startswith=compact_code(text), structure__in=structures)
    return [
        Completion("code", code, slug)
        for code, slug in codes.order_by("compact", "pk").values_list("code", "structure__slug")[:most]
    ]


def _acronyms(text: str, user: Any, most: int) -> list[Completion]:
    records = Collaboration.objects.visible_to(user).filter(acronym__istartswith=text)
    return [
        Completion("acronym", acronym, slug)
        for acronym, slug in records.order_by("acronym", "pk").values_list("acronym", "slug")[:most]
    ]


def _partners(text: str, user: Any, most: int) -> list[Completion]:
    """Partners whose name has all the words, in any order, each of them perhaps unfinished."""
    named = Q()
    for word in fold(text).split():
        named &= Q(sort_name__contains=word)
    if not named:
        return []
    partners = Partner.objects.visible_to(user).filter(named, is_home=False)
    return [
        Completion("partner", name, slug)
        for name, slug in partners.order_by("sort_name", "pk").values_list("name", "slug")[:most]
    ]
