from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.rights import Level, level_of
from cnrs_intl.catalogue.sight import sight_of
from partnerships.models.partners import Partner


class DistinctPartnersQuerySet(VisibleQuerySet["DistinctPartners"]):
    publications = ("first__publication", "second__publication")

    def editable_by(self, user: Any) -> Self:
        """Pairs of which both partners are of the reader's work, whatever the states of the two."""
        if level_of(user, Partner) == Level.READER:
            return self.none()
        own = Partner.objects.of_scope(sight_of(user)).order_by().values("pk")
        return self.filter(first__in=own, second__in=own)


class DistinctPartners(models.Model):
    """Two partners that look alike, and of which somebody said that they are not one. Each pair once, by its keys."""

    first = models.ForeignKey(Partner, models.CASCADE, verbose_name=_("partner"), related_name="+")
    second = models.ForeignKey(Partner, models.CASCADE, verbose_name=_("is not"), related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    objects = DistinctPartnersQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair that is no duplicate")
        verbose_name_plural = _("pairs that are no duplicates")
        ordering = ("-decided_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="partnerships_distinctpartners_once",
                violation_error_message=_("Partner: it is known already that the two are not one."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="partnerships_distinctpartners_in_order",
                violation_error_message=_("Partner: name the older record first, and another one second."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
