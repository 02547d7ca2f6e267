from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.addresses import address_of
from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.querysets import VisibleQuerySet
from cnrs_intl.catalogue.records import Dated, NaturalKey, Publishable
from cnrs_intl.catalogue.sight import Sight
from cnrs_intl.catalogue.text import Bilingual, sort_key
from offices.models import Country, Region
from partnerships.choices import ClusterState
from partnerships.models.structures import Structure


class ClusterQuerySet(VisibleQuerySet["Cluster"]):
    def scoped(self, sight: Sight) -> Q:
        """Those of a country of the scope, or of the region of one."""
        countries = sight.keys("country")
        return Q(country__in=countries) | Q(region__in=Region.objects.filter(countries__in=countries))

    def matching(self, text: str) -> Self:
        """Clusters whose name contains `text`, or one of whose published structures it finds."""
        structures = Structure.objects.published().matching(text).values("pk")
        return self.filter(Q(name_en__unaccent__icontains=text) | Q(name_fr__unaccent__icontains=text)) | self.having(
            structures__in=structures
        )

    def in_country(self, *codes: str) -> Self:
        return self.filter(country__in=codes)

    def in_region(self, *codes: str) -> Self:
        """Clusters of the region, or of one of its countries."""
        return self.filter(Q(region__code__in=codes) | Q(country__region__code__in=codes))

    def as_of(self, day: date) -> Self:
        """Add `structure_count`: published structures of the cluster."""
        published = Q(structures__publication=Publication.PUBLISHED)
        return self.annotate(structure_count=Count("structures", filter=published, distinct=True))


class Cluster(NaturalKey, Publishable, Dated):
    """Structures of one country or region grouped as a scientific collaboration cluster."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, help_text=_("Last part of the page's address."))
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    name_fr = models.CharField(_("name (French)"), max_length=200, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, verbose_name=_("country"), related_name="clusters"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"), related_name="clusters"
    )
    state = models.CharField(
        _("decision"),
        max_length=10,
        choices=ClusterState,
        default=ClusterState.PROPOSED,
        help_text=_("The system proposes a cluster with its reasons; the staff decides."),
    )
    reasons_en = models.TextField(_("reasons (English)"), blank=True)
    reasons_fr = models.TextField(_("reasons (French)"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    structures = models.ManyToManyField(Structure, blank=True, verbose_name=_("structures"), related_name="clusters")
    sort_en = sort_key("name_en", "name_fr")
    sort_fr = sort_key("name_fr", "name_en")

    name = Bilingual("name")
    summary = Bilingual("summary")
    reasons = Bilingual("reasons")
    natural_key_fields = ("slug",)
    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        ordering = ("sort_en", "pk")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(publication="published") | ~Q(name_en="") | ~Q(name_fr=""),
                name="partnerships_cluster_published_has_name",
                violation_error_message=_("Name: a published cluster needs one, in English or in French."),
            ),
            models.CheckConstraint(
                condition=~Q(publication="published") | Q(country__isnull=False) | Q(region__isnull=False),
                name="partnerships_cluster_published_has_place",
                violation_error_message=_("Country: a published cluster needs one, or a region."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name) or self.slug

    def get_absolute_url(self) -> str:
        return address_of("cluster", self.slug)
