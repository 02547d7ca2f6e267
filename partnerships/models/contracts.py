from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.querysets import holds_on
from partnerships.choices import ContractStatus, Status
from partnerships.models.collaborations import Collaboration, CollaborationQuerySet
from partnerships.models.periods import a_year_after, months_after
from partnerships.models.programmes import Call, FundingScheme, Programme


class EUContractQuerySet(CollaborationQuerySet):
    def matching(self, text: str) -> Self:
        """Contracts found by grant number, call, topic, or a word of their title or partners."""
        numbers = Q(grant_number=text) | Q(call__identifier__icontains=text) | Q(topic__icontains=text)
        return self.filter(self.naming(text) | numbers)

    def as_of(self, day: date) -> Self:
        return self.with_status(day)

    def of_scheme(self, *codes: str) -> Self:
        return self.filter(scheme__code__in=codes)

    def answering(self, *numbers: int) -> Self:
        """Contracts that answer to one of the challenges: by their record, or by their part of the programme."""
        parts = Programme.objects.filter(challenges__number__in=numbers).values_list("code", flat=True)
        by_programme = Q(programme__in=Programme.objects.within(*parts))
        return self.filter(by_programme | Q(pk__in=super().answering(*numbers).values("pk")))

    def with_status(self, day: date) -> Self:
        """Add `status` as of `day`; a contract without dates (a terminated grant has none) is unknown."""
        return self.annotate(
            status=Case(
                When(start__isnull=True, then=Value(Status.UNKNOWN)),
                When(start__gt=day, then=Value(Status.UPCOMING)),
                When(end__lt=day, then=Value(Status.ENDED)),
                When(end__lte=a_year_after(day), then=Value(Status.ENDING_SOON)),
                default=Value(Status.ACTIVE),
                output_field=models.CharField(choices=Status),
            )
        )

    def active_on(self, day: date) -> Self:
        """Contracts whose first and last day enclose `day`; one without a start is never active."""
        return self.filter(holds_on(day), start__isnull=False)

    def starting_in(self, year: int) -> Self:
        return self.filter(start__year=year)

    def ending_in(self, year: int) -> Self:
        return self.filter(end__year=year)

    def ending_within(self, months: int, day: date) -> Self:
        return self.active_on(day).filter(end__lte=months_after(day, months))

    def under(self, *codes: str) -> Self:
        """Contracts of the programmes of these codes or of any part of them."""
        return self.filter(programme__in=Programme.objects.within(*codes))


class EUContract(Collaboration):
    """A grant of a framework programme of the European Union."""

    grant_number = models.CharField(_("grant number"), max_length=20)
    framework = models.ForeignKey(
        Programme,
        models.PROTECT,
        verbose_name=_("framework programme"),
        related_name="+",
        limit_choices_to={"parent": None},
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        verbose_name=_("programme part"),
        related_name="contracts",
        help_text=_("The most exact part that is known; the framework itself where none is."),
    )
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, verbose_name=_("call"), related_name="contracts"
    )
    scheme = models.ForeignKey(
        FundingScheme, models.PROTECT, null=True, blank=True, verbose_name=_("funding scheme"), related_name="contracts"
    )
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    topic_title = models.CharField(_("title of the topic"), max_length=500, blank=True)
    ec_status = models.CharField(_("state given by the EU"), max_length=12, choices=ContractStatus, blank=True)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    total_cost = models.DecimalField(_("total cost (€)"), max_digits=14, decimal_places=2, null=True, blank=True)
    ec_contribution = models.DecimalField(
        _("EU contribution (€)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    grant_doi = models.CharField(_("grant DOI"), max_length=60, blank=True)
    rcn = models.CharField(_("CORDIS record number"), max_length=20, blank=True)
    keywords = models.TextField(_("keywords"), blank=True)

    objects = EUContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("EU contract")
        verbose_name_plural = _("EU contracts")
        indexes = [models.Index(F("start").desc(nulls_last=True), "collaboration_ptr", name="partnerships_eu_by_start")]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "grant_number"],
                name="partnerships_eucontract_unique_grant",
                violation_error_message=_("Grant number: the framework programme already has this one."),
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="partnerships_eucontract_end_after_start",
                violation_error_message=_("End: the last day is before the first day (start)."),
            ),
            models.CheckConstraint(
                condition=Q(total_cost__isnull=True) | Q(total_cost__gte=0),
                name="partnerships_eucontract_total_cost_not_negative",
                violation_error_message=_("Total cost: not less than 0."),
            ),
            models.CheckConstraint(
                condition=Q(ec_contribution__isnull=True) | Q(ec_contribution__gte=0),
                name="partnerships_eucontract_contribution_not_negative",
                violation_error_message=_("EU contribution: not less than 0."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("contract", self.slug)
