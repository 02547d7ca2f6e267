from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.records import NaturalKey, Sourced
from partnerships.models.structures import Structure

CYCLE_MESSAGE = _("Followed by: the structure is already among those that came before. A pathway has no way back.")


class SuccessionQuerySet(VisibleQuerySet["Succession"]):
    publications = ("predecessor__publication", "successor__publication")

    def reaches(self, start: Structure, goal: Structure) -> bool:
        """Whether `goal` is `start` or one of those that follow it, at any distance."""
        links: dict[int, list[int]] = {}
        for predecessor, successor in self.values_list("predecessor", "successor"):
            links.setdefault(predecessor, []).append(successor)
        waiting, seen = [start.pk], set()
        while waiting:
            key = waiting.pop()
            if key == goal.pk:
                return True
            if key not in seen:
                seen.add(key)
                waiting += links.get(key, [])
        return False


class Succession(NaturalKey, Sourced):
    """A structure followed by another: a PICS by an LIA, an LIA by a UMI. A database trigger refuses cycles."""

    predecessor = models.ForeignKey(Structure, models.CASCADE, verbose_name=_("structure"), related_name="successions")
    successor = models.ForeignKey(Structure, models.CASCADE, verbose_name=_("followed by"), related_name="precessions")
    happened_on = models.DateField(_("on"), null=True, blank=True)

    natural_key_fields = ("predecessor__slug", "successor__slug")
    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ("predecessor", "successor", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="partnerships_succession_unique",
                violation_error_message=_("Followed by: this succession is already recorded."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="partnerships_succession_of_two",
                violation_error_message=_("Followed by: a structure cannot follow itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    def clean(self) -> None:
        """The same rule as the trigger's, said before the database has to."""
        if not (self.predecessor_id and self.successor_id) or self.predecessor_id == self.successor_id:
            return
        others = Succession.objects.exclude(pk=self.pk)
        if others.reaches(self.successor, self.predecessor):
            raise ValidationError({"successor": CYCLE_MESSAGE})
