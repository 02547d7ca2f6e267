"""The links to all models beside each page of the administration: the same on every page, but for the one it is on."""

from typing import Any
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cnrs_intl.catalogue.admin_rights import rights_of
from cnrs_intl.catalogue.kept import Kept

register = template.Library()

_LINKS: Kept[SafeString] = Kept(256)


@register.simple_tag(takes_context=True)
def app_links(context: Any) -> SafeString:
    """Drawn once for all readers with the same rights, for each place. Context: request, available_apps."""
    request, apps = context["request"], context["available_apps"]
    path, addresses = quote(request.path), _addresses(apps)
    key = (rights_of(request), addresses, tuple(url for url in addresses if url in path))
    shown = {"app_list": apps, "show_changelinks": False, "request": request}
    return _LINKS.get(key, lambda: render_to_string("admin/app_list.html", shown))


def _addresses(apps: list[Any]) -> tuple[str, ...]:
    models = (model["admin_url"] for app in apps for model in app["models"] if model["admin_url"])
    return (*(app["app_url"] for app in apps), *models)
