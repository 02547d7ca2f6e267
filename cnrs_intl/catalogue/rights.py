"""Who may do what with a record, in two tables: the states in which it is edited, and its ways between states.

A person's level comes from permissions, and so from groups; where it holds, from their sight (`sight.py`). Querysets,
services and the administration all read these tables.
"""

from enum import IntEnum
from typing import Any

from django.db import models

from cnrs_intl.catalogue.choices import Publication

REVIEW = "catalogue.review"
DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED = (
    Publication.DRAFT, Publication.IN_REVIEW, Publication.PUBLISHED, Publication.ARCHIVED,
)  # fmt: skip


class Level(IntEnum):
    """What a person may do with the records of one model; each level includes those below it."""

    READER = 0
    CONTRIBUTOR = 1
    REVIEWER = 2


EDITED_BY = {
    DRAFT: Level.CONTRIBUTOR,
    IN_REVIEW: Level.REVIEWER,
    PUBLISHED: Level.REVIEWER,
    ARCHIVED: Level.REVIEWER,
}
"""A contributor's edit of a published record is proposed, and waits for a reviewer."""

MOVED_BY = {
    (DRAFT, IN_REVIEW): Level.CONTRIBUTOR,
    (IN_REVIEW, DRAFT): Level.CONTRIBUTOR,
    (DRAFT, PUBLISHED): Level.REVIEWER,
    (IN_REVIEW, PUBLISHED): Level.REVIEWER,
    (ARCHIVED, PUBLISHED): Level.REVIEWER,
    (PUBLISHED, IN_REVIEW): Level.REVIEWER,
    (ARCHIVED, IN_REVIEW): Level.REVIEWER,
    (PUBLISHED, DRAFT): Level.REVIEWER,
    (ARCHIVED, DRAFT): Level.REVIEWER,
    (DRAFT, ARCHIVED): Level.REVIEWER,
    (IN_REVIEW, ARCHIVED): Level.REVIEWER,
    (PUBLISHED, ARCHIVED): Level.REVIEWER,
}
"""(from, to) -> the level that may; a contributor takes back what was sent to review."""


def level_of(user: Any, model: type[models.Model]) -> Level:
    options = model._meta.concrete_model._meta  # type: ignore[union-attr]
    if not user.has_perm(f"{options.app_label}.change_{options.model_name}"):
        return Level.READER
    return Level.REVIEWER if user.has_perm(REVIEW) else Level.CONTRIBUTOR


def editable_states(user: Any, model: type[models.Model]) -> list[Publication]:
    """The states in which `user` may change a record as it stands."""
    level = level_of(user, model)
    return [state for state, needed in EDITED_BY.items() if level >= needed]


def targets(user: Any, model: type[models.Model], origin: str) -> list[Publication]:
    """The states to which `user` may move a record that is in `origin`."""
    level = level_of(user, model)
    return [target for (start, target), needed in MOVED_BY.items() if start == origin and level >= needed]


def origins(user: Any, model: type[models.Model], target: str) -> list[Publication]:
    """The states from which `user` may move a record to `target`."""
    level = level_of(user, model)
    return [start for (start, end), needed in MOVED_BY.items() if end == target and level >= needed]
