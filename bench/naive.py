"""Facets the plain way: one GROUP BY with count(DISTINCT) for each, over the tables of the register."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection

from bench.cases import Case

Counts = dict[str, dict[str, int]]

_ABOVE = """
WITH RECURSIVE above AS (
    SELECT id AS key, id AS ancestor FROM partnerships_programme
    UNION SELECT above.key, parent_id FROM above JOIN partnerships_programme AS p ON p.id = above.ancestor
    WHERE parent_id IS NOT NULL
) SELECT * FROM above
"""
_HOLDS = "({0}.start IS NULL OR {0}.start <= '{day}') AND ({0}.\"end\" IS NULL OR {0}.\"end\" >= '{day}')"
_INSTRUMENT = """
SELECT s.collaboration_ptr_id AS id, i.{column} AS value
FROM partnerships_structure AS s JOIN partnerships_instrument AS i ON i.id = COALESCE((
    SELECT c.instrument_id FROM partnerships_structurecode AS c
    WHERE c.structure_id = s.collaboration_ptr_id AND {holds} ORDER BY c.start DESC, c.id LIMIT 1
), s.instrument_id)
"""
_STATUS = """
SELECT id, CASE WHEN active AND last <= DATE '{day}' + INTERVAL '1 year' THEN 'ending_soon' WHEN active THEN 'active'
                WHEN upcoming THEN 'upcoming' WHEN known THEN 'ended' ELSE 'unknown' END AS value
FROM (
    SELECT s.collaboration_ptr_id AS id, bool_or(t.id IS NOT NULL AND {holds}) AS active,
           bool_or(t.start > '{day}') AS upcoming,
           count(t.id) > 0 AS known, NULLIF(max(COALESCE(t."end", '9999-12-31')), '9999-12-31') AS last
    FROM partnerships_structure AS s LEFT JOIN partnerships_term AS t ON t.structure_id = s.collaboration_ptr_id
    GROUP BY 1
    UNION ALL
    SELECT t.collaboration_ptr_id, t.start IS NOT NULL AND {holds}, t.start > '{day}', t.start IS NOT NULL, t."end"
    FROM partnerships_eucontract AS t
) AS dated
"""
_COUNTRY = """
SELECT id, country_id AS value FROM partnerships_collaboration WHERE country_id IS NOT NULL
UNION SELECT collaboration_id, country_id FROM partnerships_collaboration_other_countries
UNION SELECT p.collaboration_id, partner.country_id
FROM partnerships_participation AS p JOIN partnerships_partner AS partner ON partner.id = p.partner_id
WHERE NOT partner.is_home AND partner.country_id IS NOT NULL
"""
_YEAR = """
SELECT structure_id AS id, extract(year FROM min(start))::text AS value FROM partnerships_term GROUP BY 1
UNION ALL
SELECT collaboration_ptr_id, extract(year FROM start)::text FROM partnerships_eucontract WHERE start IS NOT NULL
"""


def status(day: date) -> str:
    """SQL of (id, value): of each record the status that says most."""
    return _STATUS.format(day=day, holds=_HOLDS.format("t", day=day))


def facts(day: date) -> dict[str, str]:
    """Facet -> SQL of (id, value), every published or unpublished record."""

    def holds(name: str) -> str:
        return _HOLDS.format(name, day=day)

    site = "SELECT s.structure_id AS id, {value} AS value FROM partnerships_site AS s WHERE s.role = '{role}' AND "
    contract = "SELECT c.collaboration_ptr_id AS id, {value} AS value FROM partnerships_eucontract AS c "
    above = f"JOIN ({_ABOVE}) AS a ON a.key = c.programme_id "
    return {
        "kind": _INSTRUMENT.format(column="code", holds=holds("c"))
        + "UNION ALL "
        + contract.format(value="'contract'"),
        "family": _INSTRUMENT.format(column="family", holds=holds("c")),
        # What ends soon is active as well.
        "status": f"WITH status AS ({status(day)}) SELECT * FROM status "  # noqa: S608
        "UNION ALL SELECT id, 'active' FROM status WHERE value = 'ending_soon'",
        "country": _COUNTRY,
        "region": f"SELECT f.id, r.code AS value FROM ({_COUNTRY}) AS f JOIN offices_country AS c ON c.iso2 = f.value "  # noqa: S608
        "JOIN offices_region AS r ON r.id = c.region_id",
        "office": f"SELECT f.id, o.slug AS value FROM ({_COUNTRY}) AS f JOIN offices_coverage AS c "  # noqa: S608
        f"ON c.country_id = f.value AND {holds('c')} JOIN offices_office AS o ON o.id = c.office_id "
        "AND o.publication = 'published'",
        "institute": "SELECT l.collaboration_id AS id, i.acronym AS value "
        "FROM partnerships_collaboration_institutes AS l JOIN partnerships_institute AS i ON i.id = l.institute_id",
        "located_in": site.format(value="s.country_id", role="main") + holds("s"),
        "extension": site.format(value="'yes'", role="extension") + holds("s"),
        "programme": contract.format(value="p.code") + above + "JOIN partnerships_programme AS p ON p.id = a.ancestor",
        "scheme": contract.format(value="f.code") + "JOIN partnerships_fundingscheme AS f ON f.id = c.scheme_id",
        "challenge": "SELECT l.collaboration_id AS id, s.number::text AS value "
        "FROM partnerships_collaboration_challenges AS l "
        "JOIN partnerships_societalchallenge AS s ON s.id = l.societalchallenge_id UNION "
        + contract.format(value="s.number::text") + above
        + "JOIN partnerships_societalchallenge_programmes AS l ON l.programme_id = a.ancestor "
        "JOIN partnerships_societalchallenge AS s ON s.id = l.societalchallenge_id",
        "start_year": _YEAR,
    }  # fmt: skip


def facet_counts(case: Case) -> Counts:
    """The counts of every facet: a value chosen in a facet does not narrow that facet."""
    known = facts(case.day)
    found = {}
    for facet, fact in known.items():
        condition, values = narrowed(case, known, facet)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT value, count(DISTINCT id) FROM ({fact}) AS fact WHERE {condition} GROUP BY value",  # noqa: S608
                values,
            )
            found[facet] = dict(cursor.fetchall())
    return found


def narrowed(case: Case, known: Mapping[str, str], but: str) -> tuple[str, Sequence[object]]:
    """SQL of what is chosen, that in the facet `but` left out, and its values."""
    parts = ["id IN (SELECT id FROM partnerships_collaboration WHERE publication = 'published')"]
    values: list[object] = []
    for facet, chosen in case.chosen.items():
        if facet != but:
            parts.append(f"id IN (SELECT id FROM ({known[facet]}) AS chosen WHERE value = ANY (%s))")  # noqa: S608
            values.append(list(chosen))
    if case.active:
        parts.append(f"id IN (SELECT id FROM ({known['status']}) AS now WHERE value = 'active')")  # noqa: S608
    if case.text:
        parts.append(
            "id IN (SELECT collaboration_id FROM partnerships_searchdocument WHERE document @@ catalogue_phrase(%s))"
        )
        values.append(case.text)
    return " AND ".join(parts), values
