"""Partners that look like an older one of their country. No two have the same ROR id: the database refuses that."""

from django.db import connection

from cnrs_intl.catalogue.states import Memory, keep, read

# Each pair once, the younger record first. Names that are only similar are looked for around the newest records that
# are not public yet, each through the index of trigrams: of all partners with all others it would take minutes. How
# similar is a setting of the connection (`pg_trgm.similarity_threshold`): with a lower one, the index finds thousands.
# An organisation is not confused with what it is part of, with what followed it, or with what somebody said it is not.
# Pairs are found first, once: with wrong statistics they would be looked for anew for each two partners of a country.
_PAIRS = """
WITH found AS MATERIALIZED (
    SELECT one.id AS one, other.id AS other
    FROM partnerships_partner one
    JOIN partnerships_partner other
        ON other.sort_name = one.sort_name AND other.country_id = one.country_id AND other.id < one.id
    UNION ALL
    SELECT one.partner_id, other.partner_id
    FROM partnerships_partnername one
    JOIN partnerships_partnername other
        ON other.text = one.text AND other.kind = 'acronym' AND other.partner_id < one.partner_id
    WHERE one.kind = 'acronym'
    UNION ALL
    SELECT greatest(one.id, other.partner_id), least(one.id, other.partner_id)
    FROM partnerships_partner one
    JOIN partnerships_partnername other ON lower(other.text) = lower(one.name) AND other.partner_id <> one.id
    UNION ALL
    SELECT greatest(one.id, other.id), least(one.id, other.id)
    FROM (
        SELECT id, sort_name, country_id FROM partnerships_partner
        WHERE publication IN ('draft', 'in_review') ORDER BY id DESC LIMIT 25
    ) AS one
    JOIN partnerships_partner other ON other.sort_name %% one.sort_name AND other.id <> one.id
)
SELECT one, min(other) AS other
FROM found
JOIN partnerships_partner younger ON younger.id = one
JOIN partnerships_partner older ON older.id = other
WHERE younger.country_id = older.country_id
    AND older.publication <> 'archived' AND younger.publication <> 'archived'
    AND younger.id NOT IN (coalesce(older.parent_id, 0), coalesce(older.successor_id, 0))
    AND older.id NOT IN (coalesce(younger.parent_id, 0), coalesce(younger.successor_id, 0))
    AND NOT EXISTS (
        SELECT FROM partnerships_distinctpartners told WHERE told.first_id = older.id AND told.second_id = younger.id
    )
GROUP BY one
"""
_NAMED = _PAIRS.join(
    ("SELECT one, other, name FROM (", ") AS pair JOIN partnerships_partner partner ON partner.id = other")
)
_known: Memory[dict[int, tuple[int, str]]] = Memory()


def likely_twins() -> dict[int, tuple[int, str]]:
    """Key of each partner that looks like an older one -> key and name of that one.

    It is a matter of the whole register, so it is read once for each state of the database.
    """
    with keep(read()):
        return _known.of("", _read_twins)


def _read_twins() -> dict[int, tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {})
        return {one: (other, name) for one, other, name in cursor.fetchall()}
