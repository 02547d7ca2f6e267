from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.days import period
from cnrs_intl.catalogue.querysets import DatedQuerySet, holds_on
from cnrs_intl.catalogue.records import Dated, NaturalKey, Sourced, one_at_a_time
from cnrs_intl.catalogue.text import Bilingual
from cnrs_intl.catalogue.validators import validate_rnsr, validate_ror
from partnerships.choices import SiteRole, Status
from partnerships.models.collaborations import Collaboration, CollaborationQuerySet
from partnerships.models.laboratories import Laboratory
from partnerships.models.periods import a_year_after, months_after
from partnerships.models.taxonomy import Instrument

OPEN_END = date.max


class StructureQuerySet(CollaborationQuerySet):
    def coded(self, text: str) -> Self:
        """Structures that carry, or carried, the code: “UMI 3218”, “umi3218”, “IRL-3218”."""
        return self.filter(pk__in=StructureCode.objects.written(text).values("structure"))

    def matching(self, text: str) -> Self:
        """Structures found by a code, past or present, or by a word of their titles or partners."""
        coded = StructureCode.objects.written(text).values("structure")
        return self.filter(self.naming(text) | Q(pk__in=coded) | Q(rnsr_id=text) | Q(ror_id=text))

    def with_dates(self) -> Self:
        """Add `start` and `end`: of the first and of the last term. No `end`: open, or no term is recorded."""
        terms = Term.objects.filter(structure=OuterRef("pk")).order_by().values("structure")
        last_day = NullIf(Max(Coalesce("end", Value(OPEN_END))), Value(OPEN_END))
        return self.annotate(
            start=Subquery(terms.annotate(first_day=Min("start")).values("first_day")),
            end=Subquery(terms.annotate(last_day=last_day).values("last_day")),
        )

    def with_status(self, day: date) -> Self:
        """Add `start`, `end` and `status` as of `day`.

        Active: a term contains the day; ending soon: so it does, and the last term ends within a year. Between two
        terms a structure is upcoming. Without a term nothing is known.
        """
        terms = Term.objects.filter(structure=OuterRef("pk"))
        # As sets of terms, each read once: the last day of each structure would be sought by itself.
        lasting = terms.filter(Q(end__isnull=True) | Q(end__gt=a_year_after(day)))
        return self.with_dates().annotate(
            status=Case(
                When(Exists(terms.on(day)) & ~Exists(lasting), then=Value(Status.ENDING_SOON)),
                When(Exists(terms.on(day)), then=Value(Status.ACTIVE)),
                When(Exists(terms.filter(start__gt=day)), then=Value(Status.UPCOMING)),
                When(Exists(terms), then=Value(Status.ENDED)),
                default=Value(Status.UNKNOWN),
                output_field=models.CharField(choices=Status),
            )
        )

    def with_instrument_on(self, day: date) -> Self:
        """Add `instrument_code`: the instrument of the code carried on `day`, else that of the record."""
        code = StructureCode.objects.on(day).filter(structure=OuterRef("pk")).order_by("-start", "pk")
        return self.annotate(
            instrument_code=Coalesce(Subquery(code.values("instrument__code")[:1]), "instrument__code")
        )

    def as_of(self, day: date) -> Self:
        """Add what depends on `day`, and `day` itself."""
        dated = self.annotate(day=Value(day, output_field=models.DateField()))
        return dated.with_status(day).with_instrument_on(day)

    def of_kind(self, *codes: str) -> Self:
        """Structures of one of the instruments on the day of `as_of`: in 2014, UMI 3218; today, IRL 3218."""
        return self.filter(instrument_code__in=codes)

    def of_family(self, *families: str) -> Self:
        """Structures whose instrument on the day of `as_of` is of one of the families."""
        return self.of_kind(*Instrument.objects.filter(family__in=families).values_list("code", flat=True))

    def in_cluster(self, *slugs: str) -> Self:
        return self.having(clusters__slug__in=slugs)

    def active_on(self, day: date) -> Self:
        """Structures with a term that contains `day`."""
        return self.filter(pk__in=Term.objects.on(day).values("structure"))

    def starting_in(self, year: int) -> Self:
        """Structures whose first term starts in `year`. Needs `with_dates`."""
        return self.filter(start__year=year)

    def ending_in(self, year: int) -> Self:
        """Structures whose last term ends in `year`. Needs `with_dates`."""
        return self.filter(end__year=year)

    def ending_within(self, months: int, day: date) -> Self:
        """Structures active on `day` whose last term ends within `months` of it. Needs `with_dates`."""
        return self.active_on(day).filter(end__lte=months_after(day, months))

    def located_in(self, *codes: str, day: date) -> Self:
        """Structures whose main site is in one of the countries on `day`."""
        return self.having(holds_on(day, "sites__"), sites__role=SiteRole.MAIN, sites__country__in=codes)


