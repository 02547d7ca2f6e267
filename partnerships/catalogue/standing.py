"""What can only be told by walking all the records: told once for each version of the catalogue."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from cnrs_intl.catalogue.sight import Sight
from partnerships.catalogue.index import CatalogueIndex
from partnerships.catalogue.views import remembered
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
        return _read(index.sight)
    return _kept(index.version, index.sight)


@remembered
def _kept(version: int, sight: Sight) -> Standing:
    return _read(sight)


def _read(sight: Sight) -> Standing:
    contracts, records = (model.objects.all().in_sight(sight) for model in (EUContract, Collaboration))
    confirmed = records.filter(confirmed_on__isnull=False).order_by("-confirmed_on", "-pk")
    return Standing(
        eu_contribution=contracts.aggregate(total=Sum("ec_contribution"))["total"] or Decimal(0),
        confirmed=tuple(confirmed.values_list("pk", flat=True)[:MOST_CONFIRMED]),
    )
