from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import FilteredRelation
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import NaturalKeyQuerySet, holds_on
from cnrs_intl.catalogue.records import NaturalKey
from cnrs_intl.catalogue.sight import Sight
from offices.models import Office
from partnerships.models.taxonomy import Institute


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

    class Meta:
        verbose_name = _("scope of a person")
        verbose_name_plural = _("scopes of persons")
        ordering = ("user__username", "pk")

    def __str__(self) -> str:
        return str(self.user)

    @cached_property
    def sight(self) -> Sight:
        """Read once, in two queries, for the day of the request."""
        covered = FilteredRelation("coverages", condition=holds_on(localdate(), "coverages__"))
        offices = list(self.offices.annotate(covered=covered).values_list("slug", "covered__country"))
        return Sight.of(
            office=(slug for slug, _country in offices),
            country=(country for _slug, country in offices if country),
            institute=self.institutes.values_list("pk", flat=True),
        )
