"""Whether somebody decided what comes after the last term of a structure."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from partnerships.models import Succession, Term


def undecided(structures: Any) -> Any:
    """Those that were neither closed nor followed since their last term. Needs `with_dates`.

    A renewal is a later last term, whose end has to be decided anew: what was decided before it counts no more.
    """
    renewed = Term.objects.filter(structure=OuterRef("predecessor"), start__gte=OuterRef("happened_on"))
    followed = Succession.objects.filter(~Exists(renewed)).order_by().values("predecessor")
    is_open = Q(closed_on__isnull=True) | Q(end__isnull=True) | Q(closed_on__lt=F("end"))
    return structures.filter(is_open).exclude(pk__in=followed)
