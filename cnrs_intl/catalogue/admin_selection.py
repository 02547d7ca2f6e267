from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


class SelectionAdmin(admin.ModelAdmin):
    """A list whose actions answer a selection that holds something else than keys in words."""

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *args: Any) -> HttpResponse | None:
        try:
            for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.to_python(key)
        except ValidationError:
            message = _("What was selected cannot be read. Nothing was changed: select the records again.")
            self.message_user(request, message, messages.ERROR)
            return None
        return super().response_action(request, queryset, *args)
