"""Short tables of collaborations on a page: the first rows of an answer, and the address of the whole list."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.statements import Given, statement
from partnerships.catalogue import CatalogueResult
from partnerships.catalogue.rows import fetch
from partnerships.models import Participation
from partnerships.tables.collaborations import prepare

MOST_ROWS = 15


def rows_of(result: CatalogueResult, keys: Sequence[int]) -> list[Any]:
    """The rows of these keys, in their order, with all that a line shows. One query, or none for none."""
    if not keys:
        return []
    rows = fetch(keys, result.index.sight, result.day)
    for row, status in zip(rows, result.statuses([row.pk for row in rows]), strict=True):
        prepare(row).status = status
    return rows


@statement
def participations(sight: Sight) -> QuerySet[Participation]:
    """In the collaboration of a key, which the reader sees, in their order, with partners and their countries."""
    everyone = Participation.objects.all()
    seen = everyone.filter(everyone.seen("partner__publication", sight), collaboration=Given("key"))
    return seen.select_related("partner__country").order_by(F("position").asc(nulls_last=True), "pk")


def list_address(name: str, **question: str | Collection[str]) -> str:
    """The address of a list with a question: a collection stands for several values of one parameter."""
    return f"{address(name)}?{urlencode(question, doseq=True)}"
