from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import ExpressionWrapper, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import VisibleQuerySet, holds_on
from cnrs_intl.catalogue.records import Dated, Located, NaturalKey, Sourced, one_at_a_time
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Bilingual
from offices.models import Country
from offices.models.countries import HOME_COUNTRY
from partnerships.choices import PEOPLE_COUNTED, Direction, ExchangeCategory, SiteRole
from partnerships.models.laboratories import Laboratory
from partnerships.models.partners import Partner
from partnerships.models.structures import Structure

MAIN_ABROAD_MESSAGE = _(
    "Role: a French extension belongs to a joint unit whose main site is abroad at that time. "
    "Enter the main site abroad, or make this a mirror site."
)


class SiteQuerySet(VisibleQuerySet["Site"]):
    publications = ("structure__publication",)

    def on(self, day: date) -> Self:
        """Sites in use on `day`."""
        return self.filter(holds_on(day))

    def matching(self, text: str) -> Self:
        """Sites found by their place, their published host, or what finds their structure."""
        structures = Structure.objects.matching(text).values("pk")
        fields = ("name", "campus", "city_en", "city_fr", "laboratory__acronym", "laboratory__name")
        own = Q(*((f"{field}__unaccent__icontains", text) for field in fields), _connector=Q.OR)
        hosts = Partner.objects.published().filter(name__unaccent__icontains=text)
        return self.filter(own | Q(host__in=hosts.values("pk")) | Q(structure__in=structures))

    def with_partner_from(self, *codes: str) -> Self:
        return self.filter(structure__in=Structure.objects.with_partner_from(*codes).values("pk"))

    def of_institute(self, *acronyms: str) -> Self:
        return self.filter(structure__in=Structure.objects.of_institute(*acronyms).values("pk"))

    def with_hosts(self, sight: Sight) -> Self:
        """Sites with `shown_host`: the host, None for one that the reader does not see."""
        seen = Q(host__isnull=False) & self.seen("host__publication", sight)
        return self.select_related("host").annotate(sees_host=ExpressionWrapper(seen, models.BooleanField()))

    def with_counts(self) -> Self:
        """Add `received` and `sent`: people counted at the site over the years."""
        return self.annotate(received=_people(Direction.RECEIVED), sent=_people(Direction.SENT))

    def as_of(self, day: date) -> Self:
        return self.with_counts()


def _people(direction: Direction) -> Coalesce:
    """SQL: how many people were counted at the site. A query of its own, which what only counts sites leaves out."""
    found = Exchange.objects.filter(site=OuterRef("pk"), direction=direction).order_by().values("site")
    return Coalesce(Subquery(found.annotate(people=Sum("head_count")).values("people")), 0)


class Site(NaturalKey, Sourced, Dated, Located):
    """A place of a structure. Mirrors go both ways: the reverse of a French extension exists too."""

    structure = models.ForeignKey(Structure, models.CASCADE, verbose_name=_("structure"), related_name="sites")
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=SiteRole,
        default=SiteRole.MAIN,
        help_text=_("A French extension is the French site of a joint unit whose main site is abroad."),
    )
    name = models.CharField(_("name"), max_length=160, blank=True, help_text=_("Its own name, such as SMMiL-E."))
    host = models.ForeignKey(
        Partner, models.SET_NULL, null=True, blank=True, verbose_name=_("host organisation"), related_name="sites"
    )
    laboratory = models.ForeignKey(
        Laboratory, models.SET_NULL, null=True, blank=True, verbose_name=_("French laboratory"), related_name="sites"
    )
    campus = models.CharField(_("campus"), max_length=160, blank=True)
    city_en = models.CharField(_("city (English)"), max_length=120, blank=True)
    city_fr = models.CharField(_("city (French)"), max_length=120, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="sites")
    hosting_capacity = models.PositiveSmallIntegerField(
        _("hosting capacity"), null=True, blank=True, help_text=_("How many people it can receive at a time.")
    )
    balance_tolerance = models.PositiveSmallIntegerField(
        _("tolerance of the balance"),
        null=True,
        blank=True,
        help_text=_("By how many people the received and the sent of the last five years may differ, as agreed upon."),
    )

    city = Bilingual("city")
    natural_key_fields = ("structure__slug", "role", "country__iso2", "city_en", "name")
    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ("structure", "pk")
        # French extensions are few among the sites.
        indexes = [
            models.Index(fields=["structure"], condition=Q(role=SiteRole.EXTENSION), name="partnerships_site_extension")
        ]
        constraints = [
            *Dated.Meta.constraints,
            *Located.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(role=SiteRole.EXTENSION) | Q(country=HOME_COUNTRY),
                name="partnerships_site_extension_in_france",
                violation_error_message=_("Country: a French extension is in France."),
            ),
            one_at_a_time(
                "partnerships_site_one_main_at_a_time",
                "structure",
                condition=Q(role=SiteRole.MAIN),
                message=_("Role: the structure has another main site at that time. End that one first."),
            ),
        ]

    def __str__(self) -> str:
        place = ", ".join(text for text in (self.name, str(self.city), str(self.country)) if text)
        return f"{place} ({self.get_role_display()})"

    @property
    def shown_host(self) -> Partner | None:
        """The host, where the reader of `with_hosts` sees it."""
        return self.host if self.sees_host else None  # type: ignore[attr-defined]


