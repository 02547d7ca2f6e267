"""Forms of the administration: rows below a record, rules between them, and choices that cost no query."""

from collections.abc import Hashable, Iterable
from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import Any, Self

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import capfirst

from cnrs_intl.catalogue.addresses import address
from cnrs_intl.catalogue.out_of_sight import hide_links
from cnrs_intl.catalogue.statements import Given, Statement

OPENED, EVERY = "opened", "all"
"""The parameter of a form's address that names the row whose own rows are to be shown, or all of them."""


def opens_rows(request: HttpRequest) -> bool:
    """Whether rows of rows are read with their form: they were asked for, may have been sent, or an edit has some."""
    if OPENED in request.GET or "rows_opened" in request.__dict__:
        return True
    return request.method == "POST" and not only_shows(request)


def only_shows(request: HttpRequest) -> bool:
    """Whether nothing is saved: what is read once serves all forms that are made for the page."""
    return request.method == "GET" or "rows_read" in request.__dict__


class KnownChoices:
    """An autocomplete that shows the chosen records without reading them again when its form has them at hand."""

    known: Iterable[models.Model] = ()

    def get_url(self) -> str:
        return address(self.url_name % self.admin_site.name)  # type: ignore[attr-defined]

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        chosen = {str(record.pk): record for record in self.known}
        keys = [key for key in value if key and (key in chosen or _is_key(self.field, key))]  # type: ignore[attr-defined]
        if any(key not in chosen for key in keys):
            return super().optgroups(name, keys, attr)
        if not self.is_required and not self.allow_multiple_selected:  # type: ignore[attr-defined]
            keys.insert(0, "")
        options = [
            self.create_option(name, key, str(chosen[key]) if key else "", bool(key), index)  # type: ignore[attr-defined]
            for index, key in enumerate(keys)
        ]
        return [(None, options, 0)]


def _is_key(link: Any, text: str) -> bool:
    """Whether the text could be the key of a record that the field links to: a form with another is shown again."""
    try:
        link.target_field.clean(text, None)
    except ValidationError:
        return False
    return "\x00" not in text


class KnownSelect(KnownChoices, AutocompleteSelect):
    pass


class KnownSelectMultiple(KnownChoices, AutocompleteSelectMultiple):
    """Each choice is taken away by itself: the sign that takes all away would stand in the list as one of them."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


class LinkedChoice(RelatedFieldWidgetWrapper):
    """A choice with links to what it names, whose addresses are remembered."""

    @classmethod
    def like(cls, widget: RelatedFieldWidgetWrapper) -> Self:
        may = {name: getattr(widget, name) for name in vars(widget) if name.startswith("can_")}
        return cls(widget.widget, widget.rel, widget.admin_site, **may)

    def get_related_url(self, info: tuple[str, str], action: str, *args: Any) -> str:
        return address(f"{self.admin_site.name}:{'_'.join((*info, action))}", *args)


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar: it speaks the reader's language, and needs no mouse."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "vDateField"}, format="%Y-%m-%d")


class RecordForm(forms.ModelForm):
    """Tells the autocompletes what is loaded, and checks a row by itself before it is compared with others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.out_of_sight: dict[str, list[models.Model]] = {}
        for name, field in self.fields.items():
            if getattr(field, "is_limited", False) and self.instance.pk:
                self._keep_present(name, field)
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownChoices):
                widget.known = self._loaded(name)

    def _keep_present(self, name: str, field: Any) -> None:
        """What the record names already may stay, also where the reader could not choose it.

        Of several, those out of the reader's sight are not shown, and are kept.
        """
        if isinstance(field, forms.ModelMultipleChoiceField):
            given = list(self.initial.get(name) or [])
            choices: Any = field.queryset
            seen = set(choices.filter(pk__in=[record.pk for record in given]).values_list("pk", flat=True))
            self.initial[name] = [record for record in given if record.pk in seen]
            self.out_of_sight[name] = [record for record in given if record.pk not in seen]
        elif self.initial.get(name):
            field.queryset |= field.queryset.model._default_manager.filter(pk=self.initial[name])

    def _save_m2m(self) -> None:
        for name, records in self.out_of_sight.items():
            self.cleaned_data[name] = [*self.cleaned_data[name], *records]
        super()._save_m2m()

    def _loaded(self, name: str) -> list[models.Model]:
        field = self._meta.model._meta.get_field(name)
        if field.many_to_many:
            given = self.initial.get(name) or []
            return [record for record in given if isinstance(record, models.Model)]
        loaded = field.is_cached(self.instance) and field.get_cached_value(self.instance)
        return [loaded] if loaded else []

    def validate_constraints(self) -> None:
        """A period that ends before it starts is no period: the database cannot compare it with those saved."""
        of_one_row: list[Any] = []
        across_rows: list[Any] = []
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                chosen = across_rows if isinstance(constraint, ExclusionConstraint) else of_one_row
                chosen.append((model, constraint))
        self._check(of_one_row)
        if not self.errors:
            self._check(pair for pair in across_rows if not self.leaves_to_formset(pair[1]))

    def _check(self, constraints: Iterable[tuple[type[models.Model], models.BaseConstraint]]) -> None:
        exclude = self._get_validation_exclusions()  # type: ignore[attr-defined]
        for model, constraint in constraints:
            try:
                constraint.validate(model, self.instance, exclude=exclude)
            except ValidationError as error:
                self._update_errors(error)  # type: ignore[attr-defined]

    def leaves_to_formset(self, constraint: ExclusionConstraint) -> bool:
        """Whether the rule is about rows of this page alone, whose saved values may change together."""
        return False


