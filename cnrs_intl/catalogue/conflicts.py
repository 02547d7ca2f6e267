"""Two people, one record: what the second to save wants, what the first one saved, and the choice between them.

A form sends all its fields, those too that its writer did not touch. Compared with what the record is now, and with
what it was when the form was opened, each field was changed by one of the two, or by both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history import SOURCES, lineage
from cnrs_intl.catalogue.history_lines import said
from cnrs_intl.catalogue.history_reading import Values
from cnrs_intl.catalogue.resubmissions import rearrange

CHOICE = "conflict:"
OPENED_AT = "conflict_opened_at"
MINE, THEIRS = "mine", "theirs"
ROW = "row"
"""Stands for a whole row where the name of a field would be."""

States = dict[tuple[str, str], Values | None]


@dataclass(frozen=True)
class Difference:
    """A field, or a whole row, on which the form and the record do not agree. `chosen`: "" where both changed it."""

    name: str
    label: str
    place: str
    mine: str
    theirs: str
    chosen: str
    present: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What the form would have sent of it, had it been opened now."""
    links_inside: tuple[str, ...] = ()
    """Of a row: the fields by which the rows inside name it."""
    is_repeated: bool = False
    """A new row that is there already, word for word: it was sent twice."""

    @property
    def choice(self) -> str:
        return f"{CHOICE}{self.name}"


