"""The catalogue as lines of a file: one SQL statement for a chunk of records, sent on as PostgreSQL writes it."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.catalogue.index import CatalogueResult

CHUNK = 10_000
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
_ROWS = """
SELECT record.id,
       %(site)s || CASE WHEN contract.grant_number IS NULL THEN 'structures/' ELSE 'contracts/' END
           || record.slug || '/' AS url,
       record.acronym,
       coalesce(nullif(record.title_{language}, ''), record.title_{other}) AS title,
       coalesce(instrument.code, 'contract') AS kind,
       coalesce(nullif(concat_ws(' ', framework.code, contract.grant_number), ''), (
           SELECT string_agg(code.code, '; ' ORDER BY code.start DESC NULLS LAST, code.id)
           FROM partnerships_structurecode AS code WHERE code.structure_id = record.id
       )) AS codes,
       (SELECT string_agg(name, '; ' ORDER BY name COLLATE "C") FROM (
           SELECT DISTINCT partner.name
           FROM partnerships_participation AS taker JOIN partnerships_partner AS partner ON partner.id = partner_id
           WHERE taker.collaboration_id = record.id AND NOT partner.is_home
             AND (%(staff)s OR partner.publication = 'published')
       ) AS taker) AS partners,
       record.country_id AS country,
       (SELECT string_agg(institute.acronym, '; ' ORDER BY institute.acronym)
        FROM partnerships_collaboration_institutes AS link
        JOIN partnerships_institute AS institute ON institute.id = link.institute_id
        WHERE link.collaboration_id = record.id) AS institutes,
       wanted.status, document.start, document."end", document.budget
FROM unnest(%(ids)s::bigint[], %(statuses)s::text[]) WITH ORDINALITY AS wanted(id, status, place)
JOIN partnerships_collaboration AS record USING (id)
JOIN partnerships_searchdocument AS document ON document.collaboration_id = record.id
LEFT JOIN partnerships_structure AS structure ON structure.collaboration_ptr_id = record.id
LEFT JOIN partnerships_instrument AS instrument ON instrument.id = structure.instrument_id
LEFT JOIN partnerships_eucontract AS contract ON contract.collaboration_ptr_id = record.id
LEFT JOIN partnerships_programme AS framework ON framework.id = contract.framework_id
ORDER BY wanted.place
"""
TEXTS = ("acronym", "title", "codes", "partners")
# A spreadsheet runs what starts so: an apostrophe before it makes it text.
_INERT = r"regexp_replace({column}, '^([=+@\-\t\r])', '''\1') AS {column}"


def _rows() -> str:
    language = (get_language() or "en")[:2]
    return _ROWS.format(language=language, other="fr" if language == "en" else "en")


def _chunks(result: CatalogueResult, order: str, site: str) -> Iterator[dict[str, Any]]:
    """The parameters of the statement for each chunk of records, in order."""
    keys, staff = result.keys(order), result.index.staff
    labels: dict[str, str] = {}
    while ids := list(islice(keys, CHUNK)):
        statuses = [labels.setdefault(each, capfirst(str(each.label))) for each in result.statuses(ids)]
        yield {"ids": ids, "statuses": statuses, "staff": staff, "site": site}


def csv_chunks(result: CatalogueResult, order: str, site: str) -> Iterator[bytes]:
    """CSV without header, as PostgreSQL writes it."""
    columns = ", ".join(_INERT.format(column=name) if name in TEXTS else f'"{name}"' for name in COLUMNS)
    statement = f"COPY (SELECT {columns} FROM ({_rows()}) AS line) TO STDOUT WITH (FORMAT csv)"  # noqa: S608
    for parameters in _chunks(result, order, site):
        connection.ensure_connection()
        # psycopg's own cursor: Django's, when it logs, takes no parameters here.
        with connection.connection.cursor() as cursor, cursor.copy(statement, parameters) as copy:
            for data in copy:
                yield bytes(data)


def lines(result: CatalogueResult, order: str, site: str) -> Iterator[Sequence[Any]]:
    """The same rows as values: text, numbers and dates."""
    for parameters in _chunks(result, order, site):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_rows(), parameters)
            yield from cursor.fetchall()


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
