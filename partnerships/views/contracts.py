from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.sight import Sight, sight_of
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.views import STRUCTURES
from partnerships.choices import Role
from partnerships.filters.contracts import ContractFilterSet
from partnerships.models import EUContract, Participation, SocietalChallenge
from partnerships.tables.contracts import ContractTable
from partnerships.views.catalogue import CatalogueList
from partnerships.views.rows import MOST_ROWS, list_address, participations, rows_of

MOST_PARTNERS_ASKED = 40
"""Of one list: an address with more would be too long."""


class ContractList(CatalogueList):
    name = "contracts"
    title = _("EU contracts")
    noun = ngettext_lazy("%(count)s EU contract", "%(count)s EU contracts", "number")
    introduction = _("Grants of the European Union's framework programmes in which the organisation takes part.")
    queryset = EUContract.objects.all()
    filterset_class = ContractFilterSet
    table_class = ContractTable


LARGE_CONSORTIUM = 30
"""From more participants on, the page shows the countries first and folds the names."""


@dataclass(frozen=True)
class Group:
    """The participants from one country, or, without a country, the coordinators."""

    country: Any
    participations: list[Participation]

    @property
    def contribution(self) -> Decimal | None:
        return total(self.participations)


class ContractPage(DetailPage):
    name = "contract"
    prefix = "contracts"
    queryset = EUContract.objects.select_related("framework", "programme__parent__parent", "scheme", "call", "country")
    template_name = "partnerships/contract.html"

    @classmethod
    def records(cls, sight: Sight, today: date) -> Any:
        return super().records(sight, today).as_of(today)

    def extra_context(self, record: EUContract) -> dict[str, Any]:
        found = participations(sight_of(self.request.user)).read(key=record.pk)
        own = [each for each in found if each.partner.is_home]
        number = len({each.partner_id for each in found})
        return {
            "dated": [record],
            "groups": by_country(found),
            "number": number,
            "is_large": number > LARGE_CONSORTIUM,
            "own": own,
            "own_contribution": total(own),
            "share": self.share(record, total(own)),
            "challenges": SocietalChallenge.objects.filter(pk__in=self.challenges(record)),
            "address": self.request.build_absolute_uri(record.get_absolute_url()),
            "today": localdate(),
            **self.structures(found),
        }

    def share(self, record: EUContract, own: Decimal | None) -> int | None:
        """The organisation's part of the EU's contribution, in percent."""
        if own is None or not record.ec_contribution:
            return None
        return min(100, round(100 * own / record.ec_contribution))

    def challenges(self, record: EUContract) -> set[int]:
        """Keys of those it answers by its own record, or by its part of the programme."""
        words = self.index.views.words
        parents = {key: parent for key, _code, parent in words.get("programmes", [])}
        above: set[int] = set()
        programme: int | None = record.programme_id
        while programme is not None and programme not in above:
            above.add(programme)
            programme = parents.get(programme)
        answers = {challenge for challenge, answering in words.get("answers", []) if answering in above}
        return answers | set(record.challenges.values_list("pk", flat=True))

    @property
    def index(self) -> CatalogueIndex:
        if not hasattr(self, "_index"):
            self._index = CatalogueIndex.current(self.request.user)
        return self._index

    def structures(self, participations: Iterable[Participation]) -> dict[str, Any]:
        """The organisation's structures with one of these partners, and which ones."""
        bitmaps = self.index.views.bitmaps["partner"]
        takers = {each.partner_id: each.partner for each in participations if each.partner_id in bitmaps}
        within = BitMap.union(BitMap(), *(bitmaps[key] for key in takers))
        found = self.index.query(part=STRUCTURES, within=within)
        rows = rows_of(found, found.page(size=MOST_ROWS).ids)
        for row in rows:
            row.shared = [partner for key, partner in takers.items() if row.pk in bitmaps[key]]
        sharing = [partner.slug for key, partner in takers.items() if bitmaps[key].intersect(found.ids)]
        url = list_address("structures", partner=sharing) if len(sharing) <= MOST_PARTNERS_ASKED else ""
        return {"structures": rows, "structure_count": found.total, "structure_list": url}


def total(participations: Iterable[Participation]) -> Decimal | None:
    """The EU's contribution to these; None where none is known."""
    known = [each.ec_contribution for each in participations if each.ec_contribution is not None]
    return sum(known, Decimal(0)) if known else None


def by_country(participations: Iterable[Participation]) -> list[Group]:
    """The coordinators first, then the countries of the most participants, each in the order of the consortium."""
    coordinators, others = [], defaultdict(list)
    for each in participations:
        if each.role == Role.COORDINATOR:
            coordinators.append(each)
        else:
            others[each.partner.country].append(each)
    countries = sorted(others, key=lambda country: (-len(others[country]), str(country)))
    first = [Group(None, coordinators)] if coordinators else []
    return first + [Group(country, others[country]) for country in countries]
