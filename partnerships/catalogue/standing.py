"""What can only be told by walking all the records: told once for each version of the catalogue and each day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from partnerships.catalogue.aggregates import OfVersion
from partnerships.catalogue.index import CatalogueIndex
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.choices import Status
from partnerships.models import Collaboration, EUContract

ACTIVE = {"status": [Status.ACTIVE.value]}
MOST_CONFIRMED = MOST_STARTED = 6


@dataclass(frozen=True, kw_only=True)
class Standing:
    eu_contribution: Decimal
    """In euros: what the EU gives to all the contracts, whoever of their partners receives it."""
    contract_years: tuple[int, int] | None
    """The years of the first and the last day of any contract; None where no day is known."""
    structures: int
    contracts: int
    """Active on the day, as what follows."""
    by_instrument: dict[str, int]
    """Structures, by the code of their instrument."""
    started: tuple[int, ...]
    """Keys of what started last."""
    confirmed: tuple[int, ...]
    """Keys of the collaborations that somebody checked last, the last one first."""


@OfVersion
def standing(index: CatalogueIndex, day: date) -> Standing:
    """Of all that the reader of the index may see. Two queries for a version and a day; none after that."""
    contracts, records = (model.objects.all().in_sight(index.sight) for model in (EUContract, Collaboration))
    confirmed = records.filter(confirmed_on__isnull=False).order_by("-confirmed_on", "-pk")
    structures = index.query(part=STRUCTURES, chosen=ACTIVE, day=day)
    kinds = structures.facets.facets["kind"].items()
    return Standing(
        eu_contribution=contracts.aggregate(total=Sum("ec_contribution"))["total"] or Decimal(0),
        contract_years=_contract_years(index, day),
        structures=structures.total,
        contracts=index.query(part=CONTRACTS, chosen=ACTIVE, day=day).total,
        by_instrument={code: bits.intersection_cardinality(structures.ids) for code, bits in kinds},
        started=tuple(index.query(chosen=ACTIVE, day=day).page(size=MOST_STARTED).ids),
        confirmed=tuple(confirmed.values_list("pk", flat=True)[:MOST_CONFIRMED]),
    )


def _contract_years(index: CatalogueIndex, day: date) -> tuple[int, int] | None:
    bitmaps, ids = index.views.bitmaps, index.query(part=CONTRACTS, day=day).ids
    first, last = bitmaps.days("start").first(ids), bitmaps.days("end").last(ids)
    return None if first is None or last is None else (date.fromordinal(first).year, date.fromordinal(last).year)
