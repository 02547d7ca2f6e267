from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.admin_rights import rights_of
from cnrs_intl.catalogue.kept import Kept
from cnrs_intl.catalogue.text import fold

# What the staff works with every day comes first; the rest follows by name.
FIRST_APPS = ("partnerships", "offices", "catalogue")
NUL = "\x00"
FIRST_MODELS = ("Structure", "FrenchExtension", "Partner", "EUContract", "Cluster", "Office", "Country")


class Choices(AutocompleteJsonView):
    """What an input offers, each record as its administration names it among others."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        offered_as = getattr(self.model_admin, "offered_as", str)
        return {"id": str(getattr(obj, to_field_name)), "text": offered_as(obj)}


class Administration(AdminSite):
    site_title = _("International partnerships")
    site_header = _("International partnerships: administration")
    index_title = _("The register")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._app_lists: Kept[list[Any]] = Kept(256)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A view of the administration. BadRequest, so 400: its address holds NUL, which no text of a database has."""
        answer = super().admin_view(view, cacheable)

        @wraps(answer)
        def readable(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            asked = [value for values in dict(request.GET.lists()).values() for value in values]
            if any(NUL in text for text in (request.path, *asked, *request.POST.getlist(ACTION_CHECKBOX_NAME))):
                raise BadRequest("the address or the selection holds NUL")
            return answer(request, *args, **kwargs)

        return readable

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Choices.as_view(admin_site=self)(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Made once for all readers with the same rights: it is asked for on every page."""
        key = (rights_of(request), app_label)
        return list(self._app_lists.get(key, lambda: self._app_list(request, app_label)))

    def _app_list(self, request: HttpRequest, app_label: str | None) -> list[Any]:
        apps: list[Any] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: (_place(model["object_name"], FIRST_MODELS), fold(str(model["name"]))))
        return sorted(apps, key=lambda app: _place(app["app_label"], FIRST_APPS))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        sso = settings.SSO
        return super().each_context(request) | {"sso_url": reverse("sso-login") if sso else "", "sso_name": sso.name}


def _place(name: str, first: tuple[str, ...]) -> int:
    return first.index(name) if name in first else len(first)


class AdministrationConfig(AdminConfig):
    default_site = "cnrs_intl.administration.Administration"
