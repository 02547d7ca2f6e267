"""Staged rows merged into a table by a few statements, whatever their number, without undoing what the staff wrote.

The merge has three sides. `imported` keeps, for each record, the value that the last import gave for each column. A
column takes the file's value only where the record still holds that last value, or never had one and is empty. A
value that differs was edited, by whatever way, and stays. An empty cell says nothing, so it never empties a column.
Each row carries the age of what it tells (`snapshot`, a text that sorts): older news only fills gaps.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Field
from psycopg import sql
from psycopg.sql import SQL, Composable, Composed, Identifier

from cnrs_intl.catalogue.importing import Counts

_HOUSEKEEPING = {"seq": "bigint", "snapshot": "text", "target_id": "bigint", "is_new": "boolean DEFAULT false"}


def run(statement: Composable | str, parameters: Sequence[Any] | None = None) -> int:
    """Execute a statement; returns the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def rows_of(statement: Composable | str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def column_types(model: type[models.Model], names: Iterable[str]) -> dict[str, str]:
    """The columns of these fields with their SQL types."""
    fields = [model._meta.get_field(name) for name in names]
    return {_column(field): field.db_type(connection) or "text" for field in fields if isinstance(field, Field)}


def create_stage(name: str, columns: Mapping[str, str]) -> None:
    """A temporary table for one run, with `seq`, `snapshot`, `target_id` and `is_new` besides `columns`."""
    definitions = [
        SQL("{} {}").format(Identifier(column), SQL(kind)) for column, kind in (_HOUSEKEEPING | dict(columns)).items()
    ]
    run(SQL("DROP TABLE IF EXISTS pg_temp.{}").format(Identifier(name)))
    run(
        SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(Identifier(name), SQL(", ").join(definitions)),
    )


def copy_rows(stage: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Send the rows to a staging table, one at a time: memory does not grow with their number."""
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(stage), SQL(", ").join(map(Identifier, columns)))
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


class Merge:
    """Merges a staging table into the table (or parent and child tables) of `model`.

    The stage has the columns of the `merged` and `fixed` fields, and `target_id`: the key of the record that a row is
    about, null for a new one. `fixed` fields are written once, at creation; `recorded` columns of the stage are kept in
    `imported` alone. `otherwise` gives SQL for what a new record holds where the stage says nothing, with `s` for
    the staged row; `blanks` SQL for what counts as empty besides the field's default, with `t` for the record.
    """

    def __init__(
        self,
        model: type[models.Model],
        stage: str,
        *,
        merged: Sequence[str],
        fixed: Sequence[str] = (),
        recorded: Sequence[str] = (),
        otherwise: Mapping[str, str] | None = None,
        blanks: Mapping[str, str] | None = None,
    ) -> None:
        self.stage = Identifier(stage)
        self.plan = Identifier(f"{stage}_plan")
        parents = model._meta.get_parent_list()
        self.tables = [*reversed(parents), model]
        self.merged = [_concrete(model, name) for name in merged]
        self.fixed = [_concrete(model, name) for name in fixed]
        self.recorded = ("snapshot", *recorded)
        self.otherwise = otherwise or {}
        self.blanks = blanks or {}

    def run(self) -> Counts:
        total = rows_of(SQL("SELECT count(*) FROM {}").format(self.stage))[0][0]
        created = self._insert()
        changed = self._update()
        return Counts(created=created, changed=changed, unchanged=total - created - changed)

    def _given(self) -> Composed:
        """SQL: what the staged row says, as `imported` keeps it; what it does not say is left out."""
        columns = [*self.recorded, *(_column(field) for field in self.merged)]
        pairs = [SQL("{}, s.{}").format(sql.Literal(column), Identifier(column)) for column in columns]
        return SQL("jsonb_strip_nulls(jsonb_build_object({}))").format(SQL(", ").join(pairs))

    def _insert(self) -> int:
        root = self.tables[0]._meta
        run(
            SQL(
                "UPDATE {} SET is_new = true, target_id = nextval(pg_get_serial_sequence({}, {}))"
                " WHERE target_id IS NULL"
            ).format(self.stage, sql.Literal(root.db_table), sql.Literal(_key(root.model)))
        )
        created = 0
        for model in self.tables:
            fields = [field for field in model._meta.local_concrete_fields if not field.generated]
            created = run(
                SQL("INSERT INTO {} ({}) SELECT {} FROM {} AS s WHERE s.is_new ORDER BY s.seq").format(
                    Identifier(model._meta.db_table),
                    SQL(", ").join(Identifier(_column(field)) for field in fields),
                    SQL(", ").join(self._initial(field) for field in fields),
                    self.stage,
                )
            )
        return created

    def _initial(self, field: "Field[Any, Any]") -> Composable:
        """SQL: the value of a column in a new record."""
        if field.primary_key:
            return SQL("s.target_id")
        if field.name == "imported":
            return self._given()
        if getattr(field, "auto_now", False):
            return SQL("now()")
        stated = SQL(self.otherwise[field.name]) if field.name in self.otherwise else _default(field)
        if field in self.merged or field in self.fixed:
            return SQL("COALESCE(s.{}, {})").format(Identifier(_column(field)), stated)
        return stated

    def _update(self) -> int:
        """Lock the records that have news, decide column by column, write; returns how many records changed."""
        run(SQL("DROP TABLE IF EXISTS pg_temp.{}").format(self.plan))
        run(self._planning())
        for model in self.tables:
            if assignments := self._assignments(model):
                run(
                    SQL("UPDATE {} AS t SET {} FROM {} AS s WHERE t.{} = s.target_id").format(
                        Identifier(model._meta.db_table),
                        SQL(", ").join(assignments),
                        self.plan,
                        Identifier(_key(model)),
                    )
                )
        return rows_of(SQL("SELECT count(*) FROM {} WHERE {}").format(self.plan, self._any_change()))[0][0]

    def _planning(self) -> Composed:
        """SQL: the plan, a row per record that has news. OFFSET 0 keeps what a row says from being worked out twice."""
        flags = [
            SQL("s.{}, COALESCE({}, false) AS {}").format(Identifier(_column(field)), self._takes(field), _flag(field))
            for field in self.merged
        ]
        joins = [
            SQL("JOIN {} AS {} ON {}.{} = s.target_id").format(
                Identifier(model._meta.db_table), _alias(model), _alias(model), Identifier(_key(model))
            )
            for model in self.tables
        ]
        return SQL(
            "CREATE TEMPORARY TABLE {plan} ON COMMIT DROP AS SELECT s.target_id, {news} AS imported, {flags}"
            " FROM (SELECT s.*, {given} AS given FROM {stage} AS s WHERE NOT s.is_new OFFSET 0) AS s {joins}"
            " WHERE NOT {kept} @> s.given AND {news} <> {kept} ORDER BY s.target_id FOR UPDATE OF {tables}"
        ).format(
            plan=self.plan,
            news=SQL("CASE WHEN {stale} THEN s.given || {kept} ELSE {kept} || s.given END").format(
                stale=self._stale(), kept=self._kept()
            ),
            flags=SQL(", ").join(flags),
            given=self._given(),
            stage=self.stage,
            joins=SQL(" ").join(joins),
            kept=self._kept(),
            tables=SQL(", ").join(map(_alias, self.tables)),
        )

    def _takes(self, field: "Field[Any, Any]") -> Composed:
        """SQL: whether a record takes the staged value of a column."""
        name = Identifier(_column(field))
        present = SQL("{}.{}").format(_alias(field.model), name)
        last = SQL("({} -> {})").format(self._kept(), sql.Literal(_column(field)))
        empty = SQL("{} IS NOT DISTINCT FROM {}").format(present, _default(field))
        if field.name in self.blanks:
            alias = _alias(field.model).as_string(None)
            also = SQL(self.blanks[field.name].replace("t.", f"{alias}."))
            empty = SQL("({} OR {})").format(empty, also)
        return SQL(
            "(s.{name} IS NOT NULL AND s.{name} IS DISTINCT FROM {present}"
            " AND CASE WHEN {last} IS NULL THEN {empty} ELSE to_jsonb({present}) = {last} AND NOT {stale} END)"
        ).format(name=name, present=present, last=last, empty=empty, stale=self._stale())

    def _assignments(self, model: type[models.Model]) -> list[Composable]:
        assignments: list[Composable] = [
            SQL("{name} = CASE WHEN s.{flag} THEN s.{name} ELSE t.{name} END").format(
                name=Identifier(_column(field)), flag=_flag(field)
            )
            for field in self.merged
            if field.model is model
        ]
        names = {field.name for field in model._meta.local_concrete_fields}
        if "imported" in names:
            assignments.append(SQL("imported = s.imported"))
        if "updated_at" in names:
            assignments.append(
                SQL("updated_at = CASE WHEN {} THEN now() ELSE t.updated_at END").format(self._any_change())
            )
        return assignments

    def _any_change(self) -> Composed:
        return SQL("({})").format(SQL(" OR ").join(_flag(field) for field in self.merged))

    def _kept(self) -> Composed:
        keeper = next(model for model in self.tables if "imported" in {f.name for f in model._meta.local_fields})
        return SQL("{}.imported").format(_alias(keeper))

    def _stale(self) -> Composed:
        return SQL("COALESCE(s.snapshot COLLATE {} < ({} ->> 'snapshot'), false)").format(Identifier("C"), self._kept())


def _concrete(model: type[models.Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{name} is not a column of {model.__name__}")
    return field


def _key(model: type[models.Model]) -> str:
    return _column(model._meta.pk)


def _column(field: "Field[Any, Any]") -> str:
    return str(field.column)


def _alias(model: type[models.Model]) -> Identifier:
    return Identifier(f"t_{model._meta.model_name}")


def _flag(field: "Field[Any, Any]") -> Identifier:
    return Identifier(f"takes_{_column(field)}")


def _default(field: "Field[Any, Any]") -> Composable:
    """SQL: what a column holds when nobody fills it."""
    return sql.Literal(field.get_db_prep_save(field.get_default(), connection))
