"""Words of documents: what a reader would write finds the record, and what is not public does not."""

from collections.abc import Iterator

from django.db import connection

from partnerships.catalogue.check.difference import NOT_FOUND, OLD_TEXT, TOLD, Difference

_SAMPLE = """
SELECT array_agg(id) FROM (
    SELECT id FROM partnerships_collaboration JOIN partnerships_searchdocument ON collaboration_id = id
    ORDER BY hashint8extended(id, %s), id LIMIT %s
) AS sample
"""
_AGAIN = """
SELECT collaboration_id FROM partnerships_documents(%(ids)s) AS now JOIN partnerships_searchdocument AS d
    USING (collaboration_id)
WHERE (now.document, now.cells, now.kinds, now.kind_days, now.term_days)
    IS DISTINCT FROM (d.document, d.cells, d.kinds, d.kind_days, d.term_days) ORDER BY 1
"""
# As documents are written: whatever PostgreSQL takes the tables for, each by an index and its condition.
_BY_INDEX = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")
# Words of titles as they are written, and whole codes, acronyms and names, as the search box takes them.
_WORDS = r"""
WITH record AS (SELECT * FROM partnerships_collaboration WHERE id = ANY (%(ids)s)),
taker AS (
    SELECT p.collaboration_id AS id, p.partner_id, partner.name,
           partner.publication = 'published' AND NOT partner.is_home AS shown
    FROM partnerships_participation AS p JOIN partnerships_partner AS partner ON partner.id = p.partner_id
    WHERE p.collaboration_id = ANY (%(ids)s)
), word AS (
    SELECT id, regexp_split_to_table(concat_ws(' ', title_en, title_fr), '[^[:alnum:]]+') AS text, true AS shown
    FROM record
), whole AS (
    SELECT id, acronym AS text, true AS shown FROM record
    UNION SELECT structure_id, code, true FROM partnerships_structurecode WHERE structure_id = ANY (%(ids)s)
    UNION SELECT collaboration_ptr_id, register.id, true
    FROM partnerships_structure, LATERAL (VALUES (rnsr_id), (ror_id)) AS register (id)
    WHERE collaboration_ptr_id = ANY (%(ids)s) AND register.id <> ''
    UNION SELECT collaboration_ptr_id, grant_number, true FROM partnerships_eucontract
    WHERE collaboration_ptr_id = ANY (%(ids)s)
    UNION SELECT id, name, shown FROM taker
    UNION SELECT taker.id, other.text, shown FROM taker JOIN partnerships_partnername AS other USING (partner_id)
), probe AS (
    SELECT id, text, shown, plainto_tsquery('cnrs_plain', text) AS query FROM word WHERE text <> ''
    UNION ALL
    SELECT id, text, shown, quote_literal(catalogue_compact(text))::tsquery FROM whole
    WHERE catalogue_compact(text) <> '='
), asked AS MATERIALIZED (
    SELECT id, min(text) AS text, bool_or(shown) AS shown, query FROM probe WHERE numnode(query) > 0 GROUP BY id, query
)
SELECT asked.id, text, shown FROM asked JOIN partnerships_searchdocument AS d ON d.collaboration_id = asked.id
WHERE (document @@ query) <> shown ORDER BY 1, 2
"""


def differences(sample: int, seed: int) -> Iterator[Difference]:
    """Of `sample` of the records that have a document, chosen by `seed`; 0: of all."""
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLE, [seed, sample or None])
        ids = cursor.fetchone()[0] or []
        for setting in _BY_INDEX:
            cursor.execute(f"SET LOCAL {setting} = off")
        cursor.execute(_AGAIN, {"ids": ids})
        for (record,) in cursor.fetchall():
            yield Difference(record, "text", OLD_TEXT)
        for setting in _BY_INDEX:
            cursor.execute(f"SET LOCAL {setting} TO DEFAULT")
        cursor.execute(_WORDS, {"ids": ids})
        for record, text, shown in cursor.fetchall():
            difference = Difference(record, "text", NOT_FOUND, expected=text)
            yield difference if shown else Difference(record, "text", TOLD, found=text)
