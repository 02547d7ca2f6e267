"""Asking the catalogue: what a reader chose, as records, exact counts, a timeline and pages.

index = CatalogueIndex.current(request.user)
result = index.query(chosen={"kind": ["IRL"], "country": ["JP"]}, text="ocean")
result.total, result.counts["kind"]["IRL"], result.page(order="-start", number=1).ids
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from heapq import heappushpop
from operator import and_
from typing import Any, ClassVar, Self

from django.db import connection
from django.utils.translation import gettext as _
from pyroaring import BitMap

from cnrs_intl.catalogue import states
from cnrs_intl.catalogue.bitmaps import Days
from cnrs_intl.catalogue.facets import FacetIndex
from cnrs_intl.catalogue.pagination import FEW, Order, Page, Pages, check_number
from cnrs_intl.catalogue.search import MOST_RANKED, QueryError, TextQuery, TextSearch, parse_text
from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC, Sight, sight_of
from cnrs_intl.catalogue.text import localized
from partnerships.catalogue.snapshots import read
from partnerships.catalogue.views import PARTS, WHOLE, Views
from partnerships.choices import Status
from partnerships.models import SearchDocument
from partnerships.models.periods import months_after

RELEVANCE, NEWEST = "relevance", "-start"
PAGES = Pages(
    SearchDocument,
    {
        NEWEST: Order("start_down", descending=True),
        "start": Order("start_up"),
        "-end": Order("end_down", descending=True),
        "end": Order("end_up"),
        "-budget": Order("budget_down", descending=True),
        "budget": Order("budget_up"),
        "title_en": Order("title_en"),
        "-title_en": Order("title_en", descending=True),
        "title_fr": Order("title_fr"),
        "-title_fr": Order("title_fr", descending=True),
    },
)
TEXTS = TextSearch(SearchDocument)
PAGE_SIZE = 25
ROW_TO_BITMAP = 10
"""Counting the partners of one row takes as long as looking at so many bitmaps."""
MOST_EXACT = 200
MOST_BY_DAY = 200
"""Rows of the first pages by date, which the bitmaps put in order without a query."""


@dataclass(frozen=True)
class CatalogueIndex:
    """The catalogue at one version for one reader: what they see of it, and nothing else, is found and counted."""

    views: Views
    sight: Sight

    _latest: ClassVar[Views | None] = None

    @classmethod
    def current(cls, user: Any) -> Self:
        """The catalogue as it is now. One query, or none in a state of the database that this worker has read."""
        latest, state = CatalogueIndex._latest, states.kept()
        if latest is None or not state or state != latest.state:
            snapshot = read(latest.snapshot if latest else None)
            if latest is None or snapshot is not latest.snapshot:
                latest = CatalogueIndex._latest = Views(snapshot)
            latest.state = state
        return cls(latest, sight_of(user))

    @property
    def version(self) -> int:
        """Grows with every change: what a page shows is the same while it is the same."""
        return self.views.snapshot.version

    @property
    def universe(self) -> BitMap:
        return self.views.universe(self.sight)

    @property
    def unpublished(self) -> list[int]:
        """Keys of what the reader sees and the public does not."""
        return list(self.universe - self.views.universe(PUBLIC))

    def query(
        self,
        *,
        part: str = WHOLE,
        chosen: Mapping[str, Collection[str]] | None = None,
        partners: Collection[int] = (),
        within: BitMap | None = None,
        text: str = "",
        day: date | None = None,
        active: bool = False,
        starts_in: int | None = None,
        ends_in: int | None = None,
        ending_within: int | None = None,
    ) -> "CatalogueResult":
        """Ask. Raises QueryError, with a message for the reader, for what cannot be asked.

        `part`: of the catalogue, one of PARTS; `partners`: keys, one of them takes part; `within`: only these records.
        `day`: everything as of that day, today by default; `active`: only what is active on it. `starts_in`,
        `ends_in`: years. `ending_within`: months after the day, of what is active on it.
        """
        chosen = {name: tuple(values) for name, values in (chosen or {}).items() if values}
        if unknown := chosen.keys() - {*PARTS[part]}:
            raise QueryError(_("There is no filter “%(name)s”.") % {"name": min(unknown)[:40]})
        day = day or date.today()
        narrowed = [
            *([within] if within is not None else []),
            *([self.views.active_on(day)] if active or ending_within is not None else []),
            *([self._year("start", starts_in)] if starts_in is not None else []),
            *([self._year("end", ends_in)] if ends_in is not None else []),
        ]
        if ending_within is not None:
            narrowed.append(self.views.ending_until(months_after(day, ending_within)))
        query = parse_text(text)
        if query.wanted or query.unwanted:
            narrowed.append(TEXTS.ids(query, self.version, self.universe))
        elif text.strip():
            narrowed.append(BitMap())  # signs alone are in no record
        return CatalogueResult(
            self, self.views.of_part(part, day, self.sight), query, day,
            chosen,
            tuple(partners), reduce(and_, narrowed) if narrowed else None,
        )  # fmt: skip

    def _year(self, name: str, year: int) -> BitMap:
        if not date.min.year <= year <= date.max.year:
            raise QueryError(_("A year has four digits, such as 2014."))
        return self.views.bitmaps.days(name).between(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


@dataclass(frozen=True)
class CatalogueResult:
    """One answer. All its forms say the same: each is computed from the same bitmaps when first read."""

    index: CatalogueIndex
    facets: FacetIndex = field(repr=False)
    text: TextQuery
    day: date
    chosen: Mapping[str, Collection[str]]
    partners_chosen: Collection[int]
    """Their keys."""
    _within: BitMap | None = field(repr=False)

    @cached_property
    def ids(self) -> BitMap:
        return self.facets.select(self.chosen, self._narrowed)

    @property
    def total(self) -> int:
        return len(self.ids)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Facet -> value -> how many one gets by choosing that value. Partners are counted by `top_partners`."""
        return self.facets.counts(self.chosen, self._narrowed)

    @cached_property
    def timeline(self) -> dict[int, tuple[int, int]]:
        """Year -> how many start in it, how many are active in it, from the first start to the last, or this year."""
        years = [int(year) for year in self.facets.counts({})["start_year"]]
        if not years:
            return {}
        size = self.ids.intersection_cardinality
        starts, views = self.facets.facets["start_year"], self.index.views
        return {
            year: (size(starts.get(str(year), BitMap())), size(views.during_year(year)))
            for year in range(min(years), max(*years, self.day.year) + 1)
        }

    def top_partners(self, limit: int = 20) -> list[tuple[int, int]]:
        """Keys of the partners in most of these collaborations (a partner chosen does not narrow), with counts."""
        selection = self._of_any_partner
        if self._are_counted_in_rows:
            return _in_rows(_IN_ROWS, list(selection), limit, EVERYTHING)
        bitmaps = self.index.views.bitmaps["partner"]
        best = [(0, 0)] * limit
        for partner, size in bitmaps.by_size:
            if size < best[0][0]:
                break
            if count := selection.intersection_cardinality(bitmaps[partner]):
                heappushpop(best, (count, -partner))
        return [(-partner, count) for count, partner in sorted(best, reverse=True) if count]

    def named_partners(self, limit: int = 20) -> list[tuple[str, str, int]]:
        """The same with their address (slug) and name instead of the key, of those that this reader may see.

        One query.
        """
        if self._are_counted_in_rows:
            return _in_rows(_NAMED_IN_ROWS, list(self._of_any_partner), limit, self.index.sight)
        counts = dict(self.top_partners(limit))
        found = _in_rows(_NAMES, list(counts), limit, self.index.sight)
        names = {key: (slug, name) for key, slug, name in found}
        return [(*names[key], count) for key, count in counts.items() if key in names]

    def count_of_partner(self, key: int) -> int:
        """How many one gets by choosing this partner."""
        bits = self.index.views.bitmaps["partner"].get(key)
        return self._of_any_partner.intersection_cardinality(bits) if bits else 0

    @property
    def _are_counted_in_rows(self) -> bool:
        return len(self._of_any_partner) * ROW_TO_BITMAP <= len(self.index.views.bitmaps["partner"])

    @cached_property
    def _of_any_partner(self) -> BitMap:
        return self.facets.select(self.chosen, self._within) if self.partners_chosen else self.ids

    def page(
        self,
        *,
        order: str = NEWEST,
        number: int = 1,
        after: int | None = None,
        before: int | None = None,
        size: int = PAGE_SIZE,
    ) -> Page:
        """A page of keys. `after` and `before` go on from a record; otherwise `number` counts from 1 to 400."""
        if order == RELEVANCE:
            offset = check_number(number, size, self.total)
            return Page(self._by_relevance(offset, size), self.total, number, number > 1, offset + size < self.total)
        place = PAGES.order(_localized(order))
        if after is not None:
            return PAGES.after(self.ids, place, after, size, among=self._documents)
        if before is not None:
            return PAGES.before(self.ids, place, before, size, among=self._documents)
        if (days := self._days(place)) is not None and number * size <= MOST_BY_DAY:
            offset = check_number(number, size, self.total)
            found = days.in_order(self.ids, offset + size, later=place.descending)[offset:]
            return Page(found, self.total, number, number > 1, offset + size < self.total)
        return PAGES.numbered(self.ids, place, number, size, among=self._documents, begin=self._begin(place))

    def keys(self, order: str = NEWEST) -> Iterator[int]:
        """All the keys in the order asked for; by relevance, the best first as far as they are ranked, as a page."""
        if order == RELEVANCE:
            return iter(self._by_relevance(0, max(self.total, 1)))
        return PAGES.keys(self.ids, PAGES.order(_localized(order)), among=self._documents)

    @property
    def is_everything(self) -> bool:
        """All that this reader may see."""
        return self.total == len(self.index.universe)

    def stretches(self, order: str, first: int, most: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """All documents, whatever is asked: see `Pages.stretches`. Not by relevance."""
        return PAGES.stretches(PAGES.order(_localized(order)), first, most)

    def statuses(self, keys: Sequence[int]) -> list[Status]:
        """The status of each record on the day, the one that says most: “ending soon” before “active”."""
        shown = (Status.ENDING_SOON, Status.ACTIVE, Status.UPCOMING, Status.ENDED)
        bitmaps = [(status, self.facets.facets["status"].get(status.value, BitMap())) for status in shown]
        return [next((status for status, bits in bitmaps if key in bits), Status.UNKNOWN) for key in keys]

    def suggestions(self) -> list[str]:
        """Texts near to this one that find something, when it finds nothing.

        To those who do not see everything, only what is published is suggested.
        """
        if self.ids or not self.text.wanted:
            return []
        return TEXTS.suggestions(self.text, self.index.version, visible_only=not self.index.sight.everything)

    @cached_property
    def _narrowed(self) -> BitMap | None:
        if not self.partners_chosen:
            return self._within
        bitmaps = self.index.views.bitmaps["partner"]
        found = BitMap.union(BitMap(), *(bitmaps[key] for key in self.partners_chosen if key in bitmaps))
        return found if self._within is None else found & self._within

    @property
    def _documents(self) -> int:
        return len(self.index.views.universe(EVERYTHING))

    def _begin(self, order: Order) -> date | None:
        """For an order by a date, the first of these records in it: it may be far from the first of all."""
        days = self._days(order)
        if days is None or self.total <= FEW:
            return None
        found = days.last(self.ids) if order.descending else days.first(self.ids)
        return None if found is None else date.fromordinal(found)

    def _days(self, order: Order) -> Days | None:
        """Of each record, where the order is one by date."""
        name = order.column.partition("_")[0]
        return self.index.views.bitmaps.days(name) if name in ("start", "end") else None

    def _by_relevance(self, offset: int, size: int) -> list[int]:
        """Best first; of more than can be ranked, the exact ones and then the newest."""
        if not self.text.wanted:
            return PAGES.slice(self.ids, PAGES.order(NEWEST), offset, size, among=self._documents)
        if self.total <= MOST_RANKED:
            return TEXTS.ranked(self.text, self.ids, self.index.version)[offset : offset + size]
        exact = TEXTS.exact(self.text, self.index.version) & self.ids
        first = TEXTS.ranked(self.text, BitMap(exact[:MOST_EXACT]), self.index.version)
        head = first[offset : offset + size]
        if len(head) == size:
            return head
        rest = self.ids - BitMap(first)
        start = max(0, offset - len(first))
        return head + PAGES.slice(rest, PAGES.order(NEWEST), start, size - len(head), among=self._documents)


def _localized(order: str) -> str:
    sign, name = ("-", order[1:]) if order.startswith("-") else ("", order)
    return sign + localized(name) if name == "title" else order


_IN_ROWS = """
SELECT code / 16 AS partner, count(*) FROM partnerships_searchdocument, unnest(facets) AS code
WHERE collaboration_id = ANY(%(keys)s) AND code %% 16 = 6
GROUP BY code ORDER BY count(*) DESC, partner LIMIT %(limit)s
"""
_NAMED_IN_ROWS = """
SELECT slug, name, count(*) FROM partnerships_searchdocument, unnest(facets) AS code
JOIN partnerships_partner ON partnerships_partner.id = code / 16
    AND (%(everything)s OR publication = 'published' OR country_id = ANY(%(countries)s))
WHERE collaboration_id = ANY(%(keys)s) AND code %% 16 = 6
GROUP BY partnerships_partner.id ORDER BY count(*) DESC, partnerships_partner.id LIMIT %(limit)s
"""

_NAMES = """
SELECT id, slug, name FROM partnerships_partner
WHERE id = ANY(%(keys)s::bigint[]) AND (%(everything)s OR publication = 'published' OR country_id = ANY(%(countries)s))
"""


def _in_rows(statement: str, keys: list[int], limit: int, sight: Sight) -> list[Any]:
    seen: dict[str, Any] = {"everything": sight.everything, "countries": sight.keys("country")}
    with connection.cursor() as cursor:
        cursor.execute(statement, {"keys": keys, "limit": limit, **seen})
        return cursor.fetchall()
