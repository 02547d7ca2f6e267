from django.utils.translation import gettext_lazy as _

from cnrs_intl.catalogue.faceting import FacetFilter
from cnrs_intl.catalogue.filters import RecordsFilter
from offices.articles import place
from partnerships.catalogue.aggregates import overlap, passages, renewed
from partnerships.catalogue.views import STRUCTURES
from partnerships.filters.collaborations import CollaborationFilterSet
from partnerships.filters.places import CountryFacetFilter
from partnerships.filters.sets import PassageFilter, SetChoices
from partnerships.models import Cluster


class StructureFilterSet(CollaborationFilterSet):
    part = STRUCTURES
    first = ("q", "kind", "family", "status", "country", "located_in")

    kind = FacetFilter("instrument", label=_("Instrument"), phrase=_("of the instrument %(value)s"))
    family = FacetFilter("family", label=_("Family"), phrase=_("of the family %(value)s"))
    located_in = CountryFacetFilter("located_in", form=place, label=_("Located in"), phrase=_("located in %(value)s"))
    cluster = RecordsFilter(
        records=Cluster.objects.all(),
        key="slug",
        hidden=True,
        verb="in_cluster",
        label=_("Cluster"),
        phrase=_("in the cluster %(value)s"),
    )
    renewed = SetChoices(
        renewed,
        choices={"yes": _("two terms or more"), "no": _("one term")},
        label=_("Renewed"),
        phrase=_("with %(value)s"),
    )
    contracts = SetChoices(
        lambda index: overlap(index).structures,
        choices={"some": _("with a partner in an EU contract"), "none": _("without a partner in an EU contract")},
        label=_("EU contracts of its partners"),
        phrase="%(value)s",
    )
    passage = PassageFilter(
        lambda index: {f"{last}-{following}": each.keys for (last, following), each in passages(index).items()},
        label=_("Passed from one instrument to another"),
        phrase=_("that passed from one instrument to another (%(value)s)"),
    )
