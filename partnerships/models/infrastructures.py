from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.records import Dated, NaturalKey, Publishable, Sourced
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Bilingual
from offices.models import Country
from partnerships.models.laboratories import Laboratory
from partnerships.models.partners import Partner


class InfrastructureQuerySet(VisibleQuerySet["Infrastructure"]):
    def scoped(self, sight: Sight) -> Q:
        """Those in a country of the scope."""
        return Q(country__in=sight.keys("country"))


class Infrastructure(NaturalKey, Publishable):
    """A large instrument, platform or station of the organisation that partners may use."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="infrastructures"
    )
    laboratory = models.ForeignKey(
        Laboratory,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("laboratory that runs it"),
        related_name="infrastructures",
    )
    website = models.URLField(_("web site"), blank=True)

    name = Bilingual("name")
    natural_key_fields = ("slug",)
    objects = InfrastructureQuerySet.as_manager()

    class Meta:
        verbose_name = _("infrastructure")
        verbose_name_plural = _("infrastructures")
        ordering = ("name_fr", "pk")

    def __str__(self) -> str:
        return str(self.name)


class InfrastructureAccessQuerySet(VisibleQuerySet["InfrastructureAccess"]):
    publications = ("infrastructure__publication", "partner__publication")


class InfrastructureAccess(NaturalKey, Sourced, Dated):
    """An infrastructure opened to a partner for a time, on conditions."""

    infrastructure = models.ForeignKey(
        Infrastructure, models.CASCADE, verbose_name=_("infrastructure"), related_name="accesses"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, verbose_name=_("partner"), related_name="infrastructure_accesses"
    )
    conditions_en = models.TextField(_("conditions (English)"), blank=True)
    conditions_fr = models.TextField(_("conditions (French)"), blank=True)

    conditions = Bilingual("conditions")
    natural_key_fields = ("infrastructure__slug", "partner__slug", "start")
    objects = InfrastructureAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to an infrastructure")
        verbose_name_plural = _("accesses to infrastructures")
        ordering = ("infrastructure", "partner", "start", "pk")
        constraints = [*Dated.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.infrastructure}: {self.partner}"
