from django.db import models
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicQuerySet
from cnrs_intl.catalogue.records import NaturalKey
from cnrs_intl.catalogue.text import Bilingual


class Region(NaturalKey, models.Model):
    """One of the organisation's own poles, which are not the United Nations' regions."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=80)
    name_fr = models.CharField(_("name (French)"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in lists."))

    name = Bilingual("name")
    natural_key_fields = ("code",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.name)
