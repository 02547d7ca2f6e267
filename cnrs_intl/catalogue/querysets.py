"""Reads that every catalogued record shares: who sees it, and on which day a dated fact holds."""

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.rights import editable_states
from cnrs_intl.catalogue.sight import Sight, sight_of

Record = TypeVar("Record", bound=models.Model)


class NaturalKeyQuerySet(models.QuerySet[Record]):
    """Finds a record by the fields that its model names in `natural_key_fields`: fixtures need no numbers."""

    def get_by_natural_key(self, *values: Any) -> Record:
        fields: tuple[str, ...] = self.model.natural_key_fields  # type: ignore[attr-defined]
        return self.get(**dict(zip(fields, values, strict=True)))


class VisibleQuerySet(NaturalKeyQuerySet[Record]):
    """The one statement of who may see which rows. Base classes of pages and files call it; no view does."""

    publications: ClassVar[tuple[str, ...]] = ("publication",)
    """Paths to the publication states that must all be “published”; empty: the record is public by nature.

    A path through a relation makes the row a part of other records: it is seen by those who see all of them. The
    first one is the record that the row is entered with.
    """

    def visible_to(self, user: Any) -> Self:
        """What `user` may read: what is published, and of the rest what lies in the scope of their work."""
        return self.in_sight(sight_of(user))

    def in_sight(self, sight: Sight) -> Self:
        if sight.everything:
            return self
        if sight.is_public:
            return self.published()
        return self.filter(*(self.seen(path, sight) for path in self.publications))

    def seen(self, path: str, sight: Sight) -> Q:
        """Rows of which the record with this publication state is seen: the row itself, or one that it is part of."""
        if sight.everything:
            return Q()
        if sight.is_public:
            return Q(**{path: Publication.PUBLISHED})
        owner, _separator, _field = path.rpartition("__")
        if not owner:
            return Q(publication=Publication.PUBLISHED) | self.scoped(sight)
        return Q(**{f"{owner}__in": self.records_at(owner).in_sight(sight).order_by().values("pk")})

    def editable_by(self, user: Any) -> Self:
        """What `user` may change as it stands: in the scope of their work, and in a state that their level edits.

        A row is edited by those who edit its record. What is public by nature is a matter of permissions alone.
        """
        sight, states = sight_of(user), editable_states(user, self.model)
        if not states:
            return self.none()
        if not self.publications or (sight.everything and len(states) == len(Publication)):
            return self
        return self.of_scope(sight).filter(**{f"{self.publications[0]}__in": states})

    def of_scope(self, sight: Sight) -> Self:
        """Rows of the reader's own work, in any state; what is published elsewhere is seen, and not among them."""
        if sight.everything or not self.publications:
            return self
        owner, _separator, _field = self.publications[0].rpartition("__")
        if not owner:
            return self.filter(self.scoped(sight))
        return self.filter(**{f"{owner}__in": self.records_at(owner).of_scope(sight).order_by().values("pk")})

    def scoped(self, sight: Sight) -> Q:
        """Rows in the scope of the reader's work, whatever their state; none where a model does not say which."""
        return Q(pk__in=[])

    def records_at(self, path: str) -> "VisibleQuerySet[Any]":
        """All records that the relation `path` may lead to."""
        model: Any = self.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        return model._default_manager.all()

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


def is_editable(record: models.Model, user: Any) -> bool:
    """Whether `user` may change the record as it stands in the database at this moment."""
    records = type(record)._default_manager.all()
    return not isinstance(records, VisibleQuerySet) or records.editable_by(user).filter(pk=record.pk).exists()


def holds_on(day: date, prefix: str = "") -> Q:
    """Dated rows whose period contains `day`. A missing start or end is open on that side."""
    return (Q(**{f"{prefix}start__isnull": True}) | Q(**{f"{prefix}start__lte": day})) & (
        Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day})
    )


class DatedQuerySet(VisibleQuerySet[Record]):
    """Dated facts about a record. Each says the path to the publication of that record, or that it is public."""

    def on(self, day: date) -> Self:
        """Rows that hold on `day`, its first and last day included."""
        return self.filter(holds_on(day))


class PublicDatedQuerySet(DatedQuerySet[Record]):
    """Dated facts that everybody may read: rules, labels."""

    publications = ()
