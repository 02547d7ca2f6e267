from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.filters import MOST_VALUES
from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import Given, statement
from offices.models import Country
from offices.services.coverage import office_in_charge
from partnerships.choices import SiteRole
from partnerships.filters.structures import StructureFilterSet
from partnerships.models import Cluster, Document, Institute, Site, Structure
from partnerships.services.term_numbers import first_day
from partnerships.services.term_rules import RuleBook, renewal_outlook
from partnerships.statistics.exchanges import balance_of
from partnerships.statistics.pathways import pathway, status_on
from partnerships.statistics.shared_contracts import shared_contracts
from partnerships.tables.structures import StructureTable
from partnerships.views.catalogue import CatalogueList
from partnerships.views.exchanges import exchange_context
from partnerships.views.pathways import levels, life
from partnerships.views.rows import participations
from partnerships.views.sites import site_map

MOST_ROWS = 15


class StructureList(CatalogueList):
    name = "structures"
    title = _("Structures")
    noun = ngettext_lazy("%(count)s structure", "%(count)s structures", "number")
    introduction = _("Joint laboratories, associated laboratories, networks and projects with partners abroad.")
    queryset = Structure.objects.all()
    filterset_class = StructureFilterSet
    table_class = StructureTable
    offered = ("start", "end", "title")


class StructurePage(DetailPage):
    """Found by its address, or by any code it carries or carried, which leads to the address."""

    name = "structure"
    prefix = "structures"
    converter = "str"
    queryset = Structure.objects.select_related("instrument", "country")
    template_name = "partnerships/structure.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        try:
            return super().get(request, key)
        except Http404:
            coded = self.records(sight_of(request.user), localdate()).coded(key).exclude(slug=key)
            if record := coded.order_by("-pk").first():
                return redirect(record)
            raise

    def extra_context(self, record: Structure) -> dict[str, Any]:
        balance = balance_of("site__structure", record.pk)
        return {
            "address": self.request.build_absolute_uri(record.get_absolute_url()),
            "today": localdate(),
            "documents": _documents(sight_of(self.request.user)).read(key=record.pk),
            **self.life(record),
            **self.places(record),
            **self.partners(record),
            **exchange_context(balance),
        }

    def life(self, record: Any) -> dict[str, Any]:
        """Its pathway, its terms and codes, and what the rules let come after."""
        steps, today = pathway(record, self.request.user), localdate()
        found = levels(steps, record, today)
        ordered = [stage for level in found for stage in level]
        terms = sorted((term for stage in ordered if stage.is_here for term in stage.terms), key=first_day)
        outlook = renewal_outlook(terms, RuleBook.read(), today)
        possible = outlook.possible if outlook and not outlook.has_ended else ()
        own: Any = next(step for step, _origins in steps if step.pk == record.pk)
        record.start, record.end, record.status = own.start, own.end, status_on(own, today)
        return {
            "codes": own.own_codes,
            "pathway": found if len(ordered) > 1 else [],
            "terms": terms,
            "outlook": outlook,
            "life": life(ordered, possible, today),
        }

    def places(self, record: Structure) -> dict[str, Any]:
        today, user = localdate(), self.request.user
        sites = _sites(sight_of(user)).read(key=record.pk)
        present = [site for site in sites if site.contains(today)]
        return {
            "sites": sites,
            "map": site_map(sites),
            "main_site": next((site for site in present if site.role == SiteRole.MAIN), None),
            "office": office_in_charge(record.country, user, today),
            "clusters": _clusters(sight_of(user)).read(key=record.pk),
            "institutes": _institutes().read(key=record.pk),
            "other_countries": _other_countries().read(key=record.pk),
        }

    def partners(self, record: Structure) -> dict[str, Any]:
        """Partners present and past, and the EU contracts in which they sit."""
        found = participations(sight_of(self.request.user)).read(key=record.pk)
        past = [each for each in found if each.end and each.end < localdate()]
        present = [each for each in found if each not in past]
        others = {each.partner_id: each.partner for each in found if not each.partner.is_home}
        return {
            "present": present[:MOST_ROWS],
            "further": present[MOST_ROWS:],
            "past": past,
            "with_periods": any(each.start or each.end for each in found),
            "shared": shared_contracts(others, self.request.user, MOST_ROWS) if others else None,
            "partner_query": urlencode([("partner", partner.slug) for partner in others.values()])
            if len(others) <= MOST_VALUES
            else "",
        }


@statement
def _sites(sight: Sight) -> QuerySet[Site]:
    sites = Site.objects.filter(structure=Given("key")).with_hosts(sight)
    return sites.select_related("country", "laboratory", "host").order_by("pk")


@statement
def _clusters(sight: Sight) -> QuerySet[Cluster]:
    return Cluster.objects.all().in_sight(sight).filter(structures=Given("key"))


@statement
def _institutes() -> QuerySet[Institute]:
    return Institute.objects.filter(collaborations=Given("key"))


@statement
def _other_countries() -> QuerySet[Country]:
    further = Structure.other_countries.through.objects.filter(collaboration=Given("key"))
    return Country.objects.filter(pk__in=further.values("country"))


@statement
def _documents(sight: Sight) -> QuerySet[Document]:
    """What the reader may download, of the present term first."""
    attached = Document.objects.all().in_sight(sight).filter(term__structure=Given("key")).select_related("term")
    return attached.order_by("-term__start", "kind", "uploaded_at", "pk")
