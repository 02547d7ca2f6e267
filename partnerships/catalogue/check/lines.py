"""Lines of files: what documents keep of them beside the register; kind and status as of the day."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from partnerships.catalogue.check import plain
from partnerships.catalogue.check.difference import DOCUMENT, NOTHING, Difference

_LINES = """
WITH kind AS ({kind}), status AS ({status}), taker AS (
    SELECT DISTINCT p.collaboration_id AS id, partner.name, partner.publication = 'published' AS shown
    FROM partnerships_participation AS p JOIN partnerships_partner AS partner ON partner.id = p.partner_id
    WHERE NOT partner.is_home
), partners AS (
    SELECT id, string_agg(name, '; ' ORDER BY name COLLATE "C") AS every,
           string_agg(name, '; ' ORDER BY name COLLATE "C") FILTER (WHERE shown) AS shown
    FROM (SELECT id, name, bool_or(shown) AS shown FROM taker GROUP BY 1, 2) AS named GROUP BY 1
), institutes AS (
    SELECT l.collaboration_id AS id, string_agg(i.acronym, '; ' ORDER BY i.acronym) AS acronyms
    FROM partnerships_collaboration_institutes AS l JOIN partnerships_institute AS i ON i.id = l.institute_id GROUP BY 1
), codes AS (
    SELECT structure_id AS id, string_agg(code, '; ' ORDER BY start DESC NULLS LAST, id) AS codes
    FROM partnerships_structurecode GROUP BY 1
)
SELECT r.id, cell.name, cell.found, cell.expected
FROM partnerships_collaboration AS r JOIN partnerships_searchdocument AS d ON d.collaboration_id = r.id
LEFT JOIN partnerships_eucontract AS c ON c.collaboration_ptr_id = r.id
LEFT JOIN partnerships_programme AS framework ON framework.id = c.framework_id
LEFT JOIN kind ON kind.id = r.id LEFT JOIN status ON status.id = r.id LEFT JOIN partners ON partners.id = r.id
LEFT JOIN institutes ON institutes.id = r.id LEFT JOIN codes ON codes.id = r.id
CROSS JOIN LATERAL (VALUES
    ('address', d.cells[1],
     CASE WHEN c.collaboration_ptr_id IS NULL THEN 'structures/' ELSE 'contracts/' END || r.slug || '/'),
    ('acronym', d.cells[2], r.acronym),
    ('title_en', d.cells[3], CASE r.title_en WHEN '' THEN r.title_fr ELSE r.title_en END),
    ('title_fr', d.cells[4], CASE r.title_fr WHEN '' THEN r.title_en ELSE r.title_fr END),
    ('codes', d.cells[5], COALESCE(framework.code || ' ' || c.grant_number, codes.codes)),
    ('partner', d.cells[6], partners.shown),
    ('partner', COALESCE(d.cells[7], d.cells[6]), partners.every),
    ('country', d.cells[8], r.country_id),
    ('institute', d.cells[9], institutes.acronyms),
    ('kind', d.kinds[1 + width_bucket({today}, d.kind_days)], COALESCE(kind.value, 'contract')),
    ('status', CASE
        WHEN d.term_days = '{{}}' THEN 'unknown'
        WHEN width_bucket({today}, d.term_days) % 2 = 1 AND d."end" <= DATE '{day}' + INTERVAL '1 year'
            THEN 'ending_soon'
        WHEN width_bucket({today}, d.term_days) % 2 = 1 THEN 'active'
        WHEN width_bucket({today}, d.term_days) < cardinality(d.term_days) THEN 'upcoming'
        ELSE 'ended'
     END, status.value)
) AS cell (name, found, expected)
WHERE COALESCE(found, '') <> COALESCE(expected, '')
ORDER BY 1, 2
"""


def differences(day: date) -> Iterator[Difference]:
    statement = _LINES.format(
        kind=plain.facts(day)["kind"], status=plain.status(day), day=day.isoformat(), today=day.toordinal()
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for record, name, found, expected in cursor.fetchall():
            yield Difference(record, name, DOCUMENT, found or NOTHING, expected or NOTHING)
