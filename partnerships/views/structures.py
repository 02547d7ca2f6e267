from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.filters import MOST_VALUES
from offices.services.coverage import office_in_charge
from partnerships.choices import SiteRole
from partnerships.filters.structures import StructureFilterSet
from partnerships.models import Cluster, Document, Exchange, Participation, Structure
from partnerships.services.term_numbers import first_day
from partnerships.services.term_rules import RuleBook, renewal_outlook
from partnerships.statistics.exchanges import exchange_balance
from partnerships.statistics.pathways import pathway, status_on
from partnerships.statistics.shared_contracts import shared_contracts
from partnerships.tables.structures import StructureTable
from partnerships.views.catalogue import CatalogueList
from partnerships.views.exchanges import exchange_context
from partnerships.views.pathways import levels, life
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
            coded = self.get_queryset().coded(key).exclude(slug=key)
            if record := coded.order_by("-pk").first():
                return redirect(record)
            raise

    def extra_context(self, record: Structure) -> dict[str, Any]:
        balance = exchange_balance(Exchange.objects.filter(site__structure=record))
        return {
            "address": self.request.build_absolute_uri(record.get_absolute_url()),
            "today": localdate(),
            "documents": self.documents(record),
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
            "codes": own.codes.all(),
            "pathway": found if len(ordered) > 1 else [],
            "terms": terms,
            "outlook": outlook,
            "life": life(ordered, possible, today),
        }

    def places(self, record: Structure) -> dict[str, Any]:
        today, user = localdate(), self.request.user
        sites = list(record.sites.select_related("country", "laboratory").with_hosts(user))
        present = [site for site in sites if site.contains(today)]
        return {
            "sites": sites,
            "map": site_map(sites),
            "main_site": next((site for site in present if site.role == SiteRole.MAIN), None),
            "office": office_in_charge(record.country, user, today),
            "clusters": Cluster.objects.visible_to(user).filter(structures=record),
        }

    def documents(self, record: Structure) -> Any:
        """What the reader may download, of the present term first."""
        attached = Document.objects.visible_to(self.request.user).filter(term__structure=record)
        return attached.select_related("term").order_by("-term__start", "kind", "uploaded_at", "pk")

    def partners(self, record: Structure) -> dict[str, Any]:
        """Partners present and past, and the EU contracts in which they sit."""
        visible = Participation.objects.visible_to(self.request.user).filter(collaboration=record)
        found = list(visible.select_related("partner__country"))
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
