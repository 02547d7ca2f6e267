"""Moving records between draft, review, public and archived: many at a time, all or none.

Who may move what is the table of `rights.py`. What a public record needs is said by the constraints of its model.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import BooleanField, Case, CheckConstraint, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.history import lineage
from cnrs_intl.catalogue.models import ReviewComment
from cnrs_intl.catalogue.rights import Level, level_of, origins, targets
from cnrs_intl.catalogue.sight import sight_of

NAMED_AT_MOST = 10
MAY_NOT = gettext_lazy("You may not move it from its present state, or it is not in your scope.")

Record = TypeVar("Record", bound=models.Model)


@dataclass
class Preview:
    """What moving records to a state would change, leave as it is, and refuse, each refusal with its reasons."""

    moved: list[Any] = field(default_factory=list)
    same: list[Any] = field(default_factory=list)
    refused: dict[Any, list[str]] = field(default_factory=dict)

    def digest(self) -> str:
        """Another one means that other records would be moved, or that one of them was saved since."""
        said = sorted(f"{record.pk} {record.updated_at.isoformat()}" for record in self.moved)
        return sha256("\n".join(said).encode()).hexdigest()

    def by_reason(self) -> dict[str, list[Any]]:
        reasons = sorted({reason for given in self.refused.values() for reason in given}, reverse=True)
        return {reason: [record for record, given in self.refused.items() if reason in given] for reason in reasons}


def preview(records: QuerySet[Record], state: str, *, user: Any, lock: bool = False) -> Preview:
    """What `move` would do. Four queries, one for each rule of a public record, and one for each table to lock."""
    keys = list(records.order_by().values_list("pk", flat=True))
    model = records.model
    if lock:
        _lock(model, keys)
    chosen = model._base_manager.filter(pk__in=keys).exclude(publication=state)
    own = model._default_manager.filter(pk__in=keys).of_scope(sight_of(user))  # type: ignore[attr-defined]
    allowed = set(own.filter(publication__in=origins(user, model, state)).values_list("pk", flat=True))
    reasons: dict[int, list[str]] = {}
    for reason, condition in _rules_of_publication(model):
        for key in chosen.exclude(_in_state(condition, state)).values_list("pk", flat=True):
            reasons.setdefault(key, []).append(reason)
    found = Preview(same=list(model._base_manager.filter(pk__in=keys, publication=state)))
    for record in chosen:
        if record.pk not in allowed:
            found.refused[record] = [str(MAY_NOT)]
        elif record.pk in reasons:
            found.refused[record] = reasons[record.pk]
        else:
            found.moved.append(record)
    return found


def _lock(model: type[models.Model], keys: list[Any]) -> None:
    """Before anything is judged: what was true before waiting for somebody else may be so no longer.

    The parent first, as forms that are saved do: two who lock never wait for each other.
    """
    for table in lineage(model):
        list(table._base_manager.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))


def ways_of(record: Any, *, user: Any) -> list[Publication]:
    """The states to which `user` may move the record: those for which `preview` refuses it not. Two queries."""
    model = type(record)
    ways = targets(user, model, record.publication)
    if not ways or not model._default_manager.of_scope(sight_of(user)).filter(pk=record.pk).exists():
        return []
    lacking = {
        f"to_{state}": Case(
            *(When(~_in_state(condition, state), then=True) for _reason, condition in _rules_of_publication(model)),
            default=False,
            output_field=BooleanField(),
        )
        for state in ways
    }
    found = model._base_manager.filter(pk=record.pk).annotate(**lacking).values(*lacking).first() or {}
    return [state for state in ways if found.get(f"to_{state}") is False]


@transaction.atomic
def move(records: QuerySet[Record], state: str, *, user: Any, comment: str = "") -> int:
    """Move the records to `state`; returns how many were in another one. The comment goes to each of them.

    ValidationError, and no change at all, when one of them is refused: a message for each reason, with the records.
    """
    found = preview(records, state, user=user, lock=True)
    if found.refused:
        refusals = [
            _("%(reason)s Missing in: %(records)s.") % {"reason": reason, "records": _names(refused)}
            if reason != MAY_NOT
            else _("%(reason)s It concerns: %(records)s.") % {"reason": reason, "records": _names(refused)}
            for reason, refused in found.by_reason().items()
        ]
        raise ValidationError([_("Nothing was changed."), *refusals])
    LogEntry.objects.log_actions(user.pk, found.moved, CHANGE, [{"changed": {"fields": ["publication"]}}])
    moved = records.model._base_manager.filter(pk__in=[record.pk for record in found.moved])
    moved.update(publication=state, updated_at=timezone.now())
    if comment:
        _write(found.moved, user, comment)
    return len(found.moved)


def publish(records: QuerySet[Record], *, user: Any) -> int:
    """Make the records public."""
    return move(records, Publication.PUBLISHED, user=user)


def send_to_review(records: QuerySet[Record], *, user: Any) -> int:
    """Ask for a second look before the records are public."""
    return move(records, Publication.IN_REVIEW, user=user)


def archive(records: QuerySet[Record], *, user: Any) -> int:
    """Withdraw the records from the public pages and keep them."""
    return move(records, Publication.ARCHIVED, user=user)


def comment_on(record: Any, text: str, *, user: Any) -> ReviewComment:
    """Say something about a record. ValidationError: it is empty, or the record is not of the person's work."""
    text = text.strip()
    if not text:
        raise ValidationError(_("Write the comment first."))
    own = type(record)._default_manager.of_scope(sight_of(user)).filter(pk=record.pk)
    if level_of(user, type(record)) == Level.READER or not own.exists():
        raise ValidationError(_("You may comment on what is in your scope and what you may edit."))
    return _write([record], user, text)[0]


def comments_on(record: Any) -> QuerySet[ReviewComment]:
    """What was said about the record, oldest first."""
    kind = ContentType.objects.get_for_model(record)
    return ReviewComment.objects.filter(content_type=kind, object_id=str(record.pk)).select_related("author")


def _write(records: Iterable[Any], user: Any, text: str) -> list[ReviewComment]:
    return ReviewComment.objects.bulk_create(
        ReviewComment(
            content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk), author=user, text=text
        )
        for record in records
    )


def _rules_of_publication(model: type[models.Model]) -> list[tuple[str, Q]]:
    return [
        (str(constraint.get_violation_error_message()), constraint.condition)
        for owner in (model, *model._meta.get_parent_list())
        for constraint in owner._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and isinstance(constraint.condition, Q)
        and "publication" in constraint.condition.referenced_base_fields
    ]


def _in_state(condition: Q, state: str) -> Q:
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
