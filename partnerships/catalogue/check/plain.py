"""What the register says about collaborations, asked the plain way: SQL over its own tables, none of the catalogue's.

Every statement gives pairs (id, value), of what is published and of what is not, perhaps the same pair twice.
"""

from datetime import date

from pyroaring import BitMap

from partnerships.catalogue.snapshots import bitmap_cursor

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
# What is neither a structure nor a contract has no term.
_STATUS = """
SELECT id, CASE WHEN active AND last <= DATE '{day}' + INTERVAL '1 year' THEN 'ending_soon' WHEN active THEN 'active'
                WHEN upcoming THEN 'upcoming' WHEN known THEN 'ended' ELSE 'unknown' END AS value
FROM (
    SELECT r.id, bool_or(t.id IS NOT NULL AND {holds}) AS active, bool_or(t.start > '{day}') AS upcoming,
           count(t.id) > 0 AS known, NULLIF(max(COALESCE(t."end", '9999-12-31')), '9999-12-31') AS last
    FROM partnerships_collaboration AS r LEFT JOIN partnerships_term AS t ON t.structure_id = r.id
    WHERE NOT EXISTS (SELECT FROM partnerships_eucontract AS c WHERE c.collaboration_ptr_id = r.id)
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
_INSTITUTE = """
SELECT l.collaboration_id AS id, i.acronym AS value
FROM partnerships_collaboration_institutes AS l JOIN partnerships_institute AS i ON i.id = l.institute_id
"""
_OWN_CHALLENGE = """
SELECT l.collaboration_id AS id, s.number::text AS value FROM partnerships_collaboration_challenges AS l
JOIN partnerships_societalchallenge AS s ON s.id = l.societalchallenge_id
"""
_CONTRACT = "SELECT c.collaboration_ptr_id AS id, {value} AS value FROM partnerships_eucontract AS c "
_SCHEME = _CONTRACT.format(value="f.code") + "JOIN partnerships_fundingscheme AS f ON f.id = c.scheme_id"
_START_YEAR = """
SELECT structure_id AS id, extract(year FROM min(start))::text AS value FROM partnerships_term GROUP BY 1
UNION ALL
SELECT collaboration_ptr_id, extract(year FROM start)::text FROM partnerships_eucontract WHERE start IS NOT NULL
"""
_END_YEAR = """
SELECT structure_id AS id, extract(year FROM max("end"))::text AS value FROM partnerships_term
GROUP BY 1 HAVING count(*) = count("end")
UNION ALL
SELECT collaboration_ptr_id, extract(year FROM "end")::text FROM partnerships_eucontract WHERE "end" IS NOT NULL
"""
_ACTIVE_YEAR = """
SELECT id, year::text AS value
FROM (
    SELECT structure_id AS id, start, "end" FROM partnerships_term
    UNION ALL
    SELECT collaboration_ptr_id, start, "end" FROM partnerships_eucontract WHERE start IS NOT NULL
) AS active, generate_series(
    greatest(extract(year FROM start)::integer, {first}), least(extract(year FROM "end")::integer, {last})
) AS year
"""
# Published partners, this organisation left out, with what their parts take part in.
_PARTNER = """
SELECT taker.id, partner.id::text AS value
FROM (
    SELECT p.collaboration_id AS id, unnest(ARRAY[part.id, part.parent_id]) AS partner
    FROM partnerships_participation AS p JOIN partnerships_partner AS part ON part.id = p.partner_id
    WHERE NOT part.is_home
) AS taker JOIN partnerships_partner AS partner ON partner.id = taker.partner
WHERE partner.publication = 'published' AND NOT partner.is_home
"""


def status(day: date) -> str:
    """SQL of (id, value): of each record the status that says most."""
    return _STATUS.format(day=day, holds=_HOLDS.format("t", day=day))


def facts(day: date, *, staff: bool = False) -> dict[str, str]:
    """Facet -> SQL of (id, value) as of `day`. The staff also see the offices that are not published."""

    def holds(name: str) -> str:
        return _HOLDS.format(name, day=day)

    site = "SELECT s.structure_id AS id, {value} AS value FROM partnerships_site AS s WHERE s.role = '{role}' AND "
    above = f"JOIN ({_ABOVE}) AS a ON a.key = c.programme_id "
    return {
        "kind": _INSTRUMENT.format(column="code", holds=holds("c"))
        + "UNION ALL "
        + _CONTRACT.format(value="'contract'"),
        "family": _INSTRUMENT.format(column="family", holds=holds("c")),
        # What ends soon is active as well.
        "status": f"WITH status AS ({status(day)}) SELECT * FROM status "  # noqa: S608
        "UNION ALL SELECT id, 'active' FROM status WHERE value = 'ending_soon'",
        "country": _COUNTRY,
        "region": f"SELECT f.id, r.code AS value FROM ({_COUNTRY}) AS f JOIN offices_country AS c ON c.iso2 = f.value "  # noqa: S608
        "JOIN offices_region AS r ON r.id = c.region_id",
        "office": f"SELECT f.id, o.slug AS value FROM ({_COUNTRY}) AS f JOIN offices_coverage AS c "  # noqa: S608
        f"ON c.country_id = f.value AND {holds('c')} JOIN offices_office AS o ON o.id = c.office_id "
        + ("" if staff else "AND o.publication = 'published'"),
        "institute": _INSTITUTE,
        "located_in": site.format(value="s.country_id", role="main") + holds("s"),
        "extension": site.format(value="'yes'", role="extension") + holds("s"),
        "programme": _CONTRACT.format(value="p.code") + above + "JOIN partnerships_programme AS p ON p.id = a.ancestor",
        "scheme": _SCHEME,
        "challenge": f"{_OWN_CHALLENGE} UNION " + _CONTRACT.format(value="s.number::text") + above
        + "JOIN partnerships_societalchallenge_programmes AS l ON l.programme_id = a.ancestor "
        "JOIN partnerships_societalchallenge AS s ON s.id = l.societalchallenge_id",
        "start_year": _START_YEAR,
    }  # fmt: skip


def years(first: int, last: int) -> dict[str, str]:
    """SQL of (id, year): in which year each ends, and in which of those from `first` to `last` it is active."""
    return {"end_year": _END_YEAR, "active_year": _ACTIVE_YEAR.format(first=first, last=last)}


def own_facts() -> dict[str, str]:
    """Facet -> SQL of (id, value), of what is recorded with a collaboration itself and holds on any day."""
    return {
        "kind": _CONTRACT.format(value="'contract'"),
        "country": _COUNTRY,
        "institute": _INSTITUTE,
        "programme": _CONTRACT.format(value="p.code") + "JOIN partnerships_programme AS p ON p.id = c.programme_id",
        "scheme": _SCHEME,
        "challenge": _OWN_CHALLENGE,
        "partner": _PARTNER,
        "start_year": _START_YEAR,
    }


def groups(statement: str) -> dict[str, BitMap]:
    """The records of each value."""
    with bitmap_cursor() as cursor:
        found = cursor.execute(
            f"SELECT value, array_agg(id::integer) FROM ({statement}) AS fact GROUP BY value"  # noqa: S608
        ).fetchall()
    return {value: keys for value, keys in found if value is not None}