@dataclass
class Conflict:
    """A form that was sent (`data`), against a record that changed since the form was opened (`base`)."""

    data: QueryDict
    base: States
    differences: list[Difference] = field(default_factory=list)
    compared: list[Any] = field(default_factory=list)
    """The forms that were."""

    def compare(self, form: forms.ModelForm, formsets: Iterable[Any]) -> None:
        """Find the differences between the bound forms and what their records are now."""
        self.compared.append(form)
        self.differences += self._of_form(form, place="")
        for rows in formsets:
            self._compare_rows(rows)

    def resolved(self) -> QueryDict:
        """The form that says what was chosen, to be saved like any other."""
        data = self.data.copy()
        dropped: list[tuple[str, Difference, str]] = []
        for difference in self.differences:
            choice = self.data.get(difference.choice, difference.chosen)
            prefix, _dash, name = difference.name.rpartition("-")
            if name == ROW:
                dropped.append((prefix, difference, choice))
            elif choice == THEIRS:
                for sent, values in difference.present:
                    data.setlist(sent, list(values))
        for name in [name for name in data if name == OPENED_AT or name.startswith(CHOICE)]:
            del data[name]
        # The rows inside others first, and the last one of each first: what comes after a row moves up.
        for prefix, difference, choice in sorted(dropped, key=lambda each: _place(each[0]), reverse=True):
            rearrange(data, prefix, keep=choice == MINE, links_inside=difference.links_inside)
        return data

    @property
    def is_settled(self) -> bool:
        """Whether a choice was made for each difference."""
        return all(self.data.get(each.choice) in (MINE, THEIRS) for each in self.differences)

    def entered(self) -> Iterator[tuple[str, str]]:
        """What the sender of the form changed, and the rows that they added: where, and what, in words."""
        for difference in self.differences:
            if difference.chosen != THEIRS:
                yield " · ".join(filter(None, (difference.place, difference.label))), difference.mine
        for form in self.compared:
            if form.empty_permitted and form.has_changed():
                yield from _added(form, ())

    def _compare_rows(self, rows: Any) -> None:
        label = str(rows.model._meta.verbose_name)
        present = {str(row.pk): row for row in rows.get_queryset()}
        self.compared += rows.forms
        for number, form in enumerate(rows.forms):
            key = self.data.get(form.add_prefix(rows.model._meta.pk.name), "")
            if number >= rows.initial_form_count():
                self._compare_new(rows, form, capfirst(label))
            elif key in present:
                self._compare_row(form, f"{capfirst(label)} “{present[key]}”", present[key])
            else:
                self._compare_gone(rows, form, capfirst(label), key)

    def _compare_row(self, form: Any, place: str, present: Model) -> None:
        if self.data.get(form.add_prefix("DELETE")):
            self._add_delete(form, place, touched=self._is_touched(present))
            return
        self.differences += self._of_form(form, place)
        for inside in form.rows_inside().values():
            self._compare_rows(inside)

    def _compare_gone(self, rows: Any, form: Any, place: str, key: str) -> None:
        """Somebody removed the row. Where the form changes it, there is a choice to make."""
        chosen = "" if self._is_rewritten(form, rows.model(pk=key)) else THEIRS
        self._add_row(form, place, mine=_row_said(form), theirs="", chosen=chosen)

    def _compare_new(self, rows: Any, form: Any, place: str) -> None:
        """A row that is there already, word for word, was sent twice."""
        if not form.has_changed():
            return
        for row in rows.get_queryset():
            is_since = self.base.get((_label(row), str(row.pk)), {}) is None
            if is_since and _says_the_same(form, row):
                self._add_row(form, place, mine=_row_said(form), theirs=str(row), chosen=THEIRS, is_repeated=True)
                return

    def _add_row(self, form: Any, place: str, **said_of_it: Any) -> None:
        links = tuple(inside.fk.name for inside in form.rows_inside().values())
        self.differences.append(Difference(f"{form.prefix}-{ROW}", "", place, links_inside=links, **said_of_it))

    def _add_delete(self, form: Any, place: str, *, touched: bool) -> None:
        name = form.add_prefix("DELETE")
        label = str(form.fields["DELETE"].label)
        chosen = "" if touched else MINE
        fields = [each for difference in self._of_form(form, place) for each in difference.present]
        present = ((name, ()), *fields)
        self.differences.append(Difference(name, label, place, said(value=True), said(value=False), chosen, present))

    def _of_form(self, form: Any, place: str) -> Iterator[Difference]:
        hidden = {form._meta.model._meta.pk.name, "DELETE"}
        for name in form.changed_data:
            if name in hidden or name not in form.fields or form.fields[name].widget.is_hidden:
                continue
            column = form.fields[name]
            sent = column.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            current = form.get_initial_for_field(column, name)
            yield Difference(
                name=form.add_prefix(name),
                label=capfirst(str(column.label or name)),
                place=place,
                mine=_said_of(column, sent),
                theirs=_said_of(column, _raw(column, current)),
                chosen=self._who_changed(form, name, sent, current),
                present=((form.add_prefix(name), tuple(_as_sent(column, current))),),
            )

    def _who_changed(self, form: Any, name: str, sent: Any, current: Any) -> str:
        known, former = self._former(form.instance, name)
        if not known:
            return ""
        column = form.fields[name]
        mine = column.has_changed(former, sent)
        theirs = column.has_changed(former, _raw(column, current))
        return "" if mine and theirs else MINE if mine else THEIRS

    def _former(self, record: Model, name: str) -> tuple[bool, Any]:
        """The value of a field when the form was opened, if that is known."""
        column: Any = next((each for each in record._meta.get_fields() if each.name == name), None)
        if column is None:
            return False, None
        if column.many_to_many:
            return True, self._former_links(record, column)
        values = self._base_of(record)
        if values is None or column.column not in values:
            return False, None
        value = values[column.column]
        return True, value if column.is_relation else column.to_python(value)

    def _former_links(self, record: Model, column: Any) -> list[Any]:
        source = SOURCES[column.remote_field.through]
        owner, target = column.m2m_column_name(), column.m2m_reverse_name()
        found = [values for (label, _key), values in self.base.items() if values and label == source.label]
        return [values[target] for values in found if str(values[owner]) == str(record.pk)]

    def _base_of(self, record: Model) -> Values | None:
        """How the record was when the form was opened; what has no events is as it was."""
        merged = {str(column.column): column.value_from_object(record) for column in _written(record)}
        for table in lineage(type(record)):
            state = self.base.get((table._meta.label_lower, str(record.pk)), {})
            if state is None:
                return None
            merged |= state
        return merged

    def _is_rewritten(self, form: Any, record: Model) -> bool:
        """Whether the form changes a row that is gone since: deleting it and changing it are a choice of two."""
        for name, column in form.fields.items():
            known, former = self._former(record, name)
            sent = column.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            if known and not column.widget.is_hidden and column.has_changed(former, sent):
                return True
        return False

    def _is_touched(self, record: Model) -> bool:
        """Whether somebody changed the row since the form was opened."""
        base = self._base_of(record) or {}
        for column in _written(record):
            former = base.get(str(column.column))
            former = former if column.is_relation else column.to_python(former)
            if former != column.value_from_object(record):
                return True
        return False


