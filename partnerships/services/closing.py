"""Closing a structure: what depends on it ends by its last day, and what ended before stays as it is.

Accesses to infrastructures are rows of other records: they end where the person may change those as they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.days import in_words
from cnrs_intl.catalogue.history_reading import RecordHistory, Version
from partnerships.models import InfrastructureAccess, Participation, Site, Structure, StructureCode, Term
from partnerships.services.terms import lock


@dataclass(frozen=True, kw_only=True)
class Dependents:
    """What of a structure lasts beyond a day: dated rows that closing it on that day would end."""

    terms: list[Term]
    codes: list[StructureCode]
    sites: list[Site]
    participations: list[Participation]
    accesses: list[InfrastructureAccess]
    staying: list[InfrastructureAccess]
    """They last longer and stay as they are: the person may not change them."""

    def __iter__(self) -> Iterator[Any]:
        """What ends."""
        for rows in (self.terms, self.codes, self.sites, self.participations, self.accesses):
            yield from rows


def dependents_after(structure: Structure, day: date, user: Any) -> Dependents:
    """Five queries."""
    lasting = Q(end__isnull=True) | Q(end__gt=day)
    editable = InfrastructureAccess.objects.editable_by(user).order_by().filter(pk=OuterRef("pk"))
    accesses = _accesses(structure, day).filter(lasting).annotate(is_editable=Exists(editable))
    found = list(accesses.select_related("infrastructure", "partner"))
    return Dependents(
        terms=list(structure.terms.filter(lasting)),
        codes=list(structure.codes.filter(lasting)),
        sites=list(structure.sites.filter(lasting).select_related("country")),
        participations=list(structure.participations.filter(lasting).select_related("partner")),
        accesses=[access for access in found if access.is_editable],
        staying=[access for access in found if not access.is_editable],
    )


@transaction.atomic
def close_structure(*, structure: Structure, day: date, user: Any, seen: Version | None = None) -> Dependents:
    """End on `day` what lasts longer: terms, codes, sites, participations, and accesses given for it alone.

    The decision is kept also where all of it has ended by itself. `seen`: the version of the structure when it was
    taken; None: whatever it is. ValidationError: it is taken already, somebody wrote since, something begins only after
    that day, or `user` may not change the structure.
    """
    lock(structure, user)
    version = RecordHistory(Structure, structure.pk).version()
    ended = end_dependents(structure, day, user)
    if not any(ended) and _is_closed(structure):
        raise ValidationError(
            _("Nothing lasts beyond %(day)s: the structure is closed already. Nothing was changed.")
            % {"day": in_words(day)}
        )
    if seen is not None and seen != version:
        raise ValidationError(_("Somebody changed the record meanwhile. Look again at what would end."))
    structure.closed_on = day
    structure.save(update_fields=["closed_on", "updated_at"])
    return ended


def _is_closed(structure: Structure) -> bool:
    """Whether that was decided, and no later term came since."""
    if structure.closed_on is None:
        return False
    return not structure.terms.filter(Q(end__isnull=True) | Q(end__gt=structure.closed_on)).exists()


def end_dependents(structure: Structure, day: date, user: Any) -> Dependents:
    """End on `day` what lasts longer; the structure is locked. ValidationError: something begins only after it."""
    found = dependents_after(structure, day, user)
    later = [row for row in found if row.start and row.start > day]
    if later:
        told = {"day": in_words(day), "records": ", ".join(_name(row) for row in later)}
        raise ValidationError(
            _("These begin only after %(day)s: %(records)s. Choose a later day, or remove them first.") % told
        )
    for row in found:
        row.end = day
        row.save(update_fields=["end"])
    return found


def _name(row: Any) -> str:
    """A partner is not named: who closes the structure may not see it."""
    if isinstance(row, Participation | InfrastructureAccess) and row.start:
        return f"{row._meta.verbose_name} ({in_words(row.start)})"
    return str(row)


def _accesses(structure: Structure, day: date) -> Any:
    """Accesses of its partners to infrastructures of its laboratories, unless another lasting structure has both."""
    lasting = Term.objects.filter(Q(end__isnull=True) | Q(end__gt=day), structure=OuterRef("pk"))
    others = Structure.objects.exclude(pk=structure.pk).filter(
        Exists(lasting),
        laboratories=OuterRef("infrastructure__laboratory"),
        participations__partner=OuterRef("partner"),
    )
    return InfrastructureAccess.objects.filter(
        ~Exists(others),
        infrastructure__laboratory__in=structure.laboratories.order_by().values("pk"),
        partner__in=structure.participations.order_by().values("partner"),
    )
