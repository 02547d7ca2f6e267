"""Sites as pins: only those whose coordinates are known."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from cnrs_intl.catalogue.pins import FRANCE, Pin, pin_map
from partnerships.choices import SiteRole


def site_map(sites: Iterable[Any]) -> SafeString | None:
    """The part of the world around the sites; None where no coordinates are known."""
    located = [site for site in sites if site.latitude is not None]
    pins = [_pin(site, label=str(site.city or site.country)) for site in located]
    return pin_map(pins, highlighted=frozenset(site.country_id for site in located)) if pins else None


def extension_map(sites: Iterable[Any]) -> SafeString | None:
    """France, with the name of each extension leading to its page; None where no coordinates are known."""
    pins = [
        _pin(site, label=" · ".join(filter(None, (str(site.city), str(site.structure)))), link=site.get_absolute_url())
        for site in sites
        if site.latitude is not None
    ]
    return pin_map(pins, around=FRANCE, highlighted=frozenset({"FR"})) if pins else None


def _pin(site: Any, *, label: str, link: str = "") -> Pin:
    return Pin(
        latitude=float(site.latitude),
        longitude=float(site.longitude),
        label=label,
        is_main=site.role == SiteRole.MAIN,
        link=link,
    )
