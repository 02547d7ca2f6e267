"""A form of a new record that is sent twice, by a double click or a page loaded again, makes one record."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.models import Submission

KEY_FIELD = "submission_key"
KEPT = timedelta(days=7)


class SubmissionAdmin(admin.ModelAdmin):
    """A record whose form, when it is new, carries a key of its own.

    The second of two requests waits for the first: it finds either its record, or that it was refused.
    """

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("obj") is None:
            context["submission_key"] = key_of(request) or uuid4()
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        key = key_of(request)
        if object_id is not None or key is None or not self.has_add_permission(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if not claim(key, request.user.pk):
                return self._already_made(request, key)
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if made := getattr(request, "made_record", None):
                Submission.objects.filter(key=key).update(address=self._address_of(made))
            else:
                Submission.objects.filter(key=key).delete()
            return response

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        request.made_record = obj  # type: ignore[attr-defined]
        return super().log_addition(request, obj, message)

    def _address_of(self, record: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def _already_made(self, request: HttpRequest, key: UUID) -> HttpResponse:
        made = Submission.objects.filter(key=key, user=request.user.pk).first()
        if made is None:
            self.message_user(request, _("This form was used already. Open a new one."), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        self.message_user(request, _("This form was sent twice: one record was made, this one."), messages.INFO)
        return HttpResponseRedirect(made.address)


def key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(KEY_FIELD, ""))
    except ValueError:
        return None


def claim(key: UUID, user: Any, address: str = "") -> bool:
    """Whether the key is new. Waits for a request with the same key to end; forgets old keys."""
    Submission.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalogue_submission (key, user_id, address, sent_at) VALUES (%s, %s, %s, now())"
            " ON CONFLICT (key) DO NOTHING",
            [key, user, address],
        )
        return bool(cursor.rowcount)
