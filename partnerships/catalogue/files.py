"""The catalogue as lines of a file: one SQL statement for a chunk of records, sent on as PostgreSQL writes it.

A line is one document: its cells are there as they are written, its kind and status found by the day asked for.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.sight import PUBLIC, Sight
from partnerships.catalogue.index import RELEVANCE, CatalogueResult
from partnerships.choices import Status
from partnerships.models.catalogue import CELLS
from partnerships.models.periods import a_year_after

FIRST_CHUNK, CHUNK = 500, 5_000
COLUMNS = {
    "id": _("number"),
    "url": _("address"),
    "acronym": _("acronym"),
    "title": _("title"),
    "kind": _("kind"),
    "codes": _("codes"),
    "partners": _("partners"),
    "country": _("country"),
    "institutes": _("institutes"),
    "status": _("status"),
    "start": _("start"),
    "end": _("end"),
    "budget": _("budget (€)"),
}
TEXTS = ("acronym", "title", "kind", "codes", "partners", "institutes")
_STATUS = """CASE
    WHEN cardinality(term_days) = 0 THEN %(unknown)s
    WHEN width_bucket(%(today)s, term_days) %% 2 = 1
    THEN CASE WHEN document."end" <= %(soon)s THEN %(ending_soon)s ELSE %(active)s END
    WHEN width_bucket(%(today)s, term_days) < cardinality(term_days) THEN %(upcoming)s
    ELSE %(ended)s
