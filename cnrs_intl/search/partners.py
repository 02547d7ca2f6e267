"""Partners, found by any of their names, past or present."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from cnrs_intl.catalogue.addresses import address, address_of
from cnrs_intl.search.question import Question
from cnrs_intl.search.results import MOST_HITS, Group, Hit, exact_first
from partnerships.catalogue.partners import PartnerIndex
from partnerships.choices import NameKind
from partnerships.models import Partner, PartnerName

MOST_COMPARED = 1_000
"""Of more partners than that, which ones are compared is left to the database: a longer text tells."""


def partners(question: Question) -> Group:
    """Whole names first, then those with which most is done. Three queries."""
    some = Partner.objects.keys_matching(question.wanted, MOST_COMPARED)
    known = PartnerIndex.current(question.user).of_day(question.day).universe
    found = list(dict.fromkeys(key for key, _is_whole in some if key in known))
    whole = {key for key, is_whole in some if is_whole}
    keys = sorted(_by_collaborations(question, found), key=lambda key: key not in whole)[:MOST_HITS]
    names = Prefetch("names", PartnerName.objects.order_by("kind", "pk"))
    visible = Partner.objects.visible_to(question.user).filter(pk__in=keys)
    records = {each.pk: each for each in visible.select_related("country").prefetch_related(names)}
    return Group(
        name="partners",
        title=gettext_lazy("Partners"),
        hits=exact_first(_hit(question, records[key], key in whole) for key in keys if key in records),
        total=len(found) if len(some) <= MOST_COMPARED else None,
        url=f"{address('partners')}?{urlencode({'q': question.wanted})}",
    )


def _by_collaborations(question: Question, keys: list[int]) -> list[int]:
    """By the number of collaborations that this reader may see, no query."""
    bitmaps, universe = question.index.views.bitmaps["partner"], question.index.universe

    def number(key: int) -> int:
        return universe.intersection_cardinality(bitmaps.get(key) or BitMap())

    return sorted(keys, key=lambda key: (-number(key), key))


def _hit(question: Question, record: Any, is_exact: bool) -> Hit:
    place = ", ".join(text for text in (record.city, str(record.country or "")) if text)
    kind = capfirst(str(record.get_kind_display())) if record.kind else ""
    return Hit(
        name=record.name,
        url=address_of("partner", record.slug),
        detail=" · ".join(text for text in (kind, place) if text),
        reason=_reason(question, record),
        is_exact=is_exact,
    )


def _reason(question: Question, record: Any) -> str:
    """The other name that was found, where the present one does not hold what was asked for."""
    if question.is_in(record.name):
        return ""
    found = [name for name in record.names.all() if question.is_in(name.text)]
    if not found:
        return ""
    name = next((each for each in found if question.is_whole(each.text)), found[0])
    return _("%(kind)s: %(name)s") % {"kind": NameKind(name.kind).label, "name": name.text}
