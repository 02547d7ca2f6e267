import json
from collections.abc import Mapping
from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.querysets import PublicQuerySet, holds_on
from cnrs_intl.catalogue.records import Located
from cnrs_intl.catalogue.text import Bilingual, sort_key
from offices.models.regions import Region

HOME_COUNTRY = "FR"
"""Where the organisation is: abroad is everywhere else."""


class NumberOf(Func):
    """SQL: the number that a mapping has for the key; 0 where it has none."""

    template, arg_joiner = "COALESCE((%(expressions)s)::integer, 0)", "::jsonb ->> "
    output_field = IntegerField()

    def __init__(self, key: str, numbers: Mapping[str, int]) -> None:
        super().__init__(Value(json.dumps(dict(numbers))), F(key))


class CountryQuerySet(PublicQuerySet["Country"]):
    def matching(self, text: str) -> Self:
        """Countries whose name in either language contains `text`, or whose ISO code it is."""
        return self.filter(
            Q(name_en__unaccent__icontains=text) | Q(name_fr__unaccent__icontains=text) | Q(iso2__iexact=text)
        )

    def in_region(self, *codes: str) -> Self:
        return self.filter(region__code__in=codes)

    def of_office(self, *slugs: str, day: date) -> Self:
        """Countries in the charge of one of the offices on `day`."""
        return self.having(holds_on(day, "coverages__"), coverages__office__slug__in=slugs)

    def with_office(self, day: date) -> Self:
        """Add `office_city_en`, `office_city_fr` and `office_slug` of the office in charge on `day`."""
        coverage = self.model._meta.get_field("coverages").related_model._base_manager
        found = coverage.filter(holds_on(day), country=OuterRef("pk"), office__publication=Publication.PUBLISHED)
        return self.annotate(
            **{
                f"office_{name}": Subquery(found.values(f"office__{name}")[:1])
                for name in ("slug", "city_en", "city_fr")
            }
        )

    def as_of(self, day: date) -> Self:
        return self.with_office(day)

    def with_numbers(self, **numbers: Mapping[str, int]) -> Self:
        """Add columns of numbers known from elsewhere by ISO code: to be shown, sorted and written to files."""
        return self.annotate(**{name: NumberOf("iso2", each) for name, each in numbers.items()})

    def without_office(self, day: date) -> Self:
        """Countries abroad that no published office covers on `day`."""
        covered = self.having(holds_on(day, "coverages__"), coverages__office__publication=Publication.PUBLISHED)
        return self.exclude(pk__in=covered.values("pk")).exclude(pk=HOME_COUNTRY)


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
    office_city = Bilingual("office_city")
    natural_key_fields = ("iso2",)
    objects = CountryQuerySet.as_manager()

    class Meta(Located.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ("sort_en", "pk")

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return address_of("country", self.iso2.lower())
