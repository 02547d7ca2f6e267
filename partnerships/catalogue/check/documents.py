"""Documents beside the register: columns, what holds on any day, and what holds for a time."""

from collections.abc import Generator, Iterator

from django.db import connection
from pyroaring import BitMap

from partnerships.catalogue.check import plain
from partnerships.catalogue.check.difference import (
    DOCUMENT,
    LEFT_OVER,
    NO_DOCUMENT,
    NOTHING,
    Ask,
    Difference,
    Groups,
    compare,
)
from partnerships.catalogue.snapshots import CONTRACT, FACETS, bitmap_cursor

Names = dict[tuple[str, int], str]

_KEYS = """
SELECT array_agg(id::integer) FROM partnerships_collaboration
UNION ALL SELECT array_agg(collaboration_id::integer) FROM partnerships_searchdocument
"""
_COLUMNS = """
WITH term AS (
    SELECT structure_id AS id, min(start) AS start, CASE WHEN count(*) = count("end") THEN max("end") END AS "end"
    FROM partnerships_term GROUP BY 1
), code AS (
    SELECT structure_id AS id, string_agg(code, ' ' ORDER BY code) AS codes FROM partnerships_structurecode GROUP BY 1
), shown AS (
    SELECT id, name FROM partnerships_partner WHERE publication = 'published' AND NOT is_home
), name AS (
    TABLE shown UNION SELECT partner_id, text FROM partnerships_partnername JOIN shown ON shown.id = partner_id
), taker AS (
    SELECT id, string_agg(name, ' ' ORDER BY name COLLATE "C") AS names FROM (
        SELECT DISTINCT p.collaboration_id AS id, name.name
        FROM partnerships_participation AS p JOIN name ON name.id = p.partner_id
    ) AS named GROUP BY 1
)
SELECT r.id, column_of.name, column_of.found, column_of.expected
FROM partnerships_collaboration AS r JOIN partnerships_searchdocument AS d ON d.collaboration_id = r.id
LEFT JOIN term ON term.id = r.id LEFT JOIN code ON code.id = r.id LEFT JOIN taker ON taker.id = r.id
LEFT JOIN partnerships_eucontract AS c ON c.collaboration_ptr_id = r.id
CROSS JOIN LATERAL (VALUES
    ('visible', d.visible::text, (r.publication = 'published')::text),
    ('start', d.start::text, COALESCE(c.start, term.start)::text),
    ('end', d."end"::text, COALESCE(c."end", term."end")::text),
    ('title_en', d.title_en, r.sort_en),
    ('title_fr', d.title_fr, r.sort_fr),
    ('budget', d.budget::text, COALESCE(c.total_cost, c.ec_contribution)::text),
    ('names', d.names, left(
        lower(unaccent(concat_ws(' ', code.codes, r.acronym, r.title_en, r.title_fr, taker.names))), 2000
    ))
) AS column_of (name, found, expected)
WHERE found IS DISTINCT FROM expected
ORDER BY 1, 2
"""
_OWN = """
SELECT code, array_agg(collaboration_id::integer) FROM partnerships_searchdocument, unnest(facets) AS code GROUP BY 1
"""
_NAMES = """
SELECT 'institute', id, acronym FROM partnerships_institute
UNION ALL SELECT 'scheme', id, code FROM partnerships_fundingscheme
UNION ALL SELECT 'programme', id, code FROM partnerships_programme
UNION ALL SELECT 'challenge', id, number::text FROM partnerships_societalchallenge
UNION ALL SELECT 'kind', id, code FROM partnerships_instrument
"""
# Days are counted as Python's date.toordinal() does, an open side being the first or the last of the calendar.
_DAYS = """int4range(
    COALESCE({0}.start - DATE '0001-01-01' + 1, 1), COALESCE({0}."end" - DATE '0001-01-01' + 1, 3652059), '[]'
)"""
# A code holds on its days but for those of the codes that go before it; the record's instrument on all the others.
_KINDS = """
WITH code AS (
    SELECT id, structure_id, instrument_id, {days} AS days, COALESCE(c.start, 'infinity') AS start, -c.id AS place
    FROM partnerships_structurecode AS c
)
SELECT code.structure_id AS id, code.instrument_id AS value,
       code.days::int4multirange - COALESCE(range_agg(other.days), '{{}}') AS days
FROM code LEFT JOIN code AS other
    ON other.structure_id = code.structure_id AND (other.start, other.place) > (code.start, code.place)
GROUP BY code.id, code.structure_id, code.instrument_id, code.days
UNION ALL
SELECT s.collaboration_ptr_id, s.instrument_id,
       int4multirange(int4range(1, 3652060)) - COALESCE(range_agg(code.days), '{{}}')
FROM partnerships_structure AS s LEFT JOIN code ON code.structure_id = s.collaboration_ptr_id
GROUP BY s.collaboration_ptr_id, s.instrument_id
"""
_SITES = """
SELECT structure_id AS id, {value} AS value, {days}::int4multirange AS days
FROM partnerships_site AS s WHERE role = '{role}'
"""
_TERMS = """
SELECT structure_id AS id, 0 AS value, {term}::int4multirange AS days FROM partnerships_term AS t
UNION ALL
SELECT collaboration_ptr_id, 0, {contract}::int4multirange FROM partnerships_eucontract AS c WHERE start IS NOT NULL
"""
DATED = {
    "kind": _KINDS.format(days=_DAYS.format("c")),
    "located_in": _SITES.format(
        value="ascii(country_id) * 256 + ascii(right(country_id, 1))", days=_DAYS.format("s"), role="main"
    ),
    "extension": _SITES.format(value="1", days=_DAYS.format("s"), role="extension"),
    "term": _TERMS.format(term=_DAYS.format("t"), contract=_DAYS.format("c")),
}
_PERIODS = """
WITH expected AS (
    SELECT id, value, range_agg(days) AS days FROM ({expected}) AS plain GROUP BY 1, 2 HAVING range_agg(days) <> '{{}}'
), found AS (
    SELECT id, value, range_agg(days) AS days FROM (
        SELECT collaboration_id AS id, code >> 4 AS value, int4range(1, 3652060) AS days
        FROM partnerships_searchdocument, unnest(facets) AS code WHERE code & 15 = {facet} AND code <> 0
        UNION ALL
        SELECT collaboration_id, periods[n][1] >> 4, int4range(periods[n][2], periods[n][3], '[]')
        FROM partnerships_searchdocument, generate_subscripts(periods, 1) AS n WHERE periods[n][1] & 15 = {facet}
    ) AS stored GROUP BY 1, 2
), told AS (
    SELECT id, value, found.days AS found, expected.days AS expected
    FROM expected FULL JOIN found USING (id, value) WHERE expected.days IS DISTINCT FROM found.days
)
SELECT id, value, {found_text}, {expected_text} FROM told ORDER BY 1, 2
"""
_TEXT = """(
    SELECT string_agg(concat(
        CASE WHEN lower(days) > 1 THEN DATE '0001-01-01' + lower(days) - 1 END, '–',
        CASE WHEN upper(days) < 3652060 THEN DATE '0001-01-01' + upper(days) - 2 END
    ), ', ') FROM unnest({0}) AS days
)"""


