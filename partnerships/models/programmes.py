from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicQuerySet
from cnrs_intl.catalogue.records import NaturalKey, Sourced
from cnrs_intl.catalogue.text import Bilingual


class ProgrammeQuerySet(PublicQuerySet["Programme"]):
    def frameworks(self) -> Self:
        """The roots of the tree: FP7, H2020, HORIZON."""
        return self.filter(parent__isnull=True)

    def within(self, *codes: str) -> Self:
        """The programmes of these codes with all their parts, at any depth: the tree is small, one query."""
        children: dict[int | None, list[int]] = {}
        roots = []
        for key, code, parent in self.model.objects.values_list("pk", "code", "parent"):
            children.setdefault(parent, []).append(key)
            if code in codes:
                roots.append(key)
        found: set[int] = set()
        while roots:
            key = roots.pop()
            if key not in found:
                found.add(key)
                roots += children.get(key, [])
        return self.filter(pk__in=found)


class Programme(NaturalKey, models.Model):
    """A framework programme of the EU, or a part of one. Codes are CORDIS's: FP7-HEALTH, H2020-EU.1.1."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=300)
    name_fr = models.CharField(_("name (French)"), max_length=300, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("part of"), related_name="parts"
    )
    budget_meur = models.PositiveIntegerField(_("budget, in millions of euros"), null=True, blank=True)

    name = Bilingual("name")
    natural_key_fields = ("code",)
    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ("code", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="partnerships_programme_not_its_own_part",
                violation_error_message=_("Part of: a programme cannot be a part of itself."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class FundingScheme(NaturalKey, models.Model):
    """A type of action or grant: CP-IP, MC-ITN, ERC-SG, RIA."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_fr = models.CharField(_("name (French)"), max_length=200, blank=True)

    name = Bilingual("name")
    natural_key_fields = ("code",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding scheme")
        verbose_name_plural = _("funding schemes")
        ordering = ("code", "pk")

    def __str__(self) -> str:
        return self.code


class Call(NaturalKey, Sourced):
    """A call for proposals, and what the organisation's teams submitted and won."""

    identifier = models.CharField(_("identifier"), max_length=120, unique=True)
    title_en = models.CharField(_("title (English)"), max_length=300, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=300, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, verbose_name=_("programme"), related_name="calls"
    )
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    deadlines = ArrayField(
        models.DateField(),
        verbose_name=_("deadlines"),
        default=list,
        blank=True,
        help_text=_("Dates with commas between them, such as 2014-03-20, 2014-10-14."),
    )
    submitted = models.PositiveIntegerField(_("proposals submitted"), null=True, blank=True)
    won = models.PositiveIntegerField(_("proposals won"), null=True, blank=True)

    title = Bilingual("title")
    natural_key_fields = ("identifier",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for proposals")
        verbose_name_plural = _("calls for proposals")
        ordering = ("identifier", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted__isnull=True) | Q(won__isnull=True) | Q(won__lte=F("submitted")),
                name="partnerships_call_won_were_submitted",
                violation_error_message=_("Proposals won: more than were submitted."),
            )
        ]

    def __str__(self) -> str:
        return self.identifier


class SocietalChallenge(NaturalKey, models.Model):
    """One of the ten challenges of the France Europe 2020 agenda."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name_en = models.CharField(_("name (English)"), max_length=160)
    name_fr = models.CharField(_("name (French)"), max_length=160)
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        verbose_name=_("programme parts"),
        related_name="challenges",
        help_text=_("Parts of EU programmes whose contracts answer to this challenge."),
    )

    name = Bilingual("name")
    natural_key_fields = ("number",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("societal challenge")
        verbose_name_plural = _("societal challenges")
        ordering = ("number", "pk")

    def __str__(self) -> str:
        return str(self.name)
