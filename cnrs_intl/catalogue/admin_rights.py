"""The rights of the administration: its pages, forms and choices hold what the reader sees, and change what they may.

What is out of sight is answered as what does not exist, and no refusal names it.
"""

from collections.abc import Hashable, Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.out_of_sight import hide_links, hide_many
from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.rights import Level, level_of, targets
from cnrs_intl.catalogue.sight import sight_of


class Seen(BaseModelAdmin):
    """Rows and choices are those that the reader sees; the record that a row is part of, one that they may change."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if isinstance(queryset, VisibleQuerySet) else queryset

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any] | None:
        """The records that a relation may be set to; None: all."""
        records = super().get_field_queryset(db, db_field, request)
        if records is None:
            records = db_field.remote_field.model._default_manager.using(db)
        if not isinstance(records, VisibleQuerySet) or not records.publications:
            return records
        if sight_of(request.user).everything:
            return records
        return records.editable_by(request.user) if self._is_owner(db_field) else records.visible_to(request.user)

    def _is_owner(self, db_field: Any) -> bool:
        """Whether the row is entered with the record that the field names."""
        own = self.model._default_manager.all()
        path = own.publications[:1] if isinstance(own, VisibleQuerySet) else ()
        return any(each.split("__")[0] == db_field.name for each in path)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return self._limited(field, request)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        return self._limited(field, request)

    def _limited(self, field: Any, request: HttpRequest) -> Any:
        if field is not None and not sight_of(request.user).everything:
            field.is_limited = isinstance(field.queryset, VisibleQuerySet) and bool(field.queryset.publications)
        return field


class Editable(Seen):
    """A record is changed by those who may change it as it stands, and removed while it is a draft."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """One record is read with the reader's rights to it: two queries less for its form."""
        queryset = super().get_queryset(request)
        if not getattr(request, "reads_one", False):
            return self.with_columns(queryset)
        if not isinstance(queryset, VisibleQuerySet):
            return queryset
        records = self.model._default_manager.filter(pk=OuterRef("pk")).order_by()
        return queryset.annotate(
            is_changeable=Exists(records.editable_by(request.user)),
            is_own=Exists(records.of_scope(sight_of(request.user))),
        )

    def with_columns(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What the columns and filters of the list need besides the records; a form does without it."""
        return queryset

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        request.reads_one = True  # type: ignore[attr-defined]
        try:
            record = super().get_object(request, object_id, from_field)
        finally:
            request.reads_one = False  # type: ignore[attr-defined]
        if record is not None and hasattr(record, "is_changeable"):
            key = (type(record), record.pk)
            request.__dict__.setdefault("changeable", {})[key] = record.is_changeable
            request.__dict__.setdefault("own", {})[key] = record.is_own
        if record is not None:
            self._hide_out_of_sight(request, record)
        return record

    def _hide_out_of_sight(self, request: HttpRequest, record: Any) -> None:
        """A form that is only read shows no more than its reader sees; one that is saved keeps the rest as it is."""
        if sight_of(request.user).everything:
            return
        hide_links([record], request.user)
        if not self.has_change_permission(request, record):
            hide_many(record, request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_change(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None or request.user.is_superuser:
            return True
        return getattr(obj, "publication", Publication.DRAFT) == Publication.DRAFT and may_change(request, obj)


class WithItsRecord(Seen):
    """Rows in the form of a record: changed by those who may change the record, and may change such rows."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and self._is_open(request, obj)  # type: ignore[call-arg]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_open(request, obj)

    def _is_open(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or may_change(request, obj) or may_propose(request, obj)


def rights_of(request: HttpRequest) -> Hashable:
    """What fields offer depends on nothing else: the reader's permissions, sight and language. Read once a request."""
    rights: Hashable = request.__dict__.get("rights")
    if rights is None:
        user = request.user
        may = user.is_superuser or frozenset(user.get_all_permissions())
        request.__dict__["rights"] = rights = (get_language(), sight_of(user), may)
    return rights


def may_change(request: HttpRequest, record: models.Model) -> bool:
    """Whether the reader may change the record as it stands; asked once for a request."""
    if request.user.is_superuser:
        return True
    known: dict[Any, bool] = request.__dict__.setdefault("changeable", {})
    key = (type(record), record.pk)
    if key not in known:
        records = type(record)._default_manager.all()
        known[key] = record.pk is None or (
            not isinstance(records, VisibleQuerySet) or records.editable_by(request.user).filter(pk=record.pk).exists()
        )
    return known[key]


def learn_changeable(request: HttpRequest, records: Mapping[type[Any], list[Any]]) -> None:
    """Asks in one query about many records, by their models, what `may_change` would ask about each."""
    questions: list[Any] = []
    for model in () if request.user.is_superuser else records:
        every = model._default_manager.all()
        editable = every.editable_by(request.user) if isinstance(every, VisibleQuerySet) else every
        chosen = editable.order_by().filter(pk__in=[record.pk for record in records[model]])
        said = {"its_model": Value(model._meta.label), "its_key": Cast("pk", TextField())}
        questions.append(chosen.annotate(**said).values_list("its_model", "its_key"))
    if not questions:
        return
    changeable = set(questions[0].union(*questions[1:], all=True))
    known = request.__dict__.setdefault("changeable", {})
    for model, found in records.items():
        known |= {(model, each.pk): (model._meta.label, str(each.pk)) in changeable for each in found}


def may_propose(request: HttpRequest, record: models.Model) -> bool:
    """Whether an edit of the record would wait for review: it is public, and of the work of a contributor."""
    if getattr(record, "publication", "") != Publication.PUBLISHED or may_change(request, record):
        return False
    if level_of(request.user, type(record)) != Level.CONTRIBUTOR:
        return False
    return is_own(request, record)


def is_own(request: HttpRequest, record: models.Model) -> bool:
    """Whether the record is of the reader's own work, as it was read; asked once for a request."""
    known: dict[Any, bool] = request.__dict__.setdefault("own", {})
    key = (type(record), record.pk)
    if key not in known:
        known[key] = is_of_scope(request, record)
    return known[key]


def is_of_scope(request: HttpRequest, record: models.Model) -> bool:
    """Whether the record is of the reader's own work, whatever its state."""
    records, sight = type(record)._default_manager.all(), sight_of(request.user)
    if sight.everything or not isinstance(records, VisibleQuerySet):
        return True
    return records.of_scope(sight).filter(pk=record.pk).exists()


def refuse_out_of_scope(request: HttpRequest, record: models.Model) -> None:
    """After saving, in the same transaction. ValidationError: the record is not, or no longer, of the editor's work."""
    if not is_of_scope(request, record):
        raise ValidationError(
            _("The record would not be in your scope: give it a country of your offices, or one of your institutes.")
        )


def limit_publication(form: type[forms.ModelForm], request: HttpRequest, record: Any) -> None:
    """Of the states of publication, the form offers those to which the reader may move the record."""
    field: Any = form.base_fields.get("publication")
    if field is None:
        return
    origin = record.publication if record else Publication.DRAFT
    allowed = {origin, *targets(request.user, form._meta.model, origin)}
    form.base_fields["publication"] = limited = deepcopy(field)
    # What the reader may not choose has a name all the same.
    limited.all_choices = field.choices
    limited.choices = [(value, label) for value, label in field.choices if value in allowed]
