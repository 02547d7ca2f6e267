"""What every page of the administration shares; no model of the register is named here."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections, models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue import admin_filters
from cnrs_intl.catalogue.admin_deletion import deleted_objects
from cnrs_intl.catalogue.admin_lists import Listed
from cnrs_intl.catalogue.admin_review import Reviewed
from cnrs_intl.catalogue.admin_rights import Editable, Seen, WithItsRecord, refuse_out_of_scope, rights_of
from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.conflict_pages import ConflictAdmin
from cnrs_intl.catalogue.kept import Kept
from cnrs_intl.catalogue.refusals import explain
from cnrs_intl.catalogue.rows import (
    DayInput,
    KnownSelect,
    KnownSelectMultiple,
    LinkedChoice,
    RecordForm,
    RowForm,
    RowFormSet,
    only_shows,
    opens_rows,
)
from cnrs_intl.catalogue.sight import sight_of
from cnrs_intl.catalogue.statements import Statement
from cnrs_intl.catalogue.submissions import SubmissionAdmin
from cnrs_intl.catalogue.text import localized

admin_filters.register()

_FIELDS: Kept[Any] = Kept(4_096)
_QUERIES: Kept[Statement] = Kept(512)
PERIOD = ("start", "end", "precision")
PUBLICATION: tuple[Any, Any] = (
    _("Publication"),
    {
        "fields": ("slug", ("publication", "confirmed_on"), "updated_at"),
        "description": _("Only the staff sees a draft. A published record needs a title or name, and a country."),
    },
)


def origin(*fields: Any) -> tuple[Any, Any]:
    """The group of fields that says where a record comes from; `fields` are those that only some records have."""
    help_text = _("So that a reader can check the fact, and tell it from a made-up one.")
    return (_("Where it comes from"), {"fields": (*fields, ("source", "is_demo")), "description": help_text})


ORIGIN = origin()


class Relations(Seen, BaseModelAdmin):
    """Every relation is chosen by typing a few letters, and is read together with the record that has it."""

    formfield_overrides = {models.DateField: {"widget": DayInput}, models.URLField: {"assume_scheme": "https"}}
    also_related: ClassVar[tuple[str, ...]] = ()
    """Further relations that the names of the rows need."""

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [field.name for field in self._relations() if self.admin_site.is_registered(field.related_model)]

    def _relations(self) -> list[Any]:
        fields = (*self.opts.fields, *self.opts.many_to_many)
        return [field for field in fields if field.is_relation and field.related_model and not _is_parent_link(field)]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Made once for all readers with the same rights: forms copy it, and give nothing back."""
        if kwargs:
            return self._made_for(db_field, request, **kwargs)
        key = (type(self), self.admin_site, db_field, rights_of(request))
        return _FIELDS.get(key, lambda: self._made_for(db_field, request))

    def _made_for(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = LinkedChoice.like(field.widget)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        foreign = [field.name for field in self._relations() if not field.many_to_many and not self._is_above(field)]
        queryset = super().get_queryset(request)
        return queryset.select_related(*foreign, *self.also_related) if foreign else queryset

    def _is_above(self, field: Any) -> bool:
        """Whether it names the record of a row, which the page of that record has read already."""
        parent: Any = getattr(self, "parent_model", None)
        name = getattr(self, "fk_name", None)
        return bool(parent) and (field.name == name if name else issubclass(parent, field.related_model))


def _is_parent_link(field: Any) -> bool:
    return bool(field.remote_field and getattr(field.remote_field, "parent_link", False))


class Rows(Relations):
    """Rows below a record. The query that reads them is made once for all readers of the same sight."""

    has_rows_inside = False
    """Whether each row may have rows of its own, which are read with it."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        parent: Any = self.parent_model  # type: ignore[attr-defined]
        key = (type(self), parent, sight_of(request.user), self.has_rows_inside and opens_rows(request))
        formset.reader = request.user
        formset.saved_rows = _QUERIES.get(key, lambda: formset.query_of(self.get_queryset(request)))
        if only_shows(request):
            formset.read = request.__dict__.setdefault("rows_read", {}).setdefault(key, {})
        return formset


class RowInline(WithItsRecord, Rows, admin.TabularInline):
    """Rows below a record: a few empty ones on a new record, one on another; without JavaScript too."""

    form = RowForm
    formset = RowFormSet
    empty_rows = 1

    def get_extra(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> int:
        return 1 if obj else self.empty_rows


class RecordAdmin(Editable, Listed, Relations, SubmissionAdmin, ConflictAdmin):
    """A record with its rows. What only the database can refuse comes back as an error of the form."""

    form = RecordForm
    save_on_top = True
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    list_per_page = 50
    triggers: ClassVar[Mapping[str, Any]] = {}
    """Messages of the rules that are database triggers, by name."""

    def get_ordering(self, request: HttpRequest) -> Any:
        """By name in the reader's language, where the record has one in both."""
        if not self.ordering and any(field.name == "sort_en" for field in self.opts.fields):
            return (localized("sort"), "pk")
        return super().get_ordering(request)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError) as error:
            # Everything was rolled back; the same page again, whose form now knows why.
            request.refusal = self._reason(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def _reason(self, error: IntegrityError | ValidationError) -> str:
        return " ".join(error.messages) if isinstance(error, ValidationError) else str(explain(error, self.triggers))

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        refusal = getattr(request, "refusal", None)
        return _refused(form, str(refusal)) if refusal else form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._apply_deferred_rules(form.instance)
        refuse_out_of_scope(request, form.instance)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        self._apply_deferred_rules(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            connections[queryset.db].check_constraints()

    def _apply_deferred_rules(self, record: models.Model) -> None:
        connections[record._state.db or "default"].check_constraints()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """To those who do not see everything, what would go along or is in the way is counted and not named."""
        found, counts, lacking, protected = deleted_objects(objs, request, self.admin_site)
        if not sight_of(request.user).everything:
            found = [each for each in found if not isinstance(each, list)]
            protected = [_("Other records name it.")] if protected else []
        return found, counts, lacking, protected

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return self._or_message(request, super().delete_view, *args, **kwargs)
        except PermissionDenied:
            is_published = any(field.name == "publication" for field in self.opts.fields)
            if not (is_published and BaseModelAdmin.has_delete_permission(self, request)):
                raise
            raise PermissionDenied(
                _("Only a draft is deleted: return the record to draft first, or archive it.")
            ) from None

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._or_message(request, super().changelist_view, *args, **kwargs)

    def _or_message(self, request: HttpRequest, view: Callable[..., Any], *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except IntegrityError as error:
            self.message_user(request, explain(error, self.triggers), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


def _refused(form: type[Any], reason: str) -> type[Any]:
    class RefusedForm(form):
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, reason)
            return cleaned

    return RefusedForm


class PublishedAdmin(Reviewed, RecordAdmin):
    """A record with a public page, moved between draft and public one by one or many at a time."""

    readonly_fields: tuple[str, ...] = ("updated_at",)
    actions: tuple[str, ...] = ("publish", "send_to_review", "return_to_draft", "archive")

    @admin.action(description=_("Publish the selected records"), permissions=["review"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.move_selected(request, queryset, Publication.PUBLISHED)

    @admin.action(description=_("Send the selected records to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.move_selected(request, queryset, Publication.IN_REVIEW)

    @admin.action(description=_("Return the selected records to draft"), permissions=["change"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.move_selected(request, queryset, Publication.DRAFT)

    @admin.action(description=_("Archive the selected records"), permissions=["review"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self.move_selected(request, queryset, Publication.ARCHIVED)