END"""
_WANTED = """
SELECT {columns}
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (collaboration_id, place)
JOIN partnerships_searchdocument AS document USING (collaboration_id)
WHERE (visible OR %(everything)s OR collaboration_id = ANY(%(own)s)) ORDER BY wanted.place
"""
_STRETCH = """
SELECT {columns} FROM partnerships_searchdocument AS document WHERE (visible OR %(everything)s) AND {stretch}
"""
# A spreadsheet runs what starts so: an apostrophe before it makes it text. All of these come before the letters.
_INERT = (
    r"""CASE WHEN {value} < 'A' COLLATE "C" THEN regexp_replace({value}, '^([=+@\-\t\r])', '''\1') ELSE {value} END"""
)


_PARTNERS_IN_SCOPE = """CASE WHEN {partners_for_staff} IS NULL THEN {partners} ELSE (
    SELECT string_agg(DISTINCT name::text COLLATE "C", '; ' ORDER BY name::text COLLATE "C")
    FROM partnerships_partner WHERE NOT is_home AND (publication = 'published' OR country_id = ANY(%(countries)s))
    AND id IN (SELECT partner_id FROM partnerships_participation AS taker
               WHERE taker.collaboration_id = document.collaboration_id)
) END"""


def _partners(cells: dict[str, str], sight: Sight) -> str:
    """The names of those that the reader sees; of all of them and of the published ones they are written already."""
    if sight.scope:
        return _PARTNERS_IN_SCOPE.format(**cells)
    return f"coalesce({cells['partners_for_staff']}, {cells['partners']})" if sight.everything else cells["partners"]


def _columns(sight: Sight) -> dict[str, str]:
    """Each column in SQL, in the language that is read, as the reader may read it."""
    cells = {name: f"cells[{place}]" for place, name in enumerate(CELLS, start=1)}
    return {
        "id": "collaboration_id",
        "url": f"%(site)s || {cells['path']}",
        "acronym": cells["acronym"],
        "title": cells["title_fr" if (get_language() or "").startswith("fr") else "title_en"],
        "kind": "kinds[1 + width_bucket(%(today)s, kind_days)]",
        "codes": cells["codes"],
        "partners": _partners(cells, sight),
        "country": cells["country"],
        "institutes": cells["institutes"],
        "status": _STATUS,
        "start": "start",
        "end": '"end"',
        "budget": "budget",
    }


def _parameters(result: CatalogueResult, site: str) -> dict[str, Any]:
    day = {"today": result.day.toordinal(), "soon": a_year_after(result.day)}
    labels = {status.value: capfirst(str(status.label)) for status in Status}
    sight = result.index.sight
    seen = {"everything": sight.everything, "countries": sight.keys("country"), "own": []}
    return {"site": site} | seen | day | labels


def _statements(
    result: CatalogueResult, order: str, site: str, columns: Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The statements that read all rows in order, a chunk each, with their parameters; the first chunk is small.

    Everything is read along the index of its order. Of anything less, or in a scope, the keys are known first; what
    is withdrawn from the public meanwhile is left out.
    """
    parameters, selected = _parameters(result, site), ", ".join(columns)
    if result.is_everything and order != RELEVANCE and not result.index.sight.scope:
        for stretch, place in result.stretches(order, FIRST_CHUNK, CHUNK):
            yield _STRETCH.format(columns=selected, stretch=stretch), parameters | place
        return
    keys, size, public = result.keys(order), FIRST_CHUNK, result.index.views.universe(PUBLIC)
    while ids := list(islice(keys, size)):
        own = [key for key in ids if key not in public] if result.index.sight.scope else []
        yield _WANTED.format(columns=selected), parameters | {"ids": ids, "own": own}
        size = CHUNK


def csv_chunks(result: CatalogueResult, order: str, site: str) -> Iterator[bytes]:
    """CSV without header, as PostgreSQL writes it. Nothing is open in the database while a chunk is on its way."""
    columns = _columns(result.index.sight)
    inert = [_INERT.format(value=value) if name in TEXTS else value for name, value in columns.items()]
    for rows, parameters in _statements(result, order, site, inert):
        chunk = bytearray()
        connection.ensure_connection()
        # psycopg's own cursor: Django's, when it logs, takes no parameters here.
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(f"COPY ({rows}) TO STDOUT WITH (FORMAT csv)", parameters) as copy,
        ):
            for line in copy:
                chunk += line
        yield bytes(chunk)


def lines(result: CatalogueResult, order: str, site: str) -> Iterator[Sequence[Any]]:
    """The same rows as values: text, numbers and dates."""
    for rows, parameters in _statements(result, order, site, _columns(result.index.sight).values()):
        with connection.cursor() as cursor:
            cursor.execute(rows, parameters)
            found = cursor.fetchall()
        yield from found


def records(result: CatalogueResult, order: str, site: str) -> Iterator[dict[str, Any]]:
    """The same rows as JSON objects: lists for what is several, ISO dates."""
    for line in lines(result, order, site):
        record = dict(zip(COLUMNS, line, strict=True))
        for name in ("codes", "partners", "institutes"):
            record[name] = record[name].split("; ") if record[name] else []
        for name in ("start", "end"):
            record[name] = record[name].isoformat() if record[name] else None
        record["budget"] = float(record["budget"]) if record["budget"] is not None else None
        yield record


_PLACES = """
SELECT wanted.id, site.longitude, site.latitude
FROM unnest(%(ids)s::bigint[]) AS wanted(id)
JOIN partnerships_site AS site ON site.structure_id = wanted.id AND site.role = 'main' AND site.latitude IS NOT NULL
WHERE (site.start IS NULL OR site.start <= %(day)s) AND (site."end" IS NULL OR site."end" >= %(day)s)
"""


def features(result: CatalogueResult, order: str, site: str) -> Iterator[str]:
    """GeoJSON features (RFC 7946): the main site on the day as a point, longitude first; without one, no geometry."""
    found = records(result, order, site)
    while chunk := list(islice(found, CHUNK)):
        with connection.cursor() as cursor:
            cursor.execute(_PLACES, {"ids": [record["id"] for record in chunk], "day": result.day})
            places = {key: (float(longitude), float(latitude)) for key, longitude, latitude in cursor.fetchall()}
        for record in chunk:
            place = places.get(record["id"])
            geometry = {"type": "Point", "coordinates": place} if place else None
            feature = {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": record}
            yield json.dumps(feature, ensure_ascii=False)
