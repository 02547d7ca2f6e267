"""EU contracts in which the partners of a structure already sit together."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap

from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.views import CONTRACTS
from partnerships.models import EUContract


@dataclass(frozen=True, kw_only=True)
class SharedContracts:
    contracts: list[EUContract]
    """The youngest of those with two of the partners or more; of those with one where there is none with two."""
    together: int
    """How many have two of the partners or more."""
    with_any: int
    """How many have one of them at least."""


def shared_contracts(partners: Collection[int], user: Any, most: int) -> SharedContracts | None:
    """Counted by the catalogue, whatever the number of contracts: two queries. None: no partner has a contract.

    `partners`: their keys; `most`: how many contracts are named.
    """
    index = CatalogueIndex.current(user)
    once, twice = BitMap(), BitMap()
    for key in set(partners):
        found = index.query(part=CONTRACTS, partners=(key,)).ids
        twice |= once & found
        once |= found
    if not once:
        return None
    keys = index.query(part=CONTRACTS, within=twice or once).page(size=most).ids
    rows: Any = EUContract.objects.visible_to(user).filter(pk__in=keys)
    contracts = {contract.pk: contract for contract in rows}
    named = [contracts[key] for key in keys if key in contracts]
    return SharedContracts(contracts=named, together=len(twice), with_any=len(once))
