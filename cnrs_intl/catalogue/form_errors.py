"""What a form refuses, in plain sentences that name the row and the field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def errors_of(context: Mapping[str, Any]) -> list[str]:
    """Those of the form and the rows in the context of a change form, each once."""
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    found = [*_of_form(context["adminform"].form, ()), *_of_rows(formsets, ())]
    return list(dict.fromkeys(found))


def _of_form(form: Any, place: tuple[str, ...]) -> Iterator[str]:
    for name, messages in form.errors.items():
        label = () if name == NON_FIELD_ERRORS else (capfirst(str(form.fields[name].label or name)),)
        yield from (_placed(str(message), (*place, *label)) for message in messages)


def _of_rows(formsets: Any, place: tuple[str, ...]) -> Iterator[str]:
    for formset in formsets:
        what = capfirst(str(formset.model._meta.verbose_name))
        yield from (_placed(str(message), (*place, what)) for message in formset.non_form_errors())
        for form in formset.forms:
            where = (*place, f"{what} “{form.instance}”" if form.instance.pk else _("New: %(row)s") % {"row": what})
            yield from _of_form(form, where)
            yield from _of_rows(form.rows_inside().values(), where)


def _placed(message: str, place: tuple[str, ...]) -> str:
    return _("%(place)s: %(message)s") % {"place": " · ".join(place), "message": message} if place else message
