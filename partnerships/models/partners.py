from datetime import date
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.querysets import DatedQuerySet, VisibleQuerySet
from cnrs_intl.catalogue.records import Dated, Located, NaturalKey, Publishable, Sourced
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Folded, fold, has_words, sort_key
from cnrs_intl.catalogue.validators import validate_pic, validate_ror
from offices.models import Country
from partnerships.choices import NameKind, PartnerKind


class PartnerQuerySet(VisibleQuerySet["Partner"]):
    def scoped(self, sight: Sight) -> Q:
        """Those in a country of the scope."""
        return Q(country__in=sight.keys("country"))

    def matching(self, text: str) -> Self:
        """Partners of that name, city, ROR id or PIC."""
        return self.filter(pk__in=_union(_keys(text)))

    @staticmethod
    def keys_matching(text: str, most: int) -> list[tuple[int, bool]]:
        """Keys of partners as `matching` finds them, and whether `text` is a whole name of theirs; some of them twice.

        If more than `most` are found, not all of them are given, but in time.
        """
        whole = [keys.annotate(is_whole=Value(1)) for keys in _keys_of_whole(text)]
        found = [keys.annotate(is_whole=Value(0)) for keys in _keys(text)]
        rows = _union([keys[: most + 1] for keys in (*whole, *found)])
        return [(row["pk"], bool(row["is_whole"])) for row in rows]

    def named(self, text: str) -> Self:
        """Partners of which all the words of `text` begin words of one name, past or present; accents do not matter."""
        return self.filter(pk__in=_union(_keys(text)[:2]))

    def in_country(self, *codes: str) -> Self:
        return self.filter(country__in=codes)

    def in_region(self, *codes: str) -> Self:
        return self.filter(country__region__code__in=codes)

    def of_office(self, *slugs: str, day: date) -> Self:
        """Partners in the countries that one of the offices covers on `day`."""
        return self.filter(country__in=Country.objects.of_office(*slugs, day=day))

    def of_type(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)


def _keys(text: str) -> list[QuerySet[Any, Any]]:
    """Keys of partners by name, by another name, and by city or id: each is read by its own index."""
    partners = Partner._base_manager.order_by()
    others = PartnerName.objects.order_by().filter(has_words(text, "sort_text"))
    return [
        partners.filter(has_words(text, "sort_name")).values("pk"),
        others.values("partner"),
        partners.filter(has_words(text, "sort_city") | Q(ror_id=text) | Q(pic=text)).values("pk"),
    ]


def _union(parts: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return parts[0].union(*parts[1:], all=True)


def _keys_of_whole(text: str) -> list[QuerySet[Any, Any]]:
    """Keys of partners of which `text` is a whole name, past or present."""
    # As a folded column holds it, with its punctuation and without.
    written = [fold(text), Folded(Value(text, output_field=models.TextField()))]
    return [
        Partner._base_manager.order_by().filter(sort_name__in=written).values("pk"),
        PartnerName.objects.order_by().filter(sort_text__in=written).values("partner"),
    ]


class Partner(NaturalKey, Publishable, Located):
    """An organisation, abroad or in France, that collaborations are made with."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, help_text=_("Last part of the page's address."))
    name = models.CharField(_("name"), max_length=300, help_text=_("The name shown; other names are listed below."))
    kind = models.CharField(
        _("kind"), max_length=20, choices=PartnerKind, blank=True, help_text=_("Leave empty when it is not known.")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="partners"
    )
    city = models.CharField(_("city"), max_length=120, blank=True)
    website = models.URLField(_("web site"), blank=True, max_length=500)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("part of"),
        related_name="parts",
        help_text=_("The organisation that this one belongs to: an institute of a university."),
    )
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("followed by"),
        related_name="predecessors",
        help_text=_("The organisation that took over when this one closed or merged. A mere new name is a name."),
    )
    ror_id = models.CharField(
        _("ROR id"),
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_ror],
        error_messages={"unique": _("ROR id: another partner has it. Is it the same organisation?")},
        help_text=_("The nine characters at the end of a ROR address; optional."),
    )
    pic = models.CharField(
        _("PIC"),
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_pic],
        error_messages={"unique": _("PIC: another partner has it. Is it the same organisation?")},
        help_text=_("The European Commission's participant code of nine digits; optional."),
    )
    is_home = models.BooleanField(
        _("this organisation itself"),
        default=False,
        help_text=_("Takes part in contracts, but nobody is one's own partner: not counted as one."),
    )
    imported = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What the last import wrote: a value that differs was edited since, and is left alone."),
    )
    sort_name = sort_key("name")
    sort_city = sort_key("city")

    natural_key_fields = ("slug",)
    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("sort_name", "pk")
        indexes = [
            models.Index(fields=["sort_name", "id"], name="partnerships_partner_by_name"),
            GinIndex(fields=["sort_city"], opclasses=["gin_trgm_ops"], name="partnerships_partner_city"),
        ]
        constraints = [
            *Located.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(publication="published") | Q(country__isnull=False),
                name="partnerships_partner_published_has_country",
                violation_error_message=_("Country: a published partner needs one."),
            ),
            models.CheckConstraint(
                condition=(Q(parent__isnull=True) | ~Q(parent=F("pk")))
                & (Q(successor__isnull=True) | ~Q(successor=F("pk"))),
                name="partnerships_partner_not_its_own_relative",
                violation_error_message=_("Part of, followed by: a partner cannot be named in its own record."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("partner", self.slug)

    @property
    def ror_url(self) -> str:
        return f"https://ror.org/{self.ror_id}" if self.ror_id else ""


class PartnerNameQuerySet(DatedQuerySet["PartnerName"]):
    publications = ("partner__publication",)


class PartnerName(NaturalKey, Sourced, Dated):
    """A name of a partner, with the time in which it was used."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name=_("partner"), related_name="names")
    text = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind of name"), max_length=12, choices=NameKind, default=NameKind.OFFICIAL)
    language = models.CharField(_("language"), max_length=5, blank=True, help_text=_("ISO code, such as fr or ja."))
    sort_text = sort_key("text")

    natural_key_fields = ("partner__slug", "text", "kind")
    objects = PartnerNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a partner")
        verbose_name_plural = _("names of partners")
        ordering = ("partner", "kind", "text", "pk")
        indexes = [GinIndex(fields=["sort_text"], opclasses=["gin_trgm_ops"], name="partnerships_partnername_text")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner", "text", "kind"],
                name="partnerships_partnername_unique",
                violation_error_message=_("Name: this partner already has this name of the same kind."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