def extensions_without_main_abroad(sites: Iterable[Any]) -> list[Any]:
    """Of these sites of one structure, the French extensions during which no main site abroad is recorded.

    The rule of the trigger `partnerships_site_extension_main_abroad`, for sites that are not saved yet.
    """
    sites = list(sites)
    abroad = [site for site in sites if site.role == SiteRole.MAIN and site.country_id != HOME_COUNTRY]
    return [
        site for site in sites if site.role == SiteRole.EXTENSION and not any(site.overlaps(main) for main in abroad)
    ]


class FrenchExtensionManager(models.Manager.from_queryset(SiteQuerySet)):
    def get_queryset(self) -> SiteQuerySet:
        return super().get_queryset().filter(role=SiteRole.EXTENSION)


class FrenchExtension(Site):
    """The French site of a joint unit whose main site is abroad: where foreign students and researchers come."""

    objects = FrenchExtensionManager()

    class Meta:
        proxy = True
        verbose_name = _("French extension")
        verbose_name_plural = _("French extensions")

    def get_absolute_url(self) -> str:
        return reverse("extension", args=[self.pk])


class ExchangeQuerySet(VisibleQuerySet["Exchange"]):
    publications = ("site__structure__publication",)


class Exchange(NaturalKey, Sourced):
    """People received or sent through a site in one year."""

    site = models.ForeignKey(Site, models.CASCADE, verbose_name=_("site"), related_name="exchanges")
    year = models.PositiveSmallIntegerField(_("year"))
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.RECEIVED)
    category = models.CharField(_("category"), max_length=15, choices=ExchangeCategory)
    head_count = models.PositiveIntegerField(_("people"))
    person_months = models.DecimalField(_("person-months"), max_digits=8, decimal_places=1, null=True, blank=True)
    home = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("home institution"),
        related_name="exchanges",
        help_text=_("Where the people received come from, or those sent go to."),
    )

    natural_key_fields = ("site", "year", "direction", "category", "home")
    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ("site", "year", "direction", "category", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "year", "direction", "category", "home"],
                name="partnerships_exchange_unique",
                nulls_distinct=False,
                violation_error_message=_("Year: these people are already counted (same direction, category, home)."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1900, 2200)),
                name="partnerships_exchange_year_in_range",
                violation_error_message=_("Year: write four digits, from 1900 to 2200."),
            ),
            models.CheckConstraint(
                condition=Q(person_months__isnull=True) | Q(person_months__gte=0),
                name="partnerships_exchange_person_months_not_negative",
                violation_error_message=_("Person-months: not less than 0."),
            ),
        ]

    def __str__(self) -> str:
        counted = PEOPLE_COUNTED.get((self.direction, self.category))
        if counted is None or self.head_count is None:  # of a form that is not filled in yet
            return str(self._meta.verbose_name)
        return str(counted % {"year": self.year, "people": self.head_count})
