"""The records that are gone, for those who read their histories."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.admin_selection import SelectionAdmin
from cnrs_intl.catalogue.history_names import Names, links_of
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.history_restoring import fill
from cnrs_intl.catalogue.sight import sight_of


class DeletedAdmin(SelectionAdmin):
    """The address of a record that was deleted leads those who see everything to its history."""

    def deleted(self, request: HttpRequest, object_id: str) -> models.Model | None:
        """The record as it was last, if it is gone, and the reader sees everything; else None."""
        if not sight_of(request.user).everything:
            return None
        record = deleted_record(self.model, unquote(object_id), request.user)
        return record if record and self.has_view_or_change_permission(request, record) else None

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        if self.deleted(request, object_id) is None:
            parent: Any = super()
            answer: HttpResponse = parent._get_obj_does_not_exist_redirect(request, opts, object_id)
            return answer
        self.message_user(request, _("This record was deleted. Its history is kept."), messages.WARNING)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(name, args=[object_id]))


def deleted_record(model: type[models.Model], text: str, reader: Any) -> models.Model | None:
    """The record with this key as it was last, not saved; None: it is there, or nothing of it is remembered.

    What it was linked to has the name that `reader` may know.
    """
    key = _key(model, text)
    if key is None:
        return None
    history = RecordHistory(model, key)
    if history.model._base_manager.filter(pk=key).exists() or not (changes := history.last_known()):
        return None
    names, record = Names(changes, reader), model()
    for change in changes:
        values = change.before or {}
        fill(record, change.source, values)
        for link in links_of(change.source):
            if (linked := values.get(link.attname)) is not None:
                link.set_cached_value(record, names.of(link, linked))
    record.pk = key
    return record


def _key(model: type[models.Model], text: str) -> Any:
    """What the text names as a key; None: no record could have it."""
    field: Any = model._meta.pk
    while field.is_relation:
        field = field.target_field
    try:
        return None if "\x00" in text else field.clean(text, None)
    except ValidationError:
        return None
