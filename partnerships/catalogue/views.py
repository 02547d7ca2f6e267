"""The facets of the catalogue as readers know them, as of a day, each for what a reader may see."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import Values
from cnrs_intl.catalogue.facets import Facet, FacetIndex
from cnrs_intl.catalogue.sight import EVERYTHING, Sight
from partnerships.catalogue.snapshots import ALL, CONTRACT, VISIBLE, Snapshot
from partnerships.choices import Status
from partnerships.models.periods import a_year_after

Groups = dict[str, BitMap]
Made = TypeVar("Made")
COUNTED = (
    "kind", "family", "status", "institute", "region", "country", "located_in", "office", "programme", "scheme",
    "challenge", "start_year", "extension",
)  # fmt: skip
WHOLE, STRUCTURES, CONTRACTS = "", "structures", "contracts"
PARTS = {
    WHOLE: COUNTED,
    STRUCTURES: ("kind", "family", "status", "country", "located_in", "region", "office", "institute", "challenge"),
    CONTRACTS: ("programme", "scheme", "status", "country", "region", "office", "institute", "challenge"),
}
"""Parts of the catalogue that are lists of their own, with the facets of each."""
REMEMBERED_DAYS, REMEMBERED_SCOPES = 16, 64


def remembered(make: Callable[..., Made]) -> Callable[..., Made]:
    """The last answers of a function whose last argument is a sight.

    Those for the scopes of the staff, of which there are many, do not push out those for the public.
    """
    common, scoped = lru_cache(REMEMBERED_DAYS)(make), lru_cache(REMEMBERED_DAYS)(make)

    def get(*key: Any) -> Made:
        return (scoped if key[-1].scope else common)(*key)

    return get


class Views:
    """Makes and remembers the facet indexes of one version."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.state = ""
        """Of the database, when this was last found to be the present version."""
        self.bitmaps = snapshot.bitmaps
        self.words = snapshot.vocabulary
        self.of_day = remembered(self._of_day)
        self.of_part = remembered(self._of_part)
        self._facets = lru_cache(REMEMBERED_DAYS)(self._facets_of_day)
        self._seen = lru_cache(REMEMBERED_SCOPES)(self._seen_in_scope)
        self.during_year = lru_cache(None)(self._during_year)
        self.active_on = lru_cache(REMEMBERED_DAYS)(self._active_on)
        self.ending_until = lru_cache(REMEMBERED_DAYS)(self._ending_until)

    def universe(self, sight: Sight) -> BitMap:
        """What the reader sees: `visible_to`, in bitmaps."""
        if sight.scope:
            return self._seen(sight)
        return self.bitmaps[ALL if sight.everything else VISIBLE].get(0, BitMap())

    def _seen_in_scope(self, sight: Sight) -> BitMap:
        """What is published, what has a country of the scope, and what is of its institutes."""
        countries, institutes = self._undated["country"], self.bitmaps["institute"]
        return BitMap.union(
            self.bitmaps[VISIBLE].get(0, BitMap()),
            *(countries[iso2] for iso2 in sight.keys("country") if iso2 in countries),
            *(institutes[key] for key in sight.keys("institute") if key in institutes),
        )

    def _of_day(self, day: date, sight: Sight) -> FacetIndex:
        """All facets as of `day`; what the reader may not see is in none of the counts."""
        facets = self._facets(day) | {"office": self.by_office(self._undated["country"], day, sight)}
        return FacetIndex(self.universe(sight), {name: facets[name] for name in COUNTED})

    def _facets_of_day(self, day: date) -> dict[str, Facet]:
        """All but the offices, of which not every reader may know."""
        of_kind = self.bitmaps.periods("kind").during(day.toordinal(), day.toordinal())
        dated = {
            "kind": self._named(of_kind, "kinds") | ({"contract": of_kind[CONTRACT]} if CONTRACT in of_kind else {}),
            "family": grouped((family, of_kind[key]) for key, _code, family in self._words("kinds") if key in of_kind),
            "status": self._status(day),
            "located_in": _by_country(self._on("located_in", day)),
            "extension": grouped(("yes", bits) for bits in self._on("extension", day).values()),
        }
        return dated | self._undated

    def _of_part(self, part: str, day: date, sight: Sight) -> FacetIndex:
        """The facets of a part of the catalogue as of `day`, over that part alone."""
        whole = self.of_day(day, sight)
        if part == WHOLE:
            return whole
        kinds = dict(whole.facets["kind"])
        contracts = kinds.pop("contract", BitMap())
        records = contracts if part == CONTRACTS else BitMap.union(BitMap(), *kinds.values())
        facets: dict[str, Facet] = {name: whole.facets[name] for name in PARTS[part]}
        return FacetIndex(whole.universe & records, facets)

    @cached_property
    def _undated(self) -> dict[str, Facet]:
        country = _by_country(self.bitmaps["country"])
        return {
            "country": country,
            "region": self.by_region(country),
            "institute": self._named(self.bitmaps["institute"], "institutes"),
            "scheme": self._named(self.bitmaps["scheme"], "schemes"),
            "programme": self._programmes,
            "challenge": self._challenges(),
            "start_year": {str(year): bits for year, bits in self.bitmaps["start_year"].items()},
        }

    @cached_property
    def _programmes(self) -> Groups:
        """A programme holds what its parts hold, at any depth."""
        codes = {key: code for key, code, _parent in self._words("programmes")}
        parents = {key: parent for key, _code, parent in self._words("programmes")}
        found = []
        for key, bits in self.bitmaps["programme"].items():
            seen: set[int] = set()
            above: int | None = key
            while above is not None and above not in seen:
                seen.add(above)
                found.append((codes[above], bits))
                above = parents[above]
        return grouped(found)

    def _challenges(self) -> Groups:
        """What is said to answer a challenge, and the contracts of the programme parts that do."""
        programmes = {key: self._programmes.get(code, BitMap()) for key, code, _parent in self._words("programmes")}
        direct = self.bitmaps["challenge"]
        numbers = {key: str(number) for key, number in self._words("challenges")}
        found = [(numbers[key], bits) for key, bits in direct.items()]
        found += [(numbers[key], programmes[programme]) for key, programme in self._words("answers")]
        return {number: bits for number, bits in grouped(found).items() if bits}

    def _status(self, day: date) -> Groups:
        """The rules of `with_status`, of structures and of contracts; “active” includes what ends soon."""
        today = day.toordinal()
        terms = self.bitmaps.periods("term")
        active = self.active_on(day)
        soon = active & self.ending_until(a_year_after(day))
        upcoming = terms.after(today) - active
        known = terms.ever()
        return {
            Status.UPCOMING.value: upcoming,
            Status.ACTIVE.value: active,
            Status.ENDING_SOON.value: soon,
            Status.ENDED.value: known - active - upcoming,
            Status.UNKNOWN.value: self.universe(EVERYTHING) - known,
        }

    def by_region(self, countries: Facet) -> Groups:
        """What is of the countries of each region."""
        return grouped((region, countries[iso2]) for iso2, region in self._words("regions") if iso2 in countries)

    def by_office(self, countries: Facet, day: date, sight: Sight) -> Groups:
        """What is of the countries that each office, of those the reader may know of, covers on `day`."""
        today, own = day.toordinal(), set(sight.keys("office"))
        return grouped(
            (office, countries[iso2])
            for office, published, iso2, first, last in self._words("coverages")
            if (published or sight.everything or office in own) and first <= today <= last and iso2 in countries
        )

    def _active_on(self, day: date) -> BitMap:
        """Records with a term, or a contract's time, that contains the day."""
        return self._on("term", day).get(0, BitMap())

    def _ending_until(self, day: date) -> BitMap:
        return self.bitmaps.days("end").until(day.toordinal())

    def _during_year(self, year: int) -> BitMap:
        """Records active on at least one day of the year."""
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        return self.bitmaps.periods("term").during(first, last).get(0, BitMap())

    def _on(self, facet: str, day: date) -> dict[int, BitMap]:
        return self.bitmaps.periods(facet).during(day.toordinal(), day.toordinal())

    def _named(self, values: Values | dict[int, BitMap], words: str) -> Groups:
        return {name: values[key] for key, name, *_ in self._words(words) if key in values}

    def _words(self, name: str) -> list[list]:
        return self.words.get(name, [])


def grouped(pairs: Iterable[tuple[str, BitMap]]) -> Groups:
    """The union of the bitmaps of each name."""
    found: dict[str, list[BitMap]] = {}
    for name, bits in pairs:
        found.setdefault(name, []).append(bits)
    return {name: BitMap.union(*bitmaps) for name, bitmaps in found.items()}


def _by_country(values: Values | dict[int, BitMap]) -> Groups:
    return {chr(value >> 8) + chr(value & 255): bits for value, bits in values.items()}