class RowForm(RecordForm):
    """A row below a record. Its inputs stand under column headings, so each says its name itself."""

    exclusive_field = ""

    def rows_inside(self) -> dict[str, Any]:
        """Formsets of rows that belong to this one, and are sent with it, by name."""
        return {}

    def leaves_to_formset(self, constraint: ExclusionConstraint) -> bool:
        return bool(constraint.expressions[0][0] == self.exclusive_field)


class OwnedFormSet(forms.BaseInlineFormSet):
    """Each row knows its record, which need not be read again."""

    saved_rows: Statement
    """The rows of a given `record`."""
    reader: Any
    """The account for which they are read."""
    read: dict[Any, list[Any]] | None = None
    """What a request that only shows has read so far, by the key of the record."""

    @classmethod
    def query_of(cls, rows: QuerySet[Any]) -> Statement:
        """Those of `rows` that belong to a record. Most are ordered by it first: it is the same, and not joined."""
        link: Any = cls.fk
        if not rows.query.order_by:
            rows = rows.order_by(*(each for each in rows.model._meta.ordering if each != link.name))
        return Statement(rows.filter(**{link.name: Given("record")}))

    def get_queryset(self) -> Any:
        return self._rows

    @cached_property
    def _rows(self) -> list[Any]:
        key = self.instance.pk
        if key is None:
            return []
        if self.read is None:
            return self._read_rows()
        if key not in self.read:
            self.read[key] = self._read_rows()
        return self.read[key]

    def _read_rows(self) -> list[Any]:
        rows = self.saved_rows.read(record=self.instance.pk)
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        self.hide_out_of_sight(rows)
        return rows

    def hide_out_of_sight(self, rows: list[Any]) -> None:
        hide_links(rows, self.reader)


class RowFormSet(OwnedFormSet):
    """Rows below a record. Those with the same `rival_key` have periods that may not overlap."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        fields = self.form.base_fields
        # Those that a class declares outlive the request and its language.
        fields.update({name: deepcopy(fields[name]) for name in self.form.declared_fields})
        for name, field in fields.items():
            _say_once(name, field)
        super().__init__(*args, **kwargs)

    def rival_key(self, row: Any) -> Hashable | None:
        """What makes two rows rivals for the same days; None: nothing does."""
        return None

    @cached_property
    def forms(self) -> list[Any]:
        """Empty rows are no forms before they are sent: the page draws them as copies of `empty_form`."""
        count = self.total_form_count() if self.is_bound else self.initial_form_count()
        return [self._construct_form(i, **self.get_form_kwargs(i)) for i in range(count)]

    @cached_property
    def empty_form(self) -> Any:
        return super().empty_form

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.exclusive_field = self.fk.name
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            field = form.fields[DELETION_FIELD_NAME]
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> None:
        self.refuse_rivals()
        super().clean()

    def refuse_rivals(self) -> None:
        """The rules between rows, each in its own words, before Django's general word about duplicates."""
        for earlier, later in combinations(self.kept_forms(), 2):
            one, other = earlier.instance, later.instance
            key = self.rival_key(other)
            if key is not None and key == self.rival_key(one) and one.overlaps(other):
                self._refuse(later)

    def kept_forms(self) -> list[Any]:
        """The forms whose rows will be there after saving, without those that have errors."""
        return [
            form
            for form in self.forms
            if form.is_valid()
            and not self._should_delete_form(form)  # type: ignore[attr-defined]
            and (form.has_changed() or form.instance.pk)
        ]

    def _refuse(self, form: Any) -> None:
        model: Any = self.model
        rule = next(rule for rule in model._meta.constraints if isinstance(rule, ExclusionConstraint))
        form.add_error(None, rule.get_violation_error_message())

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Saves first what makes room: rows deleted, then the last period when periods move on, else the first.

        The database compares each row that is saved with the others as they are at that moment.
        """
        count = self.initial_form_count()
        saved = self.forms[:count]
        moves_on = any(_last_day(form.instance) > (form.initial.get("end") or date.max) for form in saved)
        self.forms[:count] = sorted(saved, key=lambda form: self._turn(form, moves_on=moves_on))
        # Django remembers the deleted forms by their places, which have just changed.
        self.__dict__.pop("_deleted_form_indexes", None)
        return super().save_existing_objects(commit)

    def _turn(self, form: Any, *, moves_on: bool) -> tuple[bool, bool, int]:
        day = (getattr(form.instance, "start", None) or date.min).toordinal()
        is_rival = self.rival_key(form.instance) is not None
        return (not self._should_delete_form(form), is_rival, -day if moves_on else day)  # type: ignore[attr-defined]


def _say_once(name: str, field: Any) -> None:
    """The names of inputs and choices in the reader's language, found once for all rows."""
    widget = getattr(field.widget, "widget", field.widget)
    if "aria-label" in widget.attrs:
        return
    field.label, field.help_text = str(field.label or name), str(field.help_text)
    widget.attrs["aria-label"] = str(capfirst(field.label))
    if type(field) is forms.TypedChoiceField:
        choices: Any = field.choices
        field.choices = [(value, label if isinstance(label, list) else str(label)) for value, label in choices]


def _last_day(row: Any) -> date:
    return getattr(row, "end", None) or date.max
