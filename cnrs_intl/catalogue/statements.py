"""Queries that Django makes once: it takes longer to make most of them than PostgreSQL takes to answer.

    @statement
    def _sites(sight: Sight) -> QuerySet[Site]:
        return Site.objects.all().in_sight(sight).filter(structure=Given("structure")).select_related("country")

    sites = _sites(sight_of(user)).read(structure=record.pk)

What the function takes is a key of what is kept: reader, day, language. What differs with each question is given.
"""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet

MOST_STATEMENTS = 64
"""Of each function."""


class Given(Expression):
    """Stands in a query for a value that is given each time it is asked."""

    def __init__(self, name: str, output_field: Any = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Statement:
    """A query with its SQL, made for good."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)
        try:
            self._sql, self._values = self._compiler.as_sql()
        except EmptyResultSet:
            self._sql, self._values = "", ()

    def read(self, **given: Any) -> list[Any]:
        """The rows for these values, as the queryset would give them: one query, and one for each prefetch."""
        if not self._sql:
            return []
        values = [given[value.name] if isinstance(value, Given) else value for value in self._values]
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[self._queryset.db]
        compiler.as_sql = lambda: (self._sql, values)
        query: Any = copy(self._queryset.query)
        query.get_compiler = lambda *_arguments, **_extra: compiler
        rows: Any = self._queryset.all()
        rows._query = query
        return list(rows)


def statement(make: Callable[..., QuerySet[Any]]) -> Callable[..., Statement]:
    """Keep the statements of a function that gives a queryset, by its arguments."""
    return lru_cache(MOST_STATEMENTS)(lambda *key: Statement(make(*key)))
