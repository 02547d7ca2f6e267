"""Bitmaps beside the documents that they are made of and, as of a day and year by year, beside the register."""

from collections.abc import Iterator
from datetime import date

from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import Bitmaps
from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC
from partnerships.catalogue.check import plain
from partnerships.catalogue.check.difference import BITMAPS, STALE, Ask, Difference, Groups, compare
from partnerships.catalogue.snapshots import ALL, VISIBLE, read, read_documents
from partnerships.catalogue.views import Views

_RECORDS = "SELECT id, {value} AS value FROM partnerships_collaboration"
_PUBLISHED = _RECORDS.format(value="'yes'") + " WHERE publication = 'published'"
YES = "yes"
# The names of bitmaps that are not those of a facet.
_MEANT = {ALL: "", VISIBLE: "visible"}


def differences(day: date, kept: BitMap, ask: Ask) -> Iterator[Difference]:
    """`kept`: the records that have a document; of all others it is told already."""
    views = Views(read(None))
    for difference in _beside_the_register(views, day, ask):
        if difference.record in kept:
            yield difference
    yield from _beside_the_documents(views.bitmaps, kept)


def _beside_the_register(views: Views, day: date, ask: Ask) -> Iterator[Difference]:
    public = {YES: bits} if (bits := views.universe(PUBLIC)) else {}
    yield from compare("visible", public, ask(_PUBLISHED), BITMAPS)
    facets = views.of_day(day, EVERYTHING).facets
    for facet, statement in plain.facts(day, staff=True).items():
        yield from compare(facet, dict(facets[facet]), ask(statement), BITMAPS)
    # Offices that are not published are for the staff alone: the public's are another bitmap.
    offices = views.of_day(day, PUBLIC).facets["office"]
    yield from compare("office", dict(offices), ask(plain.facts(day)["office"]), BITMAPS)
    first = min((int(year) for year in facets["start_year"]), default=day.year)
    span = range(first, max(day.year, first) + 1)
    statements = plain.years(span[0], span[-1])
    active = {str(year): bits for year in span if (bits := views.during_year(year))}
    yield from compare("active_year", active, ask(statements["active_year"]), BITMAPS)
    expected = ask(statements["end_year"])
    yield from compare("end_year", _ends(views, expected), expected, BITMAPS)


def _ends(views: Views, expected: Groups) -> Groups:
    """Year -> what ends in it, of the years wanted; all that ends in another one is of the year “?”."""
    ends = views.bitmaps.days("end")
    found = {
        year: ends.between(date(int(year), 1, 1).toordinal(), date(int(year), 12, 31).toordinal()) for year in expected
    }
    rest = ends.known - BitMap.union(BitMap(), *found.values())
    return found | ({"?": rest} if rest else {})


def _beside_the_documents(bitmaps: Bitmaps, kept: BitMap) -> Iterator[Difference]:
    """One difference for a record and a facet, in however many bitmaps it is."""
    present = read_documents()
    stale: dict[str, BitMap] = {}
    for name in present.keys() | bitmaps.keys():
        ours, theirs = bitmaps[name], present[name]
        facet = name.partition("#")[0]
        for value in ours.keys() | theirs.keys():
            differing = ours.get(value, BitMap()) ^ theirs.get(value, BitMap())
            if differing:
                stale[facet] = stale.get(facet, BitMap()) | differing
    for facet, records in sorted(stale.items()):
        for record in records & kept if facet != ALL else records:
            yield Difference(record, _MEANT.get(facet, facet), STALE)
