"""Tables of the kit itself."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 2_000


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those that are for all."""
        return self.filter(Q(is_public=True) | Q(owner=user.pk))


class SavedView(models.Model):
    """A question asked of a list, kept under a name; a public one has a short address that anybody may use."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    list_name = models.CharField(_("list"), max_length=30)
    query = models.CharField(_("question"), max_length=LONGEST_QUERY, blank=True)
    is_public = models.BooleanField(_("for all"), default=False)
    created_at = models.DateTimeField(_("saved on"), auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="catalogue_savedview_name",
                violation_error_message=_(
                    "Name: you have saved a view under it already. Choose another, or delete that one."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-view", args=[self.slug])
