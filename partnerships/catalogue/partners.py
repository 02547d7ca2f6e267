"""The facets of the partners, as of a day, each for what a reader may see.

One statement reads them from the partners themselves, so nothing is stored that could differ. A worker keeps what it
has read as long as the version of the catalogue is the same: every change of a partner, or of a word, moves it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.db import connection
from pyroaring import BitMap

from cnrs_intl.catalogue.facets import FacetIndex
from cnrs_intl.catalogue.sight import Sight
from partnerships.catalogue.index import CatalogueIndex
from partnerships.catalogue.views import Views, grouped, remembered

# The organisation itself is not its own partner.
_READ = """
SELECT kind, COALESCE(country_id, ''), publication = 'published', array_agg(id)
FROM partnerships_partner WHERE NOT is_home GROUP BY 1, 2, 3
"""


class PartnerViews:
    """Makes and remembers the facet indexes of one version."""

    def __init__(self, catalogue: Views) -> None:
        self.catalogue = catalogue
        with connection.cursor() as cursor:
            cursor.execute(_READ)
            rows = [(kind, iso2, visible, BitMap(keys)) for kind, iso2, visible, keys in cursor.fetchall()]
        self._types = grouped((kind, bits) for kind, _iso2, _visible, bits in rows if kind)
        self._countries = grouped((iso2, bits) for _kind, iso2, _visible, bits in rows if iso2)
        self._visible = BitMap.union(BitMap(), *(bits for _kind, _iso2, visible, bits in rows if visible))
        self._all = BitMap.union(BitMap(), *(bits for *_, bits in rows))
        self.of_day = remembered(self._of_day)

    def universe(self, sight: Sight) -> BitMap:
        """What the reader sees: `visible_to`, in bitmaps."""
        if sight.everything:
            return self._all
        own = (self._countries[iso2] for iso2 in sight.keys("country") if iso2 in self._countries)
        return BitMap.union(self._visible, *own)

    def _of_day(self, day: date, sight: Sight) -> FacetIndex:
        facets = {
            "type": self._types,
            "country": self._countries,
            "region": self.catalogue.by_region(self._countries),
            "office": self.catalogue.by_office(self._countries, day, sight),
        }
        return FacetIndex(self.universe(sight), facets)


@dataclass(frozen=True)
class PartnerIndex:
    """The partners at one version for one reader."""

    views: PartnerViews
    version: int
    sight: Sight

    _latest: ClassVar[PartnerViews | None] = None

    @classmethod
    def current(cls, user: Any) -> Self:
        """The partners as they are now. One query, and one more when anything has changed."""
        catalogue, views = CatalogueIndex.current(user), PartnerIndex._latest
        # What is read in a transaction may still be undone: it is neither taken from what is kept, nor kept.
        if views is None or views.catalogue is not catalogue.views or connection.in_atomic_block:
            views = PartnerViews(catalogue.views)
            if not connection.in_atomic_block:
                PartnerIndex._latest = views
        return cls(views, catalogue.version, catalogue.sight)

    def of_day(self, day: date) -> FacetIndex:
        return self.views.of_day(day, self.sight)
