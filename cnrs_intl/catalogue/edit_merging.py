"""What an edit that waits becomes beside its record as it is now.

It changes what its author changed, and nothing that others changed since.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history_names import OutOfSight, as_seen
from cnrs_intl.catalogue.models import ProposedEdit
from cnrs_intl.catalogue.proposals import KEY, Formsets, Values, inner_formsets, texts_of
from cnrs_intl.catalogue.rows import EVERY


@dataclass(frozen=True)
class Difference:
    """One value that the edit changes. `since`: what the record said when the edit was made, if it changed since."""

    label: str
    now: str
    proposed: str
    since: str | None = None


class Merge:
    """An edit beside the record as it is now: the form to send, the differences, and what can no longer be done.

    Rows within a row are in the form where the edit has them, or where `opened` names their row.
    """

    def __init__(self, edit: ProposedEdit, form: Any, formsets: Formsets, *, reader: Any, opened: str = "") -> None:
        self.differences: list[Difference] = []
        self.lost: list[str] = []
        """Rows that the edit changes and that are gone."""
        self.names_unseen = False
        """Whether it links to a record that the reader does not see, and so can neither judge nor choose."""
        self.data: Values = {}
        self._reader, self._opened = reader, opened
        self._merge(edit.base, edit.data, form, formsets, "", ())

    @property
    def is_overtaken(self) -> bool:
        return bool(self.lost) or any(difference.since is not None for difference in self.differences)

    def _merge(self, base: Any, sent: Any, form: Any, formsets: Formsets, prefix: str, place: tuple[str, ...]) -> None:
        for name, values in self._values(base, sent, form, place):
            self.data[f"{prefix}{name}"] = values
        for name, formset in formsets.items():
            self._merge_rows(base["rows"].get(name, []), sent["rows"].get(name, []), formset, f"{prefix}{name}", place)

    def _values(self, base: Any, sent: Any, form: Any, place: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        for name, field in form.fields.items():
            now = texts_of(form, name, sent=False)
            before = base["values"].get(name, now)
            proposed = sent["values"].get(name, before)
            if proposed == before:
                yield name, now
                continue
            if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
                proposed = sorted((set(now) | set(proposed)) - (set(before) - set(proposed)))
            yield name, proposed
            if proposed != now:
                label = " · ".join((*place, capfirst(str(field.label or name))))
                self.differences.append(self._difference(field, label, before, now, proposed))

    def _difference(self, field: Any, label: str, before: list[str], now: list[str], proposed: list[str]) -> Difference:
        if isinstance(field, forms.ModelChoiceField):
            new = named(field, set(proposed) - set(now), self._reader)
            self.names_unseen |= any(isinstance(record, OutOfSight) for record in new.values())
        since = said(field, before, self._reader) if before != now else None
        return Difference(label, said(field, now, self._reader), said(field, proposed, self._reader), since)

    def _merge_rows(self, base: Any, sent: Any, formset: Any, prefix: str, place: tuple[str, ...]) -> None:
        before, proposed = _by_key(base), _by_key(sent)
        kept = [form for form in formset.forms if form.instance.pk is not None]
        added = [row for row in sent if not row["values"].get(KEY, [""])[0]]
        what = capfirst(str(formset.model._meta.verbose_name))
        for index, form in enumerate(kept):
            same: dict[str, Any] = {"values": {}, "rows": {}}
            key = str(form.instance.pk)
            where = (*place, f"{what} “{form.instance}”")
            row = proposed.get(key, before.get(key, same))
            inside = inner_formsets(form)
            if self._opened not in (EVERY, key):
                inside = {name: inside[name] for name in inside if name in row["rows"]}
            self._merge(before.get(key, same), row, form, inside, f"{prefix}-{index}-", where)
        for index, row in enumerate(added, start=len(kept)):
            where = (*place, _("New: %(row)s") % {"row": what})
            nothing: dict[str, Any] = {"values": {}, "rows": {}}
            empty = formset.empty_form
            inside = {name: rows for name, rows in inner_formsets(empty).items() if name in row["rows"]}
            self._merge(nothing, row, empty, inside, f"{prefix}-{index}-", where)
        gone = before.keys() - {str(form.instance.pk) for form in kept}
        self.lost += [what for key in gone if proposed.get(key, before[key]) != before[key]]
        self._manage(prefix, len(kept) + len(added), len(kept))

    def _manage(self, prefix: str, total: int, initial: int) -> None:
        self.data[f"{prefix}-TOTAL_FORMS"] = [str(total)]
        self.data[f"{prefix}-INITIAL_FORMS"] = [str(initial)]


def _by_key(rows: list[Any]) -> dict[str, Any]:
    return {key: row for row in rows if (key := row["values"].get(KEY, [""])[0])}


def said(field: Any, values: list[str], reader: Any) -> str:
    """The values of an input in words; what the reader does not see has no name."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if isinstance(field, forms.ModelChoiceField):
        known = {key: str(record) for key, record in named(field, values, reader).items()}
        return ", ".join(sorted(known.get(value, value) for value in values if value)) or "—"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(value): str(label) for value, label in choices}
        values = [labels.get(value, value) for value in values]
    return ", ".join(value for value in values if value) or "—"


def named(field: Any, values: Iterable[str], reader: Any) -> dict[str, Any]:
    """The records that an input names, by the keys that it holds; by one query."""
    keys = {value for value in values if value}
    found = as_seen(field.queryset.model, keys, reader) if keys else {}
    return {str(key): record for key, record in found.items()}
