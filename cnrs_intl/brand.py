"""Whose site it is, as the settings say: its names, logo and colours, on every page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

A_DAY = 86_400


def brand(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `brand`, with `name`, `short_name` (empty: ours), `organisation`, `logo` (an address)."""
    chosen = settings.BRAND
    french = (get_language() or "en").startswith("fr")
    name = (french and chosen.name_fr) or chosen.name
    return {
        "brand": {
            "name": name or _("International partnerships"),
            "short_name": chosen.short_name or name,
            "organisation": chosen.organisation,
            "logo": chosen.logo if chosen.logo.startswith("/") or not chosen.logo else static(chosen.logo),
            "has_colours": bool(chosen.colours.css),
        }
    }


def brand_css(request: HttpRequest) -> HttpResponse:
    """The brand's colours, where any is set: a file of this host, so that the policy needs no exception."""
    css = settings.BRAND.colours.css
    if not css:
        raise Http404
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
