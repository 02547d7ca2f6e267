from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicDatedQuerySet, PublicQuerySet
from cnrs_intl.catalogue.records import Dated, NaturalKey, Sourced, one_at_a_time
from cnrs_intl.catalogue.text import Bilingual
from partnerships.choices import Family


class Institute(NaturalKey, models.Model):
    """One of the organisation's institutes: the scientific discipline of a collaboration."""

    acronym = models.CharField(_("acronym"), max_length=20, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=160)
    name_fr = models.CharField(_("name (French)"), max_length=160)
    present_name = models.CharField(_("name in use since 2023"), max_length=80, blank=True)

    name = Bilingual("name")
    natural_key_fields = ("acronym",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        ordering = ("acronym", "pk")

    def __str__(self) -> str:
        return self.acronym


def usual_reminder_months() -> list[int]:
    return [12, 6, 3]


class Instrument(NaturalKey, Dated):
    """A type of structure. Its period is that in which structures of the type can be created."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=160)
    name_fr = models.CharField(_("name (French)"), max_length=160)
    family = models.CharField(_("family"), max_length=30, choices=Family)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("successor"),
        related_name="predecessors",
        help_text=_("The instrument that replaced this one: UMI was replaced by IRL."),
    )

    reminder_months = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(120)]),
        verbose_name=_("reminders, months before the end"),
        default=usual_reminder_months,
        blank=True,
        help_text=_("When offices are told that a structure ends: 12,6,3. Empty: never."),
    )

    name = Bilingual("name")
    natural_key_fields = ("code",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ("family", "code", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
                name="partnerships_instrument_not_its_own_successor",
                violation_error_message=_("Successor: an instrument cannot replace itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class InstrumentRule(NaturalKey, Sourced, Dated):
    """How long a term of an instrument lasts and how often it is renewed, for the terms signed in its period."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, verbose_name=_("instrument"), related_name="rules")
    term_years = models.PositiveSmallIntegerField(
        _("length of a term, in years"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    renewals = models.PositiveSmallIntegerField(
        _("renewals allowed"), null=True, blank=True, help_text=_("0: not renewable; empty: no rule.")
    )
    countries_min = models.PositiveSmallIntegerField(_("countries, at least"), null=True, blank=True)
    countries_max = models.PositiveSmallIntegerField(_("countries, at most"), null=True, blank=True)

    natural_key_fields = ("instrument__code", "start")
    objects = PublicDatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of an instrument")
        verbose_name_plural = _("rules of instruments")
        ordering = ("instrument", "start", "pk")
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time(
                "partnerships_instrumentrule_one_at_a_time",
                "instrument",
                message=_("Start: this instrument has another rule at that time. End that one first."),
            ),
            models.CheckConstraint(
                condition=Q(countries_min__isnull=True)
                | Q(countries_max__isnull=True)
                | Q(countries_max__gte=F("countries_min")),
                name="partnerships_instrumentrule_countries_in_order",
                violation_error_message=_("Countries: the most is smaller than the least."),
            ),
            models.CheckConstraint(
                condition=Q(term_years__isnull=True) | Q(term_years__gte=1),
                name="partnerships_instrumentrule_term_of_a_year_or_more",
                violation_error_message=_("Length of a term: one year or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} ({self.term_years or '?'})"
