from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import NaturalKeyQuerySet
from cnrs_intl.catalogue.records import NaturalKey
from cnrs_intl.catalogue.sight import Sight
from offices.models import Coverage, Office
from partnerships.models.taxonomy import Institute


class ScopeManager(models.Manager["Scope"]):
    """By which an account finds its scope: with its offices, the countries they cover today, and its institutes."""

    def get_queryset(self) -> models.QuerySet["Scope"]:
        covered = Coverage.objects.on(localdate()).filter(office__scopes=OuterRef("pk"))
        return (
            super()
            .get_queryset()
            .annotate(
                office_keys=_keys(Office, "slug"),
                country_keys=ArraySubquery(covered.order_by().values("country")),
                institute_keys=_keys(Institute, "pk"),
            )
        )


def _keys(model: type[models.Model], field: str) -> ArraySubquery:
    return ArraySubquery(model._default_manager.filter(scopes=OuterRef("pk")).order_by().values(field))


class Scope(NaturalKey, models.Model):
    """What a member of the staff works on: the countries of some offices, as they cover them today, and institutes.

    Which of it they may do there is a matter of their groups.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="scope"
    )
    offices = models.ManyToManyField(
        Office,
        blank=True,
        verbose_name=_("offices"),
        related_name="scopes",
        help_text=_("What has a partner in a country that one of them covers today."),
    )
    institutes = models.ManyToManyField(
        Institute,
        blank=True,
        verbose_name=_("institutes"),
        related_name="scopes",
        help_text=_("Collaborations of one of them, wherever they are."),
    )

    natural_key_fields = ("user__username",)
    objects: models.Manager["Scope"] = NaturalKeyQuerySet["Scope"].as_manager()
    with_keys = ScopeManager()

    class Meta:
        base_manager_name = "with_keys"
        verbose_name = _("scope of a person")
        verbose_name_plural = _("scopes of persons")
        ordering = ("user__username", "pk")

    def __str__(self) -> str:
        return str(self.user)

    @cached_property
    def sight(self) -> Sight:
        """For the day of the request; read once, with the scope itself where it is that of an account."""
        read: Any = self if hasattr(self, "country_keys") else Scope._base_manager.get(pk=self.pk)
        return Sight.of(office=read.office_keys, country=read.country_keys, institute=read.institute_keys)
