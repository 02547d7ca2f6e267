"""What bitmaps cannot count alone, or not at once: counted once for each version of the catalogue, then remembered.

sums(index)[programme, year].own, coordinated(index), overlap(index).partners["contracts"]
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db import connection
from pyroaring import BitMap

from partnerships.catalogue.index import CatalogueIndex
from partnerships.catalogue.snapshots import bitmap_cursor
from partnerships.catalogue.views import CONTRACTS, STRUCTURES

Found = TypeVar("Found")
MOST_REMEMBERED = 500
MOST_SHOWN = 15
MOST_BESIDE = 12


class OfVersion(Generic[Found]):
    """A count of the catalogue and further arguments, such as a day: made once for each version and sight.

    What is read in a transaction may still be undone: it is neither taken from what is kept, nor kept.
    """

    def __init__(self, count: Callable[..., Found]) -> None:
        self._count = count
        self._kept: tuple[int, dict[tuple[Any, ...], Found]] = (0, {})

    def __call__(self, index: CatalogueIndex, *arguments: Any) -> Found:
        if connection.in_atomic_block:
            return self._count(index, *arguments)
        version, found = self._kept
        if version != index.version or len(found) >= MOST_REMEMBERED:
            found = {}
            self._kept = index.version, found
        key = (index.sight, *arguments)
        if key not in found:
            found[key] = self._count(index, *arguments)
        return found[key]


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts of some contracts, in euros."""

    own: Decimal = Decimal(0)
    """The EU's contribution to the organisation itself."""
    contribution: Decimal = Decimal(0)
    """The EU's contribution to the whole consortia."""
    cost: Decimal = Decimal(0)
    """The total cost, of the contracts where it is known."""
    costed: int = 0
    """How many contracts these are."""

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.own + other.own,
            self.contribution + other.contribution,
            self.cost + other.cost,
            self.costed + other.costed,
        )


_SUMS = """
SELECT programme_id, extract(year FROM start)::integer, COALESCE(sum(home.own), 0),
       COALESCE(sum(contract.ec_contribution), 0), COALESCE(sum(contract.total_cost), 0), count(contract.total_cost)
FROM partnerships_eucontract AS contract
JOIN partnerships_collaboration AS record ON record.id = contract.collaboration_ptr_id
LEFT JOIN (
    SELECT collaboration_id, sum(participation.ec_contribution) AS own
    FROM partnerships_participation AS participation
    JOIN partnerships_partner AS partner ON partner.id = participation.partner_id AND partner.is_home
    GROUP BY collaboration_id
) AS home ON home.collaboration_id = contract.collaboration_ptr_id
WHERE record.publication = 'published' OR record.id = ANY(%(unpublished)s::bigint[])
GROUP BY 1, 2
"""


@OfVersion
def sums(index: CatalogueIndex) -> Mapping[tuple[int, int | None], Sums]:
    """Amounts by programme part (key) and year of the start (None: not known), of the contracts the reader may see."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"unpublished": index.unpublished})
        return {(programme, year): Sums(*amounts) for programme, year, *amounts in cursor.fetchall()}


_COORDINATED = """
SELECT COALESCE(array_agg(DISTINCT collaboration_id::integer), '{}')
FROM partnerships_participation AS participation
JOIN partnerships_partner AS partner ON partner.id = participation.partner_id AND partner.is_home
WHERE role = 'coordinator'
"""


@OfVersion
def coordinated(index: CatalogueIndex) -> BitMap:
    """Contracts that the organisation itself coordinates."""
    with bitmap_cursor() as cursor:
        ((found,),) = cursor.execute(_COORDINATED).fetchall()
    return found & of_part(index, CONTRACTS)


_TERMS = """
SELECT number::integer, array_agg(key)
FROM (SELECT structure_id::integer AS key, count(*) AS number FROM partnerships_term GROUP BY 1) AS counted
GROUP BY 1
"""


@OfVersion
def by_terms(index: CatalogueIndex) -> Mapping[int, BitMap]:
    """Structures by the number of their terms; those without any are left out."""
    with bitmap_cursor() as cursor:
        return {number: keys & index.universe for number, keys in cursor.execute(_TERMS)}


def renewed(index: CatalogueIndex) -> Mapping[str, BitMap]:
    """Structures with two terms or more, and those with one."""
    found = by_terms(index)
    more = BitMap.union(BitMap(), *(keys for number, keys in found.items() if number > 1))
    return {"yes": more, "no": found.get(1, BitMap())}


# A passage: a code of one instrument followed by one of another, or a structure by one of another instrument.
_PASSAGES = """
WITH code AS (
    SELECT structure_id, instrument_id, start, id FROM partnerships_structurecode
), followed AS (
    SELECT predecessor_id, successor_id, before.instrument_id AS last, COALESCE(
        (SELECT instrument_id FROM code WHERE structure_id = successor_id ORDER BY start NULLS FIRST, id LIMIT 1),
        after.instrument_id
    ) AS next
    FROM partnerships_succession
    JOIN partnerships_structure AS before ON before.collaboration_ptr_id = predecessor_id
    JOIN partnerships_structure AS after ON after.collaboration_ptr_id = successor_id
    JOIN partnerships_collaboration AS record ON record.id = successor_id
    WHERE record.publication = 'published' OR record.id = ANY(%(unpublished)s::bigint[])
), changed AS (
    SELECT structure_id, instrument_id AS last,
           lead(instrument_id) OVER (PARTITION BY structure_id ORDER BY start NULLS FIRST, id) AS next
    FROM code
)
SELECT last, next, true, array_agg(DISTINCT predecessor_id::integer) FROM followed WHERE last <> next GROUP BY 1, 2
UNION ALL
SELECT last, next, false, array_agg(DISTINCT structure_id::integer) FROM changed WHERE last <> next GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """The structures that passed from one instrument to another."""

    followed: BitMap
    """Those that another structure followed."""
    renamed: BitMap
    """Those whose code changed."""

    @property
    def keys(self) -> BitMap:
        return self.followed | self.renamed


