from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicQuerySet, holds_on
from cnrs_intl.catalogue.records import Located
from cnrs_intl.catalogue.text import Bilingual, sort_key
from offices.models.regions import Region


class CountryQuerySet(PublicQuerySet["Country"]):
    def covered_on(self, day: date) -> Self:
        """Countries in the charge of an office on `day`."""
        return self.filter(holds_on(day, "coverages__"), coverages__isnull=False)


class Country(Located):
    """A country or territory of ISO 3166-1; Kosovo, which has no code there, is XK.

    The key is natural already. Declared as one, it would be left out of `dumpdata --natural-primary`.
    """

    iso2 = models.CharField(
        _("ISO code"),
        max_length=2,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, such as JP."))],
    )
    iso3 = models.CharField(_("ISO code of three letters"), max_length=3, unique=True)
    numeric = models.CharField(_("ISO number"), max_length=3, blank=True)
    cordis_code = models.CharField(
        _("CORDIS code"), max_length=2, unique=True, help_text=_("As EU files write it: EL for Greece, UK.")
    )
    name_en = models.CharField(_("name (English)"), max_length=80)
    name_fr = models.CharField(_("name (French)"), max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="countries")
    sort_en = sort_key("name_en")
    sort_fr = sort_key("name_fr")

    name = Bilingual("name")
    natural_key_fields = ("iso2",)
    objects = CountryQuerySet.as_manager()

    class Meta(Located.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ("sort_en", "pk")

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.iso2.lower()])
