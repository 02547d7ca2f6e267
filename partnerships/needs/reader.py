from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from cnrs_intl.catalogue.rights import Level, level_of
from cnrs_intl.catalogue.sight import Sight, sight_of
from partnerships.services.likely_twins import likely_twins


@dataclass(frozen=True)
class Reader:
    """A member of the staff on a day: what they can act on lies in their scope, and at their level."""

    user: Any
    day: date

    @cached_property
    def sight(self) -> Sight:
        return sight_of(self.user)

    @cached_property
    def twins(self) -> dict[int, tuple[int, str]]:
        """Of the whole register: partner -> key and name of the older one that it looks like."""
        return likely_twins()

    def own(self, model: type[models.Model], *levels: Level) -> Any:
        """Records of their work that they change, or propose to change; at one of `levels` only, where some are given.

        Archived records need nobody.
        """
        records: Any = model._default_manager.all()
        if level_of(self.user, model) not in (levels or (Level.CONTRIBUTOR, Level.REVIEWER)):
            return records.none()
        return records.of_scope(self.sight).exclude(publication="archived")
