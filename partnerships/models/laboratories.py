from django.db import models
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.querysets import PublicDatedQuerySet, PublicQuerySet
from cnrs_intl.catalogue.records import Dated, Located, NaturalKey, Sourced
from cnrs_intl.catalogue.validators import validate_rnsr


class Laboratory(NaturalKey, Sourced, Located):
    """A French unit that takes part in collaborations, such as UMR 8520."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=300)
    city = models.CharField(_("city"), max_length=120, blank=True)
    rnsr_id = models.CharField(
        _("RNSR number"), max_length=10, null=True, blank=True, unique=True, validators=[validate_rnsr]
    )

    natural_key_fields = ("slug",)
    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = _("laboratory")
        verbose_name_plural = _("laboratories")
        ordering = ("acronym", "name", "pk")
        constraints = [*Located.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.acronym} – {self.name}" if self.acronym else self.name


class LaboratoryLabel(NaturalKey, Sourced, Dated):
    """The kind and number that a laboratory carries for a time: UMR 8520."""

    laboratory = models.ForeignKey(Laboratory, models.CASCADE, verbose_name=_("laboratory"), related_name="labels")
    kind = models.CharField(_("kind"), max_length=10, help_text=_("UMR, UPR, UAR, USR, FR..."))
    number = models.CharField(_("number"), max_length=10)

    natural_key_fields = ("laboratory__slug", "kind", "number")
    objects = PublicDatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("label of a laboratory")
        verbose_name_plural = _("labels of laboratories")
        ordering = ("laboratory", "start", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["laboratory", "kind", "number"],
                name="partnerships_laboratorylabel_unique",
                violation_error_message=_("Number: the laboratory already has this label."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
