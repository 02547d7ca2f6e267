"""The tables that the history of one record is read from, and what is asked of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from psycopg.sql import SQL, Composed, Identifier, Literal

from cnrs_intl.catalogue.history import SOURCES, Source


@dataclass(frozen=True)
class Belonging:
    """A table whose rows are shown with a record; `parent`, for rows of its rows, is the table of those."""

    source: Source
    owner: str
    parent: "Belonging | None" = None


def belongings_of(owners: set[type[models.Model]], parent: Belonging | None = None) -> Iterator[Belonging]:
    """The tables whose rows belong to records of `owners`, then those whose rows belong to these."""
    for source in SOURCES.values():
        for name in source.owners:
            if source.model._meta.get_field(name).related_model in owners:
                belonging = Belonging(source, name, parent)
                yield belonging
                yield from belongings_of({source.model}, belonging)


def events_of(source: Source, belonging: Belonging | None, record: str) -> Composed:
    """The events of the rows of a table that are, or were, the record with this key, or belong to it."""
    key = Identifier(source.column(source.model._meta.pk.name))
    return SQL(
        "SELECT {label} AS source, {key}::text AS key, pgh_id, pgh_created_at, pgh_context_id, pgh_label,"
        " pgh_label <> 'delete' AND {belongs} AS is_there, to_jsonb(event) AS data"
        " FROM {table} AS event WHERE {chosen}"
    ).format(
        label=Literal(source.label),
        key=key,
        table=Identifier(source.event_model._meta.db_table),
        belongs=_belongs(belonging, record) if belonging else SQL("true"),
        chosen=_chosen(source, key, belonging, record),
    )


def _chosen(source: Source, key: Identifier, belonging: Belonging | None, record: str) -> Composed:
    if belonging is None:
        return SQL("{} = {}").format(key, Literal(record))
    # A row that was moved to another record was there all the same.
    return SQL("{key} IN (SELECT {key} FROM {table} AS event WHERE {belongs})").format(
        key=key, table=Identifier(source.event_model._meta.db_table), belongs=_belongs(belonging, record)
    )


def _belongs(belonging: Belonging, record: str) -> Composed:
    owner = Identifier(belonging.source.column(belonging.owner))
    if belonging.parent is None:
        return SQL("{} = {}").format(owner, Literal(record))
    parent = belonging.parent
    return SQL("{owner} IN (SELECT {key} FROM {table} AS event WHERE {belongs})").format(
        owner=owner,
        key=Identifier(parent.source.column(parent.source.model._meta.pk.name)),
        table=Identifier(parent.source.event_model._meta.db_table),
        belongs=_belongs(parent, record),
    )
