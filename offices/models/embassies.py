from django.db import models
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicQuerySet
from cnrs_intl.catalogue.records import NaturalKey, Sourced
from cnrs_intl.catalogue.text import Bilingual
from offices.models.countries import Country
from offices.models.offices import Office


class EmbassyService(NaturalKey, Sourced):
    """The science service of a French embassy, which often houses the office of its country."""

    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="embassy_services")
    city_en = models.CharField(_("city (English)"), max_length=80)
    city_fr = models.CharField(_("city (French)"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=160)
    name_fr = models.CharField(_("name (French)"), max_length=160)
    office = models.ForeignKey(
        Office,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("office it houses"),
        related_name="embassy_services",
    )
    website = models.URLField(_("web site"), blank=True)

    city = Bilingual("city")
    name = Bilingual("name")
    natural_key_fields = ("country__iso2", "name_fr")
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("embassy science service")
        verbose_name_plural = _("embassy science services")
        ordering = ("country", "city_en", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name_fr"],
                name="offices_embassyservice_unique_name",
                violation_error_message=_("Name (French): this country already has a service of that name."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.city})"
