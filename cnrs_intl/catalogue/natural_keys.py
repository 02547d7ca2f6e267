"""Rows that name each other by their natural keys, as fixtures do, put into the database by few statements."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.base import DeserializationError
from django.db import connection, models
from django.utils.translation import gettext as _

Key = tuple[Any, ...]
Links = dict[Any, list[Any]]


class NaturalKeys:
    """Which rows there are, by natural key. Each table is read once, when it is first asked about."""

    def __init__(self) -> None:
        self._tables: dict[type[models.Model], dict[Key, Any]] = {}

    def find(self, model: type[models.Model], values: Iterable[Any]) -> Any:
        """The primary key of the row with this natural key, written as in a fixture; None: there is none."""
        parent = _parent(model)
        if parent is not None:
            return self.find(parent, values)
        rest = iter(values)
        key = tuple(self._value(field, next(rest)) for field in _fields(model))
        return self._of(model).get(key)

    def has(self, record: models.Model) -> bool:
        return _key(record) in self._of(type(record))

    def add(self, records: Iterable[models.Model]) -> None:
        for record in records:
            self._of(type(record))[_key(record)] = record.pk

    def _value(self, field: Any, value: Any) -> Any:
        return field.to_python(value) if field.remote_field is None else self.find(field.related_model, [value])

    def _of(self, model: type[models.Model]) -> dict[Key, Any]:
        if model not in self._tables:
            names = [field.attname for field in _fields(model)]
            rows = model._base_manager.values_list(*names, "pk")
            self._tables[model] = {tuple(key): number for *key, number in rows}
        return self._tables[model]


class Inserts:
    """New rows of one model, from the fields of a fixture; `save` writes those that are waiting in one statement."""

    def __init__(self, model: type[models.Model], keys: NaturalKeys) -> None:
        self.model = model
        self._keys = keys
        self._waiting: list[tuple[models.Model, Links]] = []

    def add(self, fields: Mapping[str, Any]) -> bool:
        """False: the row is there. Raises DeserializationError for a row that names one that is not there."""
        record = self.model()
        links: Links = {}
        for name, value in fields.items():
            field = self.model._meta.get_field(name)
            if isinstance(field, models.ManyToManyField):
                links[field] = [self._found(field, key) for key in value]
            elif isinstance(field, models.ForeignKey):
                setattr(record, field.attname, None if value is None else self._found(field, value))
            elif isinstance(field, models.Field):
                setattr(record, name, field.to_python(value))
        if self._keys.has(record):
            return False
        self._waiting.append((record, links))
        return True

    def save(self) -> None:
        """Raises IntegrityError for rows that the database refuses."""
        records = [record for record, _links in self._waiting]
        if not records:
            return
        _insert(self.model, records)
        self._keys.add(records)
        for field in self.model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            ends = (field.m2m_column_name(), field.m2m_reverse_name())
            through._base_manager.bulk_create(
                through(**dict(zip(ends, (record.pk, other), strict=True)))
                for record, links in self._waiting
                for other in links.get(field, ())
            )
        self._waiting.clear()

    def _found(self, field: Any, key: list[Any]) -> Any:
        found = self._keys.find(field.related_model, key)
        if found is None:
            self.save()  # it may be one of those that are waiting
            found = self._keys.find(field.related_model, key)
        if found is None:
            raise DeserializationError(
                _("%(field)s: there is no %(model)s %(key)s.")
                % {"field": field.name, "model": field.related_model._meta.verbose_name, "key": " ".join(map(str, key))}
            )
        return found


def _insert(model: type[models.Model], records: list[models.Model]) -> None:
    """As `bulk_create`, for the table of a child model as well; the time of the last change stays as it is given."""
    meta = model._meta
    fields = [
        field for field in meta.local_concrete_fields if not field.generated and not isinstance(field, models.AutoField)
    ]
    rows: Any = model._base_manager.all()
    numbers = rows._insert(records, fields=fields, returning_fields=[meta.pk], using=connection.alias, raw=True)
    for record, (number,) in zip(records, numbers, strict=True):
        record.pk = number


def _parent(model: type[models.Model]) -> type[models.Model] | None:
    return next(iter(model._meta.parents), None)


def _fields(model: type[models.Model]) -> list[Any]:
    """The fields of the model itself that make its natural key; of a child model, the link to its parent."""
    if _parent(model):
        return [model._meta.pk]
    paths: tuple[str, ...] = model.natural_key_fields  # type: ignore[attr-defined]
    return [model._meta.get_field(path.partition("__")[0]) for path in paths]


def _key(record: models.Model) -> Key:
    return tuple(getattr(record, field.attname) for field in _fields(type(record)))
