from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.records import Dated, NaturalKey, Publishable, Sourced
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Bilingual, sort_key
from offices.models import Country
from partnerships.choices import Role, Status
from partnerships.models.partners import Partner
from partnerships.models.programmes import SocietalChallenge
from partnerships.models.taxonomy import Institute


def partner_country_in(countries: QuerySet[Country]) -> Q:
    """Collaborations that have a partner from one of the countries, or are recorded as made with it."""
    with_partner = Participation.objects.filter(partner__country__in=countries, partner__is_home=False)
    further = Collaboration.other_countries.through.objects.filter(country__in=countries)
    return (
        Q(country__in=countries)
        | Q(pk__in=with_partner.values("collaboration"))
        | Q(pk__in=further.values("collaboration"))
    )


class CollaborationQuerySet(VisibleQuerySet["Collaboration"]):
    def scoped(self, sight: Sight) -> Q:
        """Those with a partner from a country of the scope, and those of its institutes."""
        countries = Country.objects.filter(iso2__in=sight.keys("country"))
        links = Collaboration.institutes.through.objects.filter(institute__in=sight.keys("institute"))
        return partner_country_in(countries) | Q(pk__in=links.values("collaboration"))

    def with_partner_from(self, *codes: str) -> Self:
        """Collaborations with a partner from one of the countries (ISO codes of two letters)."""
        return self.filter(partner_country_in(Country.objects.filter(iso2__in=codes)))

    def in_region(self, *codes: str) -> Self:
        """Collaborations with a partner from one of the organisation's poles."""
        return self.filter(partner_country_in(Country.objects.in_region(*codes)))

    def of_office(self, *slugs: str, day: date) -> Self:
        """Collaborations with a partner from a country that one of the offices covers on `day`."""
        return self.filter(partner_country_in(Country.objects.of_office(*slugs, day=day)))

    def with_partner(self, *slugs: str) -> Self:
        """Collaborations in which one of the partners, or a part of it, takes part or took part."""
        family = Partner.objects.filter(Q(slug__in=slugs) | Q(parent__slug__in=slugs))
        return self.filter(pk__in=Participation.objects.filter(partner__in=family).values("collaboration"))

    def of_institute(self, *acronyms: str) -> Self:
        return self.having(institutes__acronym__in=acronyms)

    def answering(self, *numbers: int) -> Self:
        """Collaborations that answer to one of the societal challenges, by their own record."""
        return self.having(challenges__number__in=numbers)

    def of_status(self, *statuses: str) -> Self:
        """Those of one of the statuses. “Active” includes what ends soon. Needs `as_of`."""
        wanted = {*statuses, Status.ENDING_SOON} if Status.ACTIVE in statuses else set(statuses)
        return self.filter(status__in=wanted)

    def naming(self, text: str) -> Q:
        """Those whose acronym, titles or published partners' names, past or present, contain `text`."""
        takers = Participation.objects.filter(partner__in=Partner.objects.published().named(text))
        fields = ("acronym", "title_en", "title_fr")
        return Q(*((f"{field}__unaccent__icontains", text) for field in fields), _connector=Q.OR) | Q(
            pk__in=takers.values("collaboration")
        )


class Collaboration(NaturalKey, Publishable):
    """Anything international that is done with partners: what structures and EU contracts have in common."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, help_text=_("Last part of the page's address."))
    acronym = models.CharField(_("acronym"), max_length=80, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=500, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=500, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("country"),
        related_name="collaborations",
        help_text=_("The partner country; for a contract, the coordinator's."),
    )
    other_countries = models.ManyToManyField(
        Country,
        blank=True,
        verbose_name=_("further countries"),
        related_name="+",
        help_text=_("Countries it is made with whose partner is not named below."),
    )
    institutes = models.ManyToManyField(
        Institute, blank=True, verbose_name=_("institutes"), related_name="collaborations"
    )
    challenges = models.ManyToManyField(
        SocietalChallenge, blank=True, verbose_name=_("societal challenges"), related_name="collaborations"
    )
    partners = models.ManyToManyField(
        Partner, through="Participation", verbose_name=_("partners"), related_name="collaborations"
    )
    website = models.URLField(_("web site"), blank=True)
    imported = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("What the last import wrote: a value that differs was edited since, and is left alone."),
    )
    sort_en = sort_key("title_en", "title_fr", "acronym")
    sort_fr = sort_key("title_fr", "title_en", "acronym")

    title = Bilingual("title")
    summary = Bilingual("summary")
    natural_key_fields: tuple[str, ...] = ("slug",)
    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["acronym", "id"], name="partnerships_by_acronym"),
            models.Index(fields=["sort_en", "id"], name="partnerships_by_title_en"),
            models.Index(fields=["sort_fr", "id"], name="partnerships_by_title_fr"),
            models.Index(fields=["-updated_at", "-id"], name="partnerships_by_change"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(publication="published") | ~Q(title_en="") | ~Q(title_fr=""),
                name="partnerships_collaboration_published_has_title",
                violation_error_message=_("Title: a published record needs one, in English or in French."),
            ),
            models.CheckConstraint(
                condition=~Q(publication="published") | Q(country__isnull=False),
                name="partnerships_collaboration_published_has_country",
                violation_error_message=_("Country: a published record needs one."),
            ),
        ]

    def __str__(self) -> str:
        return self.acronym or str(self.title) or self.slug


class ParticipationQuerySet(VisibleQuerySet["Participation"]):
    publications = ("collaboration__publication", "partner__publication")


class Participation(NaturalKey, Sourced, Dated):
    """A partner in a collaboration. A pair may occur twice: a third party of two beneficiaries does in CORDIS."""

    collaboration = models.ForeignKey(
        Collaboration, models.CASCADE, verbose_name=_("collaboration"), related_name="participations"
    )
    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("partner"), related_name="participations")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTNER)
    occurrence = models.PositiveSmallIntegerField(
        _("occurrence"), default=1, help_text=_("2 when the same partner takes part a second time in the same role.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), null=True, blank=True, help_text=_("Order in the consortium.")
    )
    ec_contribution = models.DecimalField(
        _("EU contribution (€)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    net_ec_contribution = models.DecimalField(
        _("net EU contribution (€)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    total_cost = models.DecimalField(_("total cost (€)"), max_digits=14, decimal_places=2, null=True, blank=True)
    left_early = models.BooleanField(_("left before the end"), default=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)

    natural_key_fields = ("collaboration__slug", "partner__slug", "role", "occurrence")
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ("collaboration", F("position").asc(nulls_last=True), "pk")
        indexes = [models.Index(fields=["partner", "collaboration"], name="partnerships_by_partner")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["collaboration", "partner", "role", "occurrence"],
                name="partnerships_participation_unique",
                violation_error_message=_(
                    "Partner: already there in this role. If it takes part twice, give the second an occurrence of 2."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ec_contribution__isnull=True) | Q(ec_contribution__gte=0),
                name="partnerships_participation_contribution_not_negative",
                violation_error_message=_("EU contribution: not less than 0."),
            ),
            models.CheckConstraint(
                condition=Q(net_ec_contribution__isnull=True) | Q(net_ec_contribution__gte=0),
                name="partnerships_participation_net_contribution_not_negative",
                violation_error_message=_("Net EU contribution: not less than 0."),
            ),
            models.CheckConstraint(
                condition=Q(total_cost__isnull=True) | Q(total_cost__gte=0),
                name="partnerships_participation_total_cost_not_negative",
                violation_error_message=_("Total cost: not less than 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"