class Structure(Collaboration):
    """A collaboration structure set up under an instrument. Its dates are those of its terms."""

    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        verbose_name=_("instrument"),
        related_name="structures",
        help_text=_("The present or last one; former ones are told by the codes."),
    )
    discipline_en = models.CharField(_("discipline (English)"), max_length=160, blank=True)
    discipline_fr = models.CharField(_("discipline (French)"), max_length=160, blank=True)
    laboratories = models.ManyToManyField(
        Laboratory, blank=True, verbose_name=_("French laboratories"), related_name="structures"
    )
    rnsr_id = models.CharField(
        _("RNSR number"), max_length=10, null=True, blank=True, unique=True, validators=[validate_rnsr]
    )
    ror_id = models.CharField(_("ROR id"), max_length=9, null=True, blank=True, unique=True, validators=[validate_ror])
    closed_on = models.DateField(
        _("closed on"),
        null=True,
        editable=False,
        help_text=_("The last day, as it was decided when the structure was closed. A later term is a renewal."),
    )
    note_en = models.TextField(_("note (English)"), blank=True, help_text=_("What sources say and dates cannot."))
    note_fr = models.TextField(_("note (French)"), blank=True)

    discipline = Bilingual("discipline")
    note = Bilingual("note")
    objects = StructureQuerySet.as_manager()

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")

    def get_absolute_url(self) -> str:
        return address_of("structure", self.slug)


class TermQuerySet(DatedQuerySet["Term"]):
    publications = ("structure__publication",)


class Term(NaturalKey, Sourced, Dated):
    """One signed period of a structure. A renewal is a new term, never an edited date."""

    structure = models.ForeignKey(Structure, models.CASCADE, verbose_name=_("structure"), related_name="terms")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    override_reason = models.TextField(
        _("reason against the rules"),
        blank=True,
        help_text=_("Written where the rules of the instrument did not allow the term."),
    )

    natural_key_fields = ("structure__slug", "start")
    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("structure", "start", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(start__isnull=False),
                name="partnerships_term_has_start",
                violation_error_message=_("Start: a term needs its first day."),
            ),
            one_at_a_time(
                "partnerships_term_one_at_a_time",
                "structure",
                message=_("Start: the term overlaps another one of this structure. Terms follow one another."),
            ),
        ]

    def __str__(self) -> str:
        return period(self) or "…"


class StructureCodeQuerySet(DatedQuerySet["StructureCode"]):
    publications = ("structure__publication",)

    def written(self, text: str) -> Self:
        """Codes written in any of the usual ways: with a space, a dash or nothing between letters and number."""
        return self.filter(compact=compact_code(text))


def compact_code(text: str) -> str:
    """“umi-3218”, “UMI 3218” and “umi3218” are one code."""
    return "".join(character for character in text.upper() if character.isalnum())


class CompactCode(models.Func):
    """SQL: letters and digits of the code, in capitals."""

    template = "upper(regexp_replace(%(expressions)s, '[^A-Za-z0-9]', '', 'g'))"


class StructureCode(NaturalKey, Sourced, Dated):
    """A label that a structure carries for a time: UMI 2958, later IRL 2958. Old codes find the record."""

    structure = models.ForeignKey(Structure, models.CASCADE, verbose_name=_("structure"), related_name="codes")
    instrument = models.ForeignKey(Instrument, models.PROTECT, verbose_name=_("instrument"), related_name="codes")
    code = models.CharField(_("code"), max_length=24, help_text=_("As it is written: UMI 2958."))
    is_verified = models.BooleanField(
        _("verified"), default=True, help_text=_("No: the number was read in one place only, or is doubtful.")
    )
    compact = models.GeneratedField(
        expression=CompactCode(F("code")), output_field=models.CharField(max_length=24), db_persist=True
    )

    natural_key_fields = ("structure__slug", "code")
    objects = StructureCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ("structure", F("start").desc(nulls_last=True), "pk")
        constraints = [
            *Dated.Meta.constraints,
            one_at_a_time(
                "partnerships_structurecode_of_one_structure_at_a_time",
                "compact",
                message=_("Code: another structure carries it at that time."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        super().clean()
        if self.code and not compact_code(self.code):
            raise ValidationError({"code": _("Code: write letters and a number, such as IRL 2958.")})

    @property
    def is_former(self) -> bool:
        return self.end is not None and self.end < localdate()
