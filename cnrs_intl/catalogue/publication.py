"""Moving records between draft, review, public and archived: many at a time, all or none."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import CheckConstraint, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.rights import origins
from cnrs_intl.catalogue.sight import sight_of

NAMED_AT_MOST = 10

Record = TypeVar("Record", bound=models.Model)


def publish(records: QuerySet[Record], *, user: Any) -> int:
    """Make the records public; returns how many were not.

    ValidationError, and no change at all, when a record lacks what a public one needs: a message for each rule,
    with the records that break it; or when `user` may not.
    """
    return _move(records, Publication.PUBLISHED, user)


def send_to_review(records: QuerySet[Record], *, user: Any) -> int:
    """Ask for a second look before the records are public; returns how many changed."""
    return _move(records, Publication.IN_REVIEW, user)


def archive(records: QuerySet[Record], *, user: Any) -> int:
    """Withdraw the records from the public pages and keep them; returns how many changed."""
    return _move(records, Publication.ARCHIVED, user)


@transaction.atomic
def _move(records: QuerySet[Record], state: Publication, user: Any) -> int:
    keys = list(records.order_by().values_list("pk", flat=True))
    chosen = records.model._base_manager.filter(pk__in=keys).exclude(publication=state)
    moved = list(chosen.select_for_update())
    _refuse_forbidden(moved, records.model, state, user)
    _refuse_incomplete(chosen, state)
    LogEntry.objects.log_actions(user.pk, moved, CHANGE, [{"changed": {"fields": ["publication"]}}])
    chosen.update(publication=state, updated_at=timezone.now())
    return len(moved)


def _refuse_forbidden(moved: list[Any], model: type[Any], state: Publication, user: Any) -> None:
    """The records that the table of moves, or the person's scope, does not let `user` move."""
    own = model._default_manager.filter(pk__in=[record.pk for record in moved]).of_scope(sight_of(user))
    allowed = set(own.filter(publication__in=origins(user, model, state)).values_list("pk", flat=True))
    if refused := [record for record in moved if record.pk not in allowed]:
        message = _("You may not make these records “%(state)s”: %(records)s.")
        raise ValidationError([_("Nothing was changed."), message % {"state": state.label, "records": _names(refused)}])


def _refuse_incomplete(records: QuerySet[Any], state: Publication) -> None:
    refusals = []
    for reason, condition in _rules_of_publication(records.model):
        missing = list(records.exclude(_in_state(condition, state))[: NAMED_AT_MOST + 1])
        if missing:
            refusals.append(_("%(reason)s Missing in: %(records)s.") % {"reason": reason, "records": _names(missing)})
    if refusals:
        raise ValidationError([_("Nothing was changed."), *refusals])


def _rules_of_publication(model: type[models.Model]) -> list[tuple[str, Q]]:
    return [
        (constraint.get_violation_error_message(), constraint.condition)
        for owner in (model, *model._meta.get_parent_list())
        for constraint in owner._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and isinstance(constraint.condition, Q)
        and "publication" in constraint.condition.referenced_base_fields
    ]


def _in_state(condition: Q, state: Publication) -> Q:
    """The condition for records that would be in `state`: what it asks of their publication is answered already."""
    children: list[Any] = []
    for child in condition.children:
        if isinstance(child, Q):
            children.append(_in_state(child, state))
        elif isinstance(child, tuple) and child[0] == "publication":
            children.append(Q(pk__isnull=child[1] != state))
        else:
            children.append(child)
    return Q(*children, _connector=condition.connector, _negated=condition.negated)


def _names(records: Iterable[models.Model]) -> str:
    names = [str(record) for record in records]
    further = [_("and others")] if len(names) > NAMED_AT_MOST else []
    return ", ".join(names[:NAMED_AT_MOST] + further)
