from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.drawing import column_groups
from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.sight import Sight, sight_of
from cnrs_intl.catalogue.statements import Given, statement
from offices.services.coverage import office_in_charge
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import beside, of_partner
from partnerships.catalogue.partner_counts import COUNTED, CountedPartners, in_order
from partnerships.catalogue.views import CONTRACTS, STRUCTURES
from partnerships.choices import NameKind, Status
from partnerships.filters.partners import PartnerFilterSet
from partnerships.insights import Balance, balance_with
from partnerships.models import FrenchExtension, InfrastructureAccess, Partner, PartnerName
from partnerships.tables.partners import PartnerTable
from partnerships.views.rows import MOST_ROWS, list_address, rows_of

MANY_CONTRACTS = 5
"""From so many on, contracts without a structure are remarkable."""
MOST_PARTS, MOST_BESIDE = 30, 10
WHEN = {
    Status.ACTIVE: _("Now"),
    Status.UPCOMING: _("To come"),
    Status.ENDED: _("Before"),
    Status.UNKNOWN: _("Without known dates"),
}


class PartnerList(ListPage):
    name = "partners"
    title = _("Partners")
    noun = ngettext_lazy("%(count)s partner", "%(count)s partners", "number")
    introduction = _("Universities, research organisations, companies, agencies and embassies.")
    # The organisation itself has a page, but is not its own partner.
    queryset = Partner.objects.filter(is_home=False)
    filterset_class = PartnerFilterSet
    table_class = PartnerTable
    default_order = "name"

    filterset: PartnerFilterSet

    def rows(self) -> Any:
        """In the order of a column, or of numbers that are in no column."""
        index, name = CatalogueIndex.current(self.request.user), self.order.removeprefix("-")
        if name not in COUNTED:
            return CountedPartners(super().rows(), index)
        keys = in_order(index, self.filterset.result.ids, COUNTED[name], descending=self.order != name)
        return CountedPartners(self.table_class.fetch(self.filterset.queryset, index.sight), index, keys)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The first collaborations of one status, their exact number, and the list of all."""

    title: Any
    keys: list[int]
    count: int
    url: str
    rows: list[Any]


class PartnerPage(DetailPage):
    name = "partner"
    prefix = "partners"
    queryset = Partner.objects.select_related("country", "parent", "successor")
    template_name = "partnerships/partner.html"

    def extra_context(self, record: Partner) -> dict[str, Any]:
        index, today = CatalogueIndex.current(self.request.user), localdate()
        found = of_partner(index, record.pk)
        structures = list(self.groups(record, index, STRUCTURES, found, today))
        contracts = list(self.groups(record, index, CONTRACTS, found, today))
        self.fill(index, [*structures, *contracts], today)
        structure_count, contract_count = (sum(each.count for each in part) for part in (structures, contracts))
        return {
            "structures": structures,
            "contracts": contracts,
            "structure_count": structure_count,
            "contract_count": contract_count,
            "is_white_space": contract_count >= MANY_CONTRACTS and not structure_count and not record.is_home,
            **self.names(record),
            **self.relatives(record),
            **self.exchanges(record, index),
            "beside": self.beside(record, index),
            "accesses": self.accesses(record, today),
            "extensions": _extensions(index.sight).read(host=record.pk),
            "office": office_in_charge(record.country, self.request.user, today),
        }

    def groups(self, record: Partner, index: CatalogueIndex, part: str, found: BitMap, day: date) -> Iterator[Group]:
        """By status, with the keys of the first rows, which share the room alike; what has no row is left out."""
        asked = {
            status: index.query(part=part, chosen={"status": [status.value]}, within=found, day=day) for status in WHEN
        }
        results = {status: result for status, result in asked.items() if result.total}
        for status, result in results.items():
            url = list_address(part, partner=record.slug, status=status.value)
            keys = result.page(size=MOST_ROWS // len(results)).ids
            yield Group(title=WHEN[status], keys=keys, count=result.total, url=url, rows=[])

    def fill(self, index: CatalogueIndex, groups: list[Group], day: date) -> None:
        """The rows of all groups, read together."""
        rows = rows_of(index.query(day=day), [key for group in groups for key in group.keys])
        by_key = {row.pk: row for row in rows}
        for group in groups:
            group.rows.extend(by_key[key] for key in group.keys if key in by_key)

    def names(self, record: Partner) -> dict[str, Any]:
        """Names in use, former ones, and spellings, apart."""
        names = _names().read(partner=record.pk)
        apart = (NameKind.FORMER, NameKind.VARIANT)
        return {
            "names": [each for each in names if each.kind not in apart],
            "former_names": [each for each in names if each.kind == NameKind.FORMER],
            "spellings": [each for each in names if each.kind == NameKind.VARIANT],
        }

    def relatives(self, record: Partner) -> dict[str, Any]:
        sight = sight_of(self.request.user)
        others = _relatives(sight).read(key=record.pk, parent=record.parent_id, successor=record.successor_id)
        return {
            "parts": _parts(sight).read(key=record.pk),
            "predecessors": [each for each in others if each.successor_id == record.pk],
            "parent": next((each for each in others if each.pk == record.parent_id), None),
            "successor": next((each for each in others if each.pk == record.successor_id), None),
        }

    def exchanges(self, record: Partner, index: CatalogueIndex) -> dict[str, Any]:
        found: Balance | None = balance_with(record.pk, index.sight)
        return {"balance": found, "columns": column_groups(found.drawn if found else [], 600, 130)}

    def beside(self, record: Partner, index: CatalogueIndex) -> list[tuple[str, str, int]]:
        """The partners most often in the same collaborations, the organisation that it is part of left out."""
        own = {record.slug, record.parent.slug if record.parent else ""}
        return [each for each in beside(index, record.pk) if each[0] not in own][:MOST_BESIDE]

    def accesses(self, record: Partner, day: date) -> list[tuple[Any, bool]]:
        """Each with whether it holds on the day; those that do come first."""
        found = _accesses(sight_of(self.request.user)).read(partner=record.pk)
        accesses = [(access, access.contains(day)) for access in found]
        return sorted(accesses, key=lambda pair: not pair[1])


@statement
def _names() -> QuerySet[PartnerName]:
    return PartnerName.objects.filter(partner=Given("partner")).order_by("kind", "text", "pk")


@statement
def _relatives(sight: Sight) -> QuerySet[Partner]:
    """What the partner is part of, what follows it, and what it follows."""
    related = Q(successor=Given("key")) | Q(pk=Given("parent")) | Q(pk=Given("successor"))
    return Partner.objects.all().in_sight(sight).filter(related)


@statement
def _parts(sight: Sight) -> QuerySet[Partner]:
    return Partner.objects.all().in_sight(sight).filter(parent=Given("key"))[:MOST_PARTS]


@statement
def _extensions(sight: Sight) -> QuerySet[FrenchExtension]:
    hosted = FrenchExtension.objects.all().in_sight(sight).filter(host=Given("host"))
    return hosted.select_related("structure").order_by("structure", "pk")[:MOST_ROWS]


@statement
def _accesses(sight: Sight) -> QuerySet[InfrastructureAccess]:
    opened = InfrastructureAccess.objects.all().in_sight(sight).filter(partner=Given("partner"))
    return opened.select_related("infrastructure").order_by(
        "infrastructure__name_fr", "infrastructure_id", "start", "pk"
    )
