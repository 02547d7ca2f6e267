"""Compares the catalogue with what the register says, asked the long way: by queries that know nothing of it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from pyroaring import BitMap

from cnrs_intl.catalogue.querysets import holds_on
from offices.models import Country, Coverage
from partnerships.catalogue.snapshots import read
from partnerships.catalogue.views import Views
from partnerships.choices import SiteRole, Status
from partnerships.models import (
    Collaboration,
    EUContract,
    Instrument,
    Participation,
    Partner,
    Programme,
    Site,
    SocietalChallenge,
    Structure,
)

CONTRACT = "contract"
Groups = dict[str, BitMap]


def differences(day: date) -> Iterator[str]:
    """A line for each difference, as of `day`. All is read from one instant: edits may go on meanwhile."""
    with _one_instant():
        yield from _differences(day)


@contextmanager
def _one_instant() -> Iterator[None]:
    """No time limit and, unless a transaction is open already, one snapshot for all that is read."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        yield


def _differences(day: date) -> Iterator[str]:
    yield from _documents()
    views = Views(read(None))
    yield from _compare("all", {"": views.universe(staff=True)}, {"": BitMap(_keys(Collaboration.objects.all()))})
    published = BitMap(_keys(Collaboration.objects.published()))
    yield from _compare("public", {"": views.universe(staff=False)}, {"": published})
    index = views.of_day(day, staff=True)
    for facet, expected in naive_facets(day).items():
        yield from _compare(facet, index.facets[facet], expected)
    partners = {str(key): bits for key, bits in views.bitmaps["partner"].items()}
    yield from _compare("partner", partners, _partners())


def naive_facets(day: date) -> dict[str, Groups]:
    """Facet -> value -> records as of `day`, by plain queries."""
    country = _countries()
    kind, family = _kinds(day)
    return {
        "kind": kind,
        "family": family,
        "status": _statuses(day),
        "country": country,
        "region": _regions(country),
        "office": _offices(country, day),
        "institute": _pairs(Collaboration.objects.values_list("institutes__acronym", "pk")),
        "located_in": _pairs(
            Site.objects.filter(holds_on(day), role=SiteRole.MAIN).values_list("country_id", "structure_id")
        ),
        "extension": _pairs(
            ("yes", key)
            for key in Site.objects.filter(holds_on(day), role=SiteRole.EXTENSION).values_list("structure", flat=True)
        ),
        "programme": {
            code: bits
            for code in Programme.objects.values_list("code", flat=True)
            if (bits := BitMap(_keys(EUContract.objects.under(code))))
        },
        "scheme": _pairs(EUContract.objects.values_list("scheme__code", "pk")),
        "challenge": _challenges(),
        "start_year": _pairs(
            (str(start.year), key)
            for model in (Structure.objects.with_dates(), EUContract.objects.all())
            for start, key in model.values_list("start", "pk")
            if start
        ),
    }


def _documents() -> Iterator[str]:
    """Documents that are not what they would be if they were written now."""
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH present AS (
                SELECT * FROM partnerships_documents(ARRAY(SELECT id FROM partnerships_collaboration))
            )
            SELECT COALESCE(present.collaboration_id, stored.collaboration_id), stored.collaboration_id IS NULL,
                   present.collaboration_id IS NULL
            FROM present FULL JOIN partnerships_searchdocument AS stored USING (collaboration_id)
            WHERE (
                present.visible, present.start, present."end", present.title_en, present.title_fr, present.budget,
                present.facets, present.periods, present.names, present.document,
                present.cells, present.kinds, present.kind_days, present.term_days
            ) IS DISTINCT FROM (
                stored.visible, stored.start, stored."end", stored.title_en, stored.title_fr, stored.budget,
                stored.facets, stored.periods, stored.names, stored.document,
                stored.cells, stored.kinds, stored.kind_days, stored.term_days
            ) ORDER BY 1""")
        for key, missing, extra in cursor.fetchall():
            what = "has no document" if missing else "is gone, its document is not" if extra else "has an old document"
            yield f"collaboration {key} {what}"


def _compare(facet: str, found: Mapping[str, BitMap], expected: Groups) -> Iterator[str]:
    groups = dict(found)
    for value in sorted(groups.keys() | expected.keys()):
        have, should = groups.get(value, BitMap()), expected.get(value, BitMap())
        if have != should:
            yield f"{facet} {value}: {len(have - should)} too many, {len(should - have)} missing"


def _pairs(pairs: Iterable[tuple]) -> Groups:
    groups: dict[str, list[int]] = {}
    for value, key in pairs:
        if value is not None:
            groups.setdefault(str(value), []).append(key)
    return {value: BitMap(keys) for value, keys in groups.items()}


def _keys(records: QuerySet[Any]) -> Iterable[int]:
    return records.values_list("pk", flat=True)


def _kinds(day: date) -> tuple[Groups, Groups]:
    from_codes = list(Structure.objects.with_instrument_on(day).values_list("instrument_code", "pk"))
    families = dict(Instrument.objects.values_list("code", "family"))
    kinds = _pairs(from_codes)
    contracts = BitMap(_keys(EUContract.objects.all()))
    return kinds | ({CONTRACT: contracts} if contracts else {}), _pairs(
        (families[code], key) for code, key in from_codes
    )


def _statuses(day: date) -> Groups:
    groups = _pairs(
        pair
        for records in (Structure.objects.with_status(day), EUContract.objects.with_status(day))
        for pair in records.values_list("status", "pk")
    )
    everything = BitMap(_keys(Collaboration.objects.all()))
    unknown = everything - BitMap.union(
        BitMap(), *(bits for status, bits in groups.items() if status != Status.UNKNOWN)
    )
    active = groups.get(Status.ACTIVE.value, BitMap()) | groups.get(Status.ENDING_SOON.value, BitMap())
    return groups | {Status.UNKNOWN.value: unknown, Status.ACTIVE.value: active}


def _countries() -> Groups:
    with_partner = Participation.objects.filter(partner__is_home=False).values_list("partner__country", "collaboration")
    records = Collaboration.objects.values_list("country", "pk")
    return _pairs([*with_partner, *records, *Collaboration.objects.values_list("other_countries", "pk")])


def _regions(country: Groups) -> Groups:
    regions = Country.objects.values_list("pk", "region__code")
    return _pairs((region, key) for iso2, region in regions for key in country.get(iso2, ()))


def _offices(country: Groups, day: date) -> Groups:
    covered = Coverage.objects.on(day).values_list("office__slug", "country")
    return _pairs((office, key) for office, iso2 in covered for key in country.get(iso2, ()))


def _challenges() -> Groups:
    pairs = list(Collaboration.objects.values_list("challenges__number", "pk"))
    for challenge in SocietalChallenge.objects.prefetch_related("programmes"):
        codes = [programme.code for programme in challenge.programmes.all()]
        pairs += [(challenge.number, key) for key in _keys(EUContract.objects.under(*codes))]
    return _pairs(pairs)


def _partners() -> Groups:
    """Published partners, this organisation left out, with what their parts take part in."""
    shown = set(Partner.objects.published().filter(is_home=False).values_list("pk", flat=True))
    direct = Participation.objects.filter(partner__is_home=False).values_list("partner", "collaboration")
    above = Participation.objects.filter(partner__is_home=False).values_list(F("partner__parent"), "collaboration")
    return _pairs((partner, key) for partner, key in [*direct, *above] if partner in shown)
