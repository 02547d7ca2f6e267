"""Partners, found by any of their names, past or present."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONArray
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from cnrs_intl.catalogue.addresses import address, address_of
from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.statements import Given, statement
from cnrs_intl.search.question import Question
from cnrs_intl.search.results import MOST_HITS, Group, Hit, exact_first
from partnerships.catalogue.partners import PartnerIndex
from partnerships.choices import NameKind
from partnerships.models import Partner, PartnerName

MOST_COMPARED = 1_000
"""Of more partners than that, which ones are compared is left to the database: a longer text tells."""


def partners(question: Question) -> Group:
    """Whole names first, then those with which most is done. Two queries."""
    some = Partner.objects.keys_matching(question.wanted, MOST_COMPARED)
    known = PartnerIndex.current(question.user).of_day(question.day).universe
    found = list(dict.fromkeys(key for key, _is_whole in some if key in known))
    whole = {key for key, is_whole in some if is_whole}
    keys = sorted(_by_collaborations(question, found), key=lambda key: key not in whole)[:MOST_HITS]
    records = {each.pk: each for each in _records(question.index.sight).read(keys=as_array(keys))} if keys else {}
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
    found = [(kind, text) for kind, text in record.names_found if question.is_in(text)]
    if not found:
        return ""
    kind, name = next((pair for pair in found if question.is_whole(pair[1])), found[0])
    return _("%(kind)s: %(name)s") % {"kind": NameKind(kind).label, "name": name}


@statement
def _records(sight: Sight) -> QuerySet[Any]:
    """With the country, and all names as pairs of kind and text."""
    names = PartnerName.objects.filter(partner=OuterRef("pk")).order_by("kind", "pk")
    visible = Partner.objects.all().in_sight(sight).filter(Among("pk", Given("keys")))
    found = ArraySubquery(names.values(json=JSONArray("kind", "text")))
    return visible.select_related("country").annotate(names_found=found).order_by()
