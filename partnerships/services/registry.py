"""Links partners to their records in the registry of research organisations (ROR), where there is no doubt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cnrs_intl.catalogue.text import fold
from partnerships.choices import NameKind
from partnerships.models import Partner


@dataclass(frozen=True, kw_only=True)
class RegistryRecord:
    """An organisation of the registry. `names` are its full names, without acronyms; the country is an ISO code."""

    ror_id: str
    names: tuple[str, ...]
    country: str
    city: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    is_active: bool = True


@dataclass(frozen=True)
class Match:
    partner: Partner
    ror_ids: tuple[str, ...]


@dataclass
class LinkReport:
    linked: list[Match] = field(default_factory=list)
    ambiguous: list[Match] = field(default_factory=list)
    """Several records have the name, or several partners have the name of one record."""
    taken: list[Match] = field(default_factory=list)
    """Another partner already has the id: perhaps they are the same organisation."""


@transaction.atomic
def link_partners(*, records: Iterable[RegistryRecord]) -> LinkReport:
    """Give a partner without a ROR id the one of the only active record that has its country and one of its names.

    Names are compared folded, and acronyms are not compared: many organisations share one. A record that fits several
    partners is given to none. City and coordinates are filled in where the partner has none.
    """
    active = {record.ror_id: record for record in records if record.is_active}
    matches = _matches(active.values())
    claims: dict[str, int] = defaultdict(int)
    for match in matches:
        for ror_id in match.ror_ids:
            claims[ror_id] += 1
    used = set(Partner.objects.filter(ror_id__in=claims).values_list("ror_id", flat=True))
    report = LinkReport()
    for match in matches:
        if len(match.ror_ids) > 1 or claims[match.ror_ids[0]] > 1:
            report.ambiguous.append(match)
        elif match.ror_ids[0] in used:
            report.taken.append(match)
        else:
            _fill(match.partner, active[match.ror_ids[0]])
            report.linked.append(match)
    changed = [match.partner for match in report.linked]
    Partner.objects.bulk_update(changed, ["ror_id", "city", "latitude", "longitude", "updated_at"], batch_size=500)
    return report


def _matches(records: Iterable[RegistryRecord]) -> list[Match]:
    """The partners without an id that have the country and a name of one or more records."""
    named: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for record in records:
        for name in record.names:
            named[record.country, fold(name)].add(record.ror_id)
    found = []
    partners = Partner.objects.filter(ror_id__isnull=True, country__isnull=False).select_for_update(of=("self",))
    for partner in partners.prefetch_related("names"):
        ids = {ror_id for name in _names(partner) if name for ror_id in named.get((partner.country_id, name), ())}
        if ids:
            found.append(Match(partner, tuple(sorted(ids))))
    return found


def _names(partner: Partner) -> Iterator[str]:
    yield fold(partner.name)
    for name in partner.names.all():
        if name.kind != NameKind.ACRONYM:
            yield fold(name.text)


def _fill(partner: Partner, record: RegistryRecord) -> None:
    partner.ror_id = record.ror_id
    partner.city = partner.city or record.city
    if partner.latitude is None:
        partner.latitude, partner.longitude = record.latitude, record.longitude
    partner.updated_at = timezone.now()
