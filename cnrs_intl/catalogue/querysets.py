"""Reads that every catalogued record shares: who sees it, and on which day a dated fact holds."""

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from cnrs_intl.catalogue.choices import Publication

Record = TypeVar("Record", bound=models.Model)


class NaturalKeyQuerySet(models.QuerySet[Record]):
    """Finds a record by the fields that its model names in `natural_key_fields`: fixtures need no numbers."""

    def get_by_natural_key(self, *values: Any) -> Record:
        fields: tuple[str, ...] = self.model.natural_key_fields  # type: ignore[attr-defined]
        return self.get(**dict(zip(fields, values, strict=True)))


class VisibleQuerySet(NaturalKeyQuerySet[Record]):
    """The one statement of who may see which rows. Base classes of pages and files call it; no view does."""

    publications: ClassVar[tuple[str, ...]] = ("publication",)
    """Paths to the publication states that must all be “published”; empty: the record is public by nature."""

    def visible_to(self, user: Any) -> Self:
        """What `user` may read: the staff everything, everybody else what is published."""
        if user.is_active and user.is_staff:
            return self
        return self.published()

    def published(self) -> Self:
        return self.filter(**dict.fromkeys(self.publications, Publication.PUBLISHED))

    def as_of(self, day: date) -> Self:
        """Add the columns of a list that depend on the day; none here."""
        return self

    def having(self, *conditions: Q, **related: Any) -> Self:
        """Rows with at least one related row as described: as a subquery, so no row is doubled."""
        found = self.model._base_manager.filter(*conditions, **related)
        return self.filter(pk__in=found.values("pk"))


class PublicQuerySet(VisibleQuerySet[Record]):
    """Reference data that everybody may read: countries, regions."""

    publications = ()


def holds_on(day: date, prefix: str = "") -> Q:
    """Dated rows whose period contains `day`. A missing start or end is open on that side."""
    return (Q(**{f"{prefix}start__isnull": True}) | Q(**{f"{prefix}start__lte": day})) & (
        Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day})
    )


class DatedQuerySet(NaturalKeyQuerySet[Record]):
    def on(self, day: date) -> Self:
        """Rows that hold on `day`, its first and last day included."""
        return self.filter(holds_on(day))