@OfVersion
def passages(index: CatalogueIndex) -> Mapping[tuple[str, str], Passage]:
    """By the codes of both instruments; only those that the reader may see any of."""
    codes = {key: code for key, code, _family in index.views.words.get("kinds", [])}
    found: defaultdict[tuple[str, str], dict[bool, BitMap]] = defaultdict(dict)
    with bitmap_cursor() as cursor:
        for last, following, is_succession, keys in cursor.execute(_PASSAGES, {"unpublished": index.unpublished}):
            found[codes[last], codes[following]][is_succession] = keys & index.universe
    made = {pair: Passage(ways.get(True, BitMap()), ways.get(False, BitMap())) for pair, ways in found.items()}
    return {pair: passage for pair, passage in made.items() if passage.keys}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where structures and EU contracts meet, and where they do not."""

    partners: Mapping[str, BitMap]
    """Keys of the partners that have “contracts” only, “structures” only, or “both”."""
    most: list[tuple[int, int]]
    """Those with the most contracts and no structure: key and number."""
    structures: Mapping[str, BitMap]
    """“some”: structures with a partner that is in an EU contract; “none”: all others."""


@OfVersion
def overlap(index: CatalogueIndex) -> Overlap:
    contracts, structures = of_part(index, CONTRACTS), of_part(index, STRUCTURES)
    found: dict[str, list[int]] = {"contracts": [], "structures": [], "both": []}
    alone: list[tuple[int, int]] = []
    met = BitMap()
    for key, bits in index.views.bitmaps["partner"].items():
        number, other = bits.intersection_cardinality(contracts), bits.intersect(structures)
        if number and other:
            found["both"].append(key)
            met |= bits
        elif number:
            found["contracts"].append(key)
            alone.append((number, key))
        elif other:
            found["structures"].append(key)
    most = [(key, number) for number, key in sorted(alone, key=lambda pair: (-pair[0], pair[1]))[:MOST_SHOWN]]
    met &= structures
    return Overlap({name: BitMap(keys) for name, keys in found.items()}, most, {"some": met, "none": structures - met})


@OfVersion
def beside(index: CatalogueIndex, key: int) -> list[tuple[str, str, int]]:
    """The partners most often in the collaborations of this one: address, name, number of collaborations."""
    found = index.views.bitmaps["partner"].get(key)
    return index.query(within=found).named_partners(MOST_BESIDE) if found else []


_OF_PARTNER = """
SELECT COALESCE(array_agg(DISTINCT collaboration_id::integer), '{}') FROM partnerships_participation
WHERE partner_id IN (SELECT id FROM partnerships_partner WHERE id = %(key)s OR parent_id = %(key)s)
"""


@OfVersion
def of_partner(index: CatalogueIndex, key: int) -> BitMap:
    """Collaborations in which the partner, or a part of it, takes or took part."""
    if (known := index.views.bitmaps["partner"].get(key)) is not None:
        return known & index.universe
    # The organisation itself and what is not published are in no facet.
    with bitmap_cursor() as cursor:
        ((found,),) = cursor.execute(_OF_PARTNER, {"key": key}).fetchall()
    return found & index.universe


def of_part(index: CatalogueIndex, part: str) -> BitMap:
    """All structures, or all EU contracts, that the reader may see."""
    return index.query(part=part).ids
