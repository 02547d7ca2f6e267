"""What ends with a structure, or stays, as the page that closes it shows it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from partnerships.models import InfrastructureAccess, Participation


def lasting_rows(found: Iterable[Any], user: Any) -> list[dict[str, Any]]:
    """Dated rows for the page; a partner or infrastructure out of the reader's sight is not named. Two queries."""
    rows = list(found)
    hidden = {row for model in (Participation, InfrastructureAccess) for row in _out_of_sight(model, rows, user)}
    return [
        {"kind": row._meta.verbose_name, "name": _("not in your scope") if row in hidden else str(row), "record": row}
        for row in rows
    ]


def _out_of_sight(model: Any, rows: list[Any], user: Any) -> list[Any]:
    of_model = [row for row in rows if isinstance(row, model)]
    if not of_model:
        return []
    visible = model.objects.visible_to(user).filter(pk__in=[row.pk for row in of_model])
    seen = set(visible.values_list("pk", flat=True))
    return [row for row in of_model if row.pk not in seen]
