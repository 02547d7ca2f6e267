"""What ends with a structure, as the page that closes it shows it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnerships.models import InfrastructureAccess, Participation
from partnerships.services.closing import Dependents


def lasting_rows(found: Dependents, user: Any) -> list[dict[str, Any]]:
    """The rows that would end, for the page; a partner out of the reader's sight is not named."""
    hidden = {
        *_out_of_sight(found.participations, Participation.objects.visible_to(user)),
        *_out_of_sight(found.accesses, InfrastructureAccess.objects.visible_to(user)),
    }
    return [
        {"kind": row._meta.verbose_name, "name": _("not in your scope") if row in hidden else str(row), "record": row}
        for row in found
    ]


def _out_of_sight(rows: Sequence[Any], visible: QuerySet[Any]) -> list[Any]:
    seen = set(visible.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.pk not in seen]
