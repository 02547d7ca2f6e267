from datetime import date
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.querysets import DatedQuerySet, VisibleQuerySet, holds_on
from cnrs_intl.catalogue.records import Dated, Located, NaturalKey, Publishable, Sourced, one_at_a_time
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Bilingual, sort_key
from offices.models.countries import Country


class OfficeQuerySet(VisibleQuerySet["Office"]):
    def scoped(self, sight: Sight) -> Q:
        return Q(slug__in=sight.keys("office"))

    def open_on(self, day: date) -> Self:
        return self.filter(holds_on(day))

    def matching(self, text: str) -> Self:
        """Offices whose city, name or territory contains `text`."""
        fields = ("city_en", "city_fr", "name_en", "name_fr", "territory_en", "territory_fr")
        return self.filter(Q(*((f"{field}__unaccent__icontains", text) for field in fields), _connector=Q.OR))

    def in_region(self, *codes: str) -> Self:
        return self.filter(country__region__code__in=codes)

    def covering(self, *codes: str, day: date) -> Self:
        """Offices in charge of one of the countries on `day`."""
        return self.having(holds_on(day, "coverages__"), coverages__country__in=codes)

    def as_of(self, day: date) -> Self:
        """Add `covered`: the countries in its charge on `day`, as objects with `iso2`, `name_en` and `name_fr`."""
        coverages = Coverage.objects.on(day).filter(office=OuterRef("pk")).order_by("country__sort_en")
        names = JSONObject(iso2="country__iso2", name_en="country__name_en", name_fr="country__name_fr")
        return self.annotate(covered=ArraySubquery(coverages.values(json=names)))


class Office(NaturalKey, Publishable, Dated, Located):
    """One of the organisation's offices abroad: with the embassies' services, the hub of its countries."""

    slug = models.SlugField(_("address"), max_length=60, unique=True, help_text=_("Last part of the page's address."))
    city_en = models.CharField(_("city (English)"), max_length=80)
    city_fr = models.CharField(_("city (French)"), max_length=80)
    name_en = models.CharField(_("official name (English)"), max_length=160, blank=True)
    name_fr = models.CharField(_("official name (French)"), max_length=160, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="offices"
    )
    territory_en = models.CharField(_("territory in words (English)"), max_length=200, blank=True)
    territory_fr = models.CharField(_("territory in words (French)"), max_length=200, blank=True)
    host_en = models.CharField(_("host (English)"), max_length=160, blank=True, help_text=_("Who houses the office."))
    host_fr = models.CharField(_("host (French)"), max_length=160, blank=True)
    history_en = models.TextField(_("history (English)"), blank=True)
    history_fr = models.TextField(_("history (French)"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    sort_en = sort_key("city_en")
    sort_fr = sort_key("city_fr")

    city = Bilingual("city")
    name = Bilingual("name")
    territory = Bilingual("territory")
    host = Bilingual("host")
    history = Bilingual("history")
    natural_key_fields = ("slug",)
    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ("sort_en", "pk")
        constraints = [
            *Dated.Meta.constraints,
            *Located.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(publication="published") | Q(country__isnull=False),
                name="offices_office_published_has_country",
                violation_error_message=_("Country: a published office needs one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.city)

    def get_absolute_url(self) -> str:
        return address_of("office", self.slug)


class CoverageQuerySet(DatedQuerySet["Coverage"]):
    publications = ("office__publication",)


class Coverage(NaturalKey, Sourced, Dated):
    """A country in the charge of an office from one day to another."""

    office = models.ForeignKey(Office, models.CASCADE, verbose_name=_("office"), related_name="coverages")
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="coverages")

    natural_key_fields = ("office__slug", "country__iso2", "start")
    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverages")
        ordering = ("office", "country", "start", "pk")
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time(
                "offices_coverage_one_office_at_a_time",
                "country",
                message=_("Country: an office already covers it during that time. End that coverage first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.country}"
