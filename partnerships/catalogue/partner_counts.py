"""In how many structures and in how many contracts each partner takes or took part: sizes of bitmaps, no join.

A partner has what its parts have, as on its own page and in the lists that its numbers lead to.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from partnerships.catalogue.aggregates import OfVersion, of_part
from partnerships.catalogue.index import CatalogueIndex
from partnerships.catalogue.snapshots import bitmap_cursor
from partnerships.catalogue.views import CONTRACTS, STRUCTURES

COUNTED = {"structures": STRUCTURES, "contracts": CONTRACTS}
"""The numbers, as the list orders by them, and the part of the catalogue that each counts."""

# What is not published is in no facet.
_HIDDEN = """
SELECT partner.id, array_agg(DISTINCT collaboration_id::integer)
FROM partnerships_partner AS partner
JOIN partnerships_partner AS part ON partner.id IN (part.id, part.parent_id)
JOIN partnerships_participation AS participation ON participation.partner_id = part.id
WHERE partner.publication <> 'published' AND NOT partner.is_home
GROUP BY 1
"""


@OfVersion
def of_hidden_partners(index: CatalogueIndex) -> Mapping[int, BitMap]:
    """Collaborations of each partner that only the staff may see; nothing for other readers."""
    if not index.staff:
        return {}
    with bitmap_cursor() as cursor:
        return dict(cursor.execute(_HIDDEN))


@OfVersion
def ranked(index: CatalogueIndex, part: str) -> list[int]:
    """Keys of the partners with at least one record in a part of the catalogue, those with fewest first."""
    size = of_part(index, part).intersection_cardinality
    records = chain(index.views.bitmaps["partner"].items(), of_hidden_partners(index).items())
    return [key for number, key in sorted((size(bits), key) for key, bits in records) if number]


def in_order(index: CatalogueIndex, keys: BitMap, part: str, *, descending: bool) -> list[int]:
    """These partners by their number of records in a part of the catalogue, then by key."""
    some = ranked(index, part)
    found = [*(keys - BitMap(some)), *(key for key in some if key in keys)]
    return found[::-1] if descending else found


class CountedPartners:
    """Rows of partners with `structure_count` and `contract_count`, to take pages of.

    `keys`: the order, where it is not that of the rows.
    """

    def __init__(self, rows: QuerySet[Any], index: CatalogueIndex, keys: Sequence[int] | None = None) -> None:
        self._rows, self._keys = rows, keys
        self._known, self._hidden = index.views.bitmaps["partner"], of_hidden_partners(index)
        self._parts = [of_part(index, part) for part in COUNTED.values()]

    def __getitem__(self, part: slice) -> list[Any]:
        if self._keys is None:
            return [self._counted(record) for record in self._rows[part]]
        return self._of_keys(self._keys[part])

    def iterator(self, chunk_size: int) -> Iterator[Any]:
        """All of them, a chunk at a time."""
        if self._keys is None:
            yield from map(self._counted, self._rows.iterator(chunk_size=chunk_size))
            return
        keys = iter(self._keys)
        while chunk := list(islice(keys, chunk_size)):
            yield from self._of_keys(chunk)

    def _of_keys(self, keys: Sequence[int]) -> list[Any]:
        found = {record.pk: self._counted(record) for record in self._rows.filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def _counted(self, record: Any) -> Any:
        bits = self._known.get(record.pk) or self._hidden.get(record.pk) or BitMap()
        record.structure_count, record.contract_count = map(bits.intersection_cardinality, self._parts)
        return record
