"""Terms that are entered or changed in a form: one that breaks a rule of its instrument needs a written reason."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.admin import PERIOD, RecordAdmin, RowInline
from cnrs_intl.catalogue.rows import RowFormSet
from partnerships.models import Structure, Term
from partnerships.services.breaches import broken_by_saved

JUDGED = frozenset({"structure", "start", "end", "override_reason"})
"""A term with a change in one of them is judged; one that was saved before and stays as it is, is not."""


class JudgedTerms(RecordAdmin):
    """Judges terms once they are saved, with all that rules depend on: a refusal undoes all of it."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets if formset.model is Term for row in formset.forms]
        structure = form.instance
        if isinstance(structure, Term):
            rows, structure = [form], structure.structure
        broken = _broken(structure, rows)
        if broken:
            request.broken_terms = broken  # type: ignore[attr-defined]
            raise ValidationError(self.refusal_of(broken))

    def refusal_of(self, broken: dict[str | None, list[str]]) -> list[str]:
        """What is said above the form. `broken`: sentences by the prefix of the term's inputs."""
        return [_("A term breaks a rule of its instrument and gives no reason: see its row.")]


def _broken(structure: Structure, rows: Iterable[Any]) -> dict[str | None, list[str]]:
    judged = [row for row in rows if row.instance.pk and JUDGED & set(row.changed_data) and not _has_reason(row)]
    if not judged:
        return {}
    found = broken_by_saved(structure, [row.instance for row in judged])
    advice = _("Change the dates, or write here why it is done all the same.")
    return {row.prefix: [*sentences, advice] for row in judged if (sentences := found.get(row.instance.pk))}


def _has_reason(row: Any) -> bool:
    return bool(row.instance.override_reason.strip())


class TermFormSet(RowFormSet):
    broken: dict[str | None, list[str]]
    """Why terms of these rows were just refused, by the prefix of their inputs."""

    def rival_key(self, row: Term) -> str:
        return "term"

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if form.prefix in self.broken:
                form.add_error("override_reason", self.broken[form.prefix])


class TermInline(RowInline):
    model = Term
    formset = TermFormSet
    fields = (*PERIOD, "signed_on", "override_reason", "source", "is_demo")
    formfield_overrides = RowInline.formfield_overrides | {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 20})}
    }
    show_change_link = True
    empty_rows = 2

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.broken = getattr(request, "broken_terms", {})
        return formset