def _written(record: Model) -> list[Any]:
    """Its columns, but for those that the database computes of them."""
    return [column for column in record._meta.concrete_fields if not column.generated]


def _place(prefix: str) -> tuple[int, int]:
    return prefix.count("-"), int(prefix.rpartition("-")[2])


def _label(record: Model) -> str:
    return lineage(type(record))[-1]._meta.label_lower


def _raw(column: forms.Field, value: Any) -> Any:
    """A value as its widget would send it."""
    if isinstance(column, forms.ModelMultipleChoiceField):
        return [str(getattr(each, "pk", each)) for each in value or ()]
    return column.prepare_value(value)


def _as_sent(column: forms.Field, value: Any) -> list[str]:
    """What a browser would send for the value: nothing for a box that is not ticked."""
    raw = _raw(column, value)
    if isinstance(column.widget, forms.CheckboxInput):
        return ["on"] if raw else []
    if isinstance(raw, list | tuple):
        return [str(each) for each in raw]
    text = raw if isinstance(column, forms.ChoiceField | forms.ModelChoiceField) else column.widget.format_value(raw)
    return ["" if text is None else str(text)]


def _said_of(column: forms.Field, raw: Any) -> str:
    """A value that was sent, in words; what cannot be read stays as it is."""
    try:
        value = column.clean(raw)
    except ValidationError:
        known = dict(_flat(getattr(column, "all_choices", ())))
        return "" if raw is None else str(known.get(raw, raw))
    if value in (None, "", []):
        return ""
    if isinstance(value, QuerySet):
        return ", ".join(map(str, value))
    if isinstance(column, forms.ChoiceField):
        return str(dict(_flat(column.choices)).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(said, value))
    return str(value) if isinstance(value, Model) else said(value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def _added(form: Any, place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The fields of a new row, and of those within it."""
    place = (*place, capfirst(str(form._meta.model._meta.verbose_name)))
    for name in form.changed_data:
        if name in form.fields and not form.fields[name].widget.is_hidden:
            column = form.fields[name]
            raw = column.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            yield " · ".join((*place, capfirst(str(column.label or name)))), _said_of(column, raw)
    for rows in form.rows_inside().values():
        for inside in rows.extra_forms:
            if inside.has_changed():
                yield from _added(inside, place)


def _row_said(form: Any) -> str:
    """A row that was sent, in words."""
    parts = []
    for name, column in form.fields.items():
        if column.widget.is_hidden or name == "DELETE":
            continue
        raw = column.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        if text := _said_of(column, raw):
            parts.append(_("%(label)s: %(value)s") % {"label": capfirst(str(column.label or name)), "value": text})
    return ", ".join(parts)


def _says_the_same(form: Any, row: Model) -> bool:
    for name, column in form.fields.items():
        if column.widget.is_hidden or name == "DELETE":
            continue
        raw = column.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        present: Any = row._meta.get_field(name)
        if column.has_changed(present.value_from_object(row), raw):
            return False
    return True
