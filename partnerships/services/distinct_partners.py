"""Remembering that two partners which look alike are two."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.models import DistinctPartners, Partner


@transaction.atomic
def tell_apart(*, one: Partner, other: Partner, by: Any) -> DistinctPartners:
    """The pair, in either order; one that is known already stays as it was decided. ValidationError: it is one."""
    if one.pk == other.pk:
        raise ValidationError(_("Name two partners: these are one record."))
    first, second = sorted((one, other), key=lambda partner: partner.pk)
    pair, _created = DistinctPartners.objects.get_or_create(first=first, second=second, defaults={"decided_by": by})
    return pair
