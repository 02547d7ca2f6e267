from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicQuerySet
from cnrs_intl.catalogue.sight import Sight
from offices.models import Office
from partnerships.models.structures import Structure


class ReminderQuerySet(PublicQuerySet["Reminder"]):
    def in_sight(self, sight: Sight) -> Self:
        """Those sent to an office of the scope."""
        return self if sight.everything else self.filter(office__slug__in=sight.keys("office"))


class Reminder(models.Model):
    """An office was told that a structure ends. A row is there once the message is on its way, never before.

    A renewal gives the structure another last day, of which the office is told anew.
    """

    office = models.ForeignKey(Office, models.CASCADE, verbose_name=_("office"), related_name="reminders")
    structure = models.ForeignKey(Structure, models.CASCADE, verbose_name=_("structure"), related_name="reminders")
    ends_on = models.DateField(_("last day"), help_text=_("Of its last term, as it was when the message was sent."))
    months = models.PositiveSmallIntegerField(_("months before"))
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    recipients = models.PositiveSmallIntegerField(
        _("recipients"), help_text=_("How many; their addresses are not kept.")
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        ordering = ("-sent_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "structure", "ends_on", "months"], name="partnerships_reminder_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.structure}"
