"""What can only be told by walking all the records: told once for each version of the catalogue."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db import connection
from django.db.models import Sum

from partnerships.catalogue.index import CatalogueIndex
from partnerships.models import Collaboration, EUContract

MOST_CONFIRMED = 6


@dataclass(frozen=True, kw_only=True)
class Standing:
    eu_contribution: Decimal
    """In euros: what the EU gives to all the contracts, whoever of their partners receives it."""
    confirmed: tuple[int, ...]
    """Keys of the collaborations that somebody checked last, the last one first."""


def standing(index: CatalogueIndex) -> Standing:
    """Of all that the reader of the index may see. Two queries for a version; none after that."""
    # What is read in a transaction may still be undone: it is neither taken from what is kept, nor kept.
    if connection.in_atomic_block:
        return _read(index.staff)
    return _kept(index.version, index.staff)


@lru_cache(4)
def _kept(version: int, staff: bool) -> Standing:
    return _read(staff)


def _read(staff: bool) -> Standing:
    contracts, records = (
        model.objects.all() if staff else model.objects.published() for model in (EUContract, Collaboration)
    )
    confirmed = records.filter(confirmed_on__isnull=False).order_by("-confirmed_on", "-pk")
    return Standing(
        eu_contribution=contracts.aggregate(total=Sum("ec_contribution"))["total"] or Decimal(0),
        confirmed=tuple(confirmed.values_list("pk", flat=True)[:MOST_CONFIRMED]),
    )