def differences(ask: Ask) -> Generator[Difference, None, BitMap]:
    """Yields each difference; returns the keys of the records that have a document."""
    with bitmap_cursor() as cursor:
        records, present = (keys or BitMap() for (keys,) in cursor.execute(_KEYS).fetchall())
    for record in records - present:
        yield Difference(record, "", NO_DOCUMENT)
    for record in present - records:
        yield Difference(record, "", LEFT_OVER)
    kept = records & present
    yield from _columns()
    names = _names()
    own = _own(names)
    for facet, statement in plain.own_facts().items():
        for difference in compare(facet, own.get(facet, {}), ask(statement), DOCUMENT):
            if difference.record in kept:
                yield difference
    for facet, statement in DATED.items():
        for difference in _dated(facet, statement, names):
            if difference.record in kept:
                yield difference
    return kept


def _columns() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for record, name, found, expected in cursor.fetchall():
            yield Difference(record, name, DOCUMENT, found or NOTHING, expected or NOTHING)


def _own(names: Names) -> dict[str, Groups]:
    """Facet -> value -> records, of what documents say of any day."""
    found: dict[str, Groups] = {}
    with bitmap_cursor() as cursor:
        for code, keys in cursor.execute(_OWN):
            facet, value = FACETS[code & 15], code >> 4
            if facet not in DATED or (facet, value) == ("kind", CONTRACT):
                found.setdefault(facet, {})[_named(facet, value, names)] = keys
    return found


def _dated(facet: str, expected: str, names: Names) -> Iterator[Difference]:
    statement = _PERIODS.format(
        expected=expected, facet=FACETS.index(facet), found_text=_TEXT.format("found"),
        expected_text=_TEXT.format("expected"),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for record, value, *days in cursor.fetchall():
            name = _named(facet, value, names)
            said, should = (f"{name} {text}".strip() if text else NOTHING for text in days)
            yield Difference(record, facet, DOCUMENT, said, should)


def _names() -> Names:
    with connection.cursor() as cursor:
        cursor.execute(_NAMES)
        return {(facet, number): name for facet, number, name in cursor.fetchall()}


def _named(facet: str, value: int, names: Names) -> str:
    if facet in {"country", "located_in"}:
        return chr(value >> 8) + chr(value & 255)
    if (facet, value) == ("kind", CONTRACT):
        return "contract"
    return "" if facet in {"extension", "term"} else names.get((facet, value), str(value))
