from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.history import Refuse
from cnrs_intl.catalogue.querysets import PublicQuerySet
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Bilingual
from offices.models import Office
from partnerships.models.structures import Structure

WRITTEN_ONCE = (
    *("id", "message_id", "ends_on", "months"),
    *("office_name_en", "office_name_fr", "structure_name_en", "structure_name_fr"),
)


def _row(name: str, columns: tuple[str, ...]) -> str:
    return f"ROW({', '.join(f'{name}.{column}' for column in columns)})"


def _differ(*columns: str) -> str:
    return f"{_row('OLD', columns)} IS DISTINCT FROM {_row('NEW', columns)}"


def _linked_anew(column: str) -> str:
    """A link is only ever taken away, with the record that it leads to."""
    return f"COALESCE(NEW.{column} <> OLD.{column}, NEW.{column} IS NOT NULL)"


CHANGED = " OR ".join(
    [
        _differ(*WRITTEN_ONCE),
        _linked_anew("office_id"),
        _linked_anew("structure_id"),
        f"(OLD.sent_at IS NOT NULL AND {_differ('sent_at', 'recipients')})",
    ]
)
"""SQL: what nobody may write into a line of the log. It is marked as sent, once, and nothing else."""


class ReminderMessage(models.Model):
    """A message to an office as it was written, before it was sent: whoever sends it sends this one, unchanged."""

    message_id = models.CharField("Message-ID", max_length=250, unique=True)
    subject = models.CharField(_("subject"), max_length=500)
    body = models.TextField(_("text"))
    made_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("message to an office")
        verbose_name_plural = _("messages to offices")
        ordering = ("made_at", "pk")
        default_permissions = ()
        triggers = [Refuse(name="stays", operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate)]

    def __str__(self) -> str:
        return self.subject


class ReminderQuerySet(PublicQuerySet["Reminder"]):
    def in_sight(self, sight: Sight) -> Self:
        """Those sent to an office of the scope about a structure that is seen: of one that is gone, nobody knows."""
        if sight.everything:
            return self
        seen = Structure.objects.in_sight(sight).order_by().values("pk")
        return self.filter(office__slug__in=sight.keys("office"), structure__in=seen)

    def waiting(self) -> Self:
        """Those whose message is written, and not known to be sent."""
        return self.filter(sent_at=None, message__isnull=False)


class Reminder(models.Model):
    """A line of the log: an office is told that a structure ends. It is written with its message, and marked once sent.

    The log outlives what it tells of, so it keeps the names. A renewal gives the structure another last day, of which
    the office is told anew.
    """

    office = models.ForeignKey(Office, models.SET_NULL, null=True, verbose_name=_("office"), related_name="reminders")
    structure = models.ForeignKey(
        Structure, models.SET_NULL, null=True, verbose_name=_("structure"), related_name="reminders"
    )
    message = models.ForeignKey(
        ReminderMessage, models.PROTECT, null=True, verbose_name=_("message"), related_name="reminders"
    )
    office_name_en = models.CharField(_("office (English)"), max_length=500, blank=True)
    office_name_fr = models.CharField(_("office (French)"), max_length=500, blank=True)
    structure_name_en = models.CharField(_("structure (English)"), max_length=500, blank=True)
    structure_name_fr = models.CharField(_("structure (French)"), max_length=500, blank=True)
    ends_on = models.DateField(_("last day"), help_text=_("Of its last term, as it was when the message was written."))
    months = models.PositiveSmallIntegerField(_("months before"))
    sent_at = models.DateTimeField(_("sent at"), null=True, help_text=_("Empty: waits for the next run."))
    recipients = models.PositiveSmallIntegerField(
        _("recipients"), default=0, help_text=_("How many; their addresses are not kept.")
    )

    office_name, structure_name = Bilingual("office_name"), Bilingual("structure_name")
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
        triggers = [
            Refuse(
                name="stays", level=pgtrigger.Row, operation=pgtrigger.Update, condition=pgtrigger.Condition(CHANGED)
            ),
            Refuse(name="kept", operation=pgtrigger.Delete | pgtrigger.Truncate),
        ]

    def __str__(self) -> str:
        return f"{self.office or self.office_name}: {self.structure or self.structure_name}"
