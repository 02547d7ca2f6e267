"""Sites as pins: only those whose coordinates are known."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import SafeString

from cnrs_intl.catalogue.pins import Pin, pin_map
from partnerships.choices import SiteRole


def site_map(
    sites: Iterable[Any], around: Sequence[tuple[float, float]] = (), *, linked: bool = False
) -> SafeString | None:
    """The map around the sites; None where no coordinates are known. `linked`: each name leads to its page."""
    located = [site for site in sites if site.latitude is not None]
    pins = [
        Pin(
            latitude=float(site.latitude),
            longitude=float(site.longitude),
            label=str(site.city or site.country),
            is_main=site.role == SiteRole.MAIN,
            link=site.get_absolute_url() if linked else "",
        )
        for site in located
    ]
    return pin_map(pins, around, frozenset(site.country_id for site in located)) if pins else None
