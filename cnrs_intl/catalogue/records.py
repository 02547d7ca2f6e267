"""Abstract models: what a published record and a dated fact have in common."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Greatest, NullIf
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.choices import Precision, Publication


class Sourced(models.Model):
    source = models.CharField(_("source"), max_length=500, blank=True, help_text=_("Where the fact was read."))
    is_demo = models.BooleanField(
        _("made up"), default=False, help_text=_("Invented for the demonstration: never shown as a fact.")
    )

    class Meta:
        abstract = True


class Publishable(Sourced):
    """A record with a public page."""

    publication = models.CharField(
        _("publication"),
        max_length=10,
        choices=Publication,
        default=Publication.DRAFT,
        help_text=_("Only published records are public."),
    )
    confirmed_on = models.DateField(
        _("confirmed on"), null=True, blank=True, help_text=_("When somebody last checked the record as a whole.")
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.confirmed_on and self.confirmed_on > localdate():
            raise ValidationError({"confirmed_on": _("Confirmed on: nothing was checked yet on a day to come.")})

    def unique_error_message(self, model_class: Any, unique_check: Any) -> ValidationError:
        """Of the address, in words that name no other kind of record."""
        if tuple(unique_check) == ("slug",):
            return ValidationError(_("Address: another record has it. Choose another one."), code="unique")
        return super().unique_error_message(model_class, unique_check)


class Dated(models.Model):
    """A fact with a first and a last day, both included. A missing one is unknown or open."""

    start = models.DateField(_("start"), null=True, blank=True, help_text=_("First day."))
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("Last day; empty while it lasts."))
    precision = models.CharField(
        _("dates known"),
        max_length=5,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("A date known by its year is entered as 1 January or 31 December."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="%(app_label)s_%(class)s_end_after_start",
                violation_error_message=_("End: the last day is before the first day (start)."),
            )
        ]

    def contains(self, day: date) -> bool:
        """Whether the fact holds on the day: the rule of `holds_on`, for a row that is read already."""
        return (self.start or date.min) <= day <= (self.end or date.max)

    def overlaps(self, other: "Dated") -> bool:
        """Whether there is a day on which both hold: the rule of `one_at_a_time`, for rows not yet saved."""
        return (self.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (
            self.end or date.max
        )


def period() -> Func:
    """SQL: the date range of a dated row, its last day included.

    An end before the start, which another rule refuses, counts as the start: PostgreSQL fails at such a range, and a
    form would fail with it instead of saying what is wrong.
    """
    last = Greatest(Coalesce("end", Value(date.max)), Coalesce("start", Value(date.min)))
    bounds = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    return Func("start", NullIf(last, Value(date.max)), bounds, function="daterange", output_field=DateRangeField())


def one_at_a_time(name: str, *fields: str, message: Any, condition: Q | None = None) -> ExclusionConstraint:
    """Rows with the same `fields` have periods that do not overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[*((field, RangeOperators.EQUAL) for field in fields), (period(), RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message,
    )


class Located(models.Model):
    """A point in degrees (WGS 84): latitude first, as people say it; files that want longitude first swap it."""

    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="%(app_label)s_%(class)s_latitude_in_range",
                violation_error_message=_("Latitude: write degrees from -90 to 90."),
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="%(app_label)s_%(class)s_longitude_in_range",
                violation_error_message=_("Longitude: write degrees from -180 to 180."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="%(app_label)s_%(class)s_both_coordinates",
                violation_error_message=_("Latitude and longitude: give both or neither."),
            ),
        ]


class NaturalKey:
    """Gives a model its natural key: the values of `natural_key_fields`, which follow relations with `__`."""

    natural_key_fields: tuple[str, ...]

    def natural_key(self) -> tuple[Any, ...]:
        values: list[Any] = []
        for path in self.natural_key_fields:
            value: Any = self
            for name in path.split("__"):
                value = getattr(value, name)
            values.append(value)
        return tuple(values)
