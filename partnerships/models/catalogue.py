"""Derived data of the catalogue: never written by hand, refreshed by the database when a transaction ends.

`SearchDocument` holds what a collaboration is found by. `FacetBitmap` holds the same facts the other way round, as of
one version, so that a worker loads them fast; `CatalogueChange` tells what was written since.
"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from partnerships.models.collaborations import Collaboration

CELLS = (
    "path", "acronym", "title_en", "title_fr", "codes", "partners", "partners_for_staff", "country", "institutes",
)  # fmt: skip
"""A title is that of the other language where there is none. Partners for the staff: NULL where all may see as many."""
UNKNOWN_FIRST, UNKNOWN_LAST = date.min, date.max
NO_BUDGET, ANY_BUDGET = -1, 10**12


def _known_or(field: str, value: object, column: models.Field) -> models.GeneratedField:
    """A stored key to sort by in one direction, in which what is unknown comes last."""
    return models.GeneratedField(
        expression=Coalesce(F(field), models.Value(value, output_field=column)),
        output_field=column,
        db_persist=True,
        editable=False,
    )


class SearchDocument(models.Model):
    """What a collaboration is found, filtered and sorted by.

    `facets` holds `value * 16 + facet` for what does not depend on the day; `periods` holds `[code, first, last]`
    for what does, days counted as `date.toordinal()` does. The periods of one code never overlap. `places` is derived
    from them: where the record is in the bitmaps of values, first and last days.

    `cells` holds what a line of a file says, in the order of `CELLS`. Of `kinds`, the first one holds until the first
    of `kind_days`, the second one from then on, and so on. `term_days` are the first day of a term and the day after
    its last one, by turns.
    """

    collaboration = models.OneToOneField(
        Collaboration,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        verbose_name=_("collaboration"),
        related_name="search_document",
    )
    visible = models.BooleanField(_("public"))
    start = models.DateField(_("start"), null=True)
    end = models.DateField(_("end"), null=True)
    title_en = models.TextField(_("title (English)"), db_collation="C")
    title_fr = models.TextField(_("title (French)"), db_collation="C")
    budget = models.DecimalField(_("budget (€)"), max_digits=14, decimal_places=2, null=True)
    facets = ArrayField(models.IntegerField(), verbose_name=_("facets"))
    periods = ArrayField(ArrayField(models.IntegerField()), verbose_name=_("periods"))
    places = models.GeneratedField(
        expression=Func(F("periods"), function="partnerships_places"),
        output_field=ArrayField(models.BigIntegerField()),
        db_persist=True,
        editable=False,
        verbose_name=_("places of the periods"),
    )
    names = models.TextField(_("names and codes"))
    document = SearchVectorField(_("text"))
    cells = ArrayField(models.TextField(null=True), verbose_name=_("cells of files"))
    kinds = ArrayField(models.TextField(), verbose_name=_("kinds"))
    kind_days = ArrayField(models.IntegerField(), verbose_name=_("days of the kinds"))
    term_days = ArrayField(models.IntegerField(), verbose_name=_("days of the terms"))
    start_down = _known_or("start", UNKNOWN_FIRST, models.DateField())
    start_up = _known_or("start", UNKNOWN_LAST, models.DateField())
    end_down = _known_or("end", UNKNOWN_FIRST, models.DateField())
    end_up = _known_or("end", UNKNOWN_LAST, models.DateField())
    budget_down = _known_or("budget", NO_BUDGET, models.DecimalField(max_digits=15, decimal_places=2))
    budget_up = _known_or("budget", ANY_BUDGET, models.DecimalField(max_digits=15, decimal_places=2))

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        ordering = ("-start_down", "-pk")
        indexes = [
            GinIndex(fields=["document"], name="partnerships_document_text"),
            GinIndex(OpClass("names", "gin_trgm_ops"), name="partnerships_document_names"),
            *(
                models.Index(fields=[key, "collaboration"], name=f"partnerships_sort_{key}")
                for key in (
                    "start_down", "start_up", "end_down", "end_up", "budget_down", "budget_up", "title_en", "title_fr",
                )
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class FacetBitmap(models.Model):
    """The collaborations of one value of one facet, as a serialised roaring bitmap, at version `base`."""

    facet = models.CharField(_("facet"), max_length=30)
    value = models.IntegerField(_("value"))
    size = models.IntegerField(_("number of collaborations"))
    bits = models.BinaryField(_("bitmap"))

    class Meta:
        verbose_name = _("facet bitmap")
        verbose_name_plural = _("facet bitmaps")
        ordering = ("facet", "value", "pk")
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="partnerships_facetbitmap_unique")]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.size}"


class CatalogueVersion(models.Model):
    """One row: the version of the last change, and the one that the stored bitmaps are of.

    A writer takes this row before it writes a document and keeps it until its transaction ends: versions are
    numbered in the order in which they become visible. A number is never used twice, even after a restore.
    """

    version = models.BigIntegerField(_("version"))
    base = models.BigIntegerField(_("version of the bitmaps"))

    class Meta:
        verbose_name = _("version of the catalogue")
        verbose_name_plural = _("versions of the catalogue")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="partnerships_catalogueversion_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.version)


class CatalogueChange(models.Model):
    """The documents written or removed in one version, with the codes they had before."""

    version = models.BigIntegerField(_("version"), primary_key=True)
    ids = ArrayField(models.BigIntegerField(), verbose_name=_("collaborations"))
    codes = ArrayField(models.IntegerField(), verbose_name=_("former codes"))

    class Meta:
        verbose_name = _("change of the catalogue")
        verbose_name_plural = _("changes of the catalogue")
        ordering = ("version",)

    def __str__(self) -> str:
        return f"{self.version}: {len(self.ids)}"
