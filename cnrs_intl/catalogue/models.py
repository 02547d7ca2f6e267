from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A form of a new record that was sent: the same form, sent again, finds the record that it made."""

    key = models.UUIDField(_("key of the form"), primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="+")
    address = models.CharField(_("address of the record"), max_length=500)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("-sent_at", "key")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.key)
