"""Facets the plain way: one GROUP BY with count(DISTINCT) for each, over the tables of the register."""

from collections.abc import Mapping, Sequence

from django.db import connection

from bench.cases import Case
from partnerships.catalogue.check.plain import facts

Counts = dict[str, dict[str, int]]


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
