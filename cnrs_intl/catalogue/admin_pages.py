"""Pages of one record below its address in the administration: a form that does one thing with it."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin_rights import may_change
from cnrs_intl.catalogue.refusals import explain

Result = TypeVar("Result")
WHILE_PUBLIC = _(
    "Only those who may change the record as it stands can do this. While it is public, they are the reviewers of its "
    "offices and institutes."
)


class RecordPages(admin.ModelAdmin):
    """Gives each name in `record_pages` an address below that of the record; the method `<name>_page` answers it."""

    record_pages: ClassVar[tuple[str, ...]] = ()

    def get_urls(self) -> list[Any]:
        pages = [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(self._view(name)), name=self._name(name))
            for name in self.record_pages
        ]
        return [*pages, *super().get_urls()]

    def may_act_on(self, request: HttpRequest, record: models.Model) -> bool:
        """Whether the reader may change the record as it stands."""
        return self.has_change_permission(request, record) and may_change(request, record)

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _view(self, page: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            record = self.get_object(request, unquote(object_id))
            if record is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
            if not self.may_act_on(request, record):
                raise PermissionDenied(WHILE_PUBLIC)
            answer: Callable[[HttpRequest, Any], HttpResponse] = getattr(self, f"{page}_page")
            return answer(request, record)

        return view

    def page_address(self, page: str, record: models.Model) -> str:
        return reverse(f"admin:{self._name(page)}", args=[record.pk])

    def show_page(self, request: HttpRequest, record: models.Model, template: str, **context: Any) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "original": record}
        return TemplateResponse(request, template, shared | context)

    def finish_page(self, request: HttpRequest, record: models.Model, message: str, address: str) -> HttpResponse:
        """Note what was done in the record's log, say it, and go on to `address`."""
        self.log_change(request, record, message)
        self.message_user(request, message)
        return HttpResponseRedirect(address)

    def attempt(self, form: forms.Form, act: Callable[[], Result]) -> Result | None:
        """What `act` returns, all of it saved; or None, nothing saved, and the form knows why."""
        try:
            with transaction.atomic():
                result = act()
                connection.check_constraints()
        except ValidationError as error:
            _tell(form, error)
        except IntegrityError as error:
            form.add_error(None, explain(error, getattr(self, "triggers", {})))
        else:
            return result
        return None


def _tell(form: forms.Form, error: ValidationError) -> None:
    """At the field that is to blame, if the form has it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)
