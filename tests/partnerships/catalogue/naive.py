"""What the catalogue should answer, worked out record by record in Python."""

from datetime import date

from offices.models import Coverage
from partnerships.models import Collaboration, EUContract, Programme, SocietalChallenge


def holds(fact, day: date) -> bool:
    return (fact.start is None or fact.start <= day) and (fact.end is None or fact.end >= day)


def a_year_after(day: date) -> date:
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def ancestors(programme: Programme | None) -> list[Programme]:
    return [] if programme is None else [programme, *ancestors(programme.parent)]


def facts(record: Collaboration, day: date) -> dict[str, set[str]]:
    """Facet -> values that the record has as of `day`."""
    people = [part.partner for part in record.participations.all() if not part.partner.is_home]
    countries = {partner.country for partner in people} | set(record.other_countries.all()) | {record.country}
    coverages = [cover for cover in Coverage.objects.all() if holds(cover, day)]
    found = {
        "country": {country.pk for country in countries if country},
        "region": {country.region.code for country in countries if country},
        "office": {cover.office.slug for cover in coverages if cover.country in countries},
        "institute": {institute.acronym for institute in record.institutes.all()},
        "challenge": {str(challenge.number) for challenge in record.challenges.all()},
    }
    contract = EUContract.objects.filter(pk=record.pk).first()
    return found | (of_contract(contract, day, found["challenge"]) if contract else of_structure(record.structure, day))


def of_contract(contract: EUContract, day: date, challenges: set[str]) -> dict[str, set[str]]:
    parts = ancestors(contract.programme)
    answered = {str(c.number) for c in SocietalChallenge.objects.all() if {*c.programmes.all()} & {*parts}}
    return {
        "kind": {"contract"},
        "programme": {part.code for part in parts},
        "scheme": {contract.scheme.code} if contract.scheme else set(),
        "challenge": challenges | answered,
        "start_year": {str(contract.start.year)} if contract.start else set(),
        "status": statuses([contract] if contract.start else [], contract.end, day),
    }


def of_structure(structure, day: date) -> dict[str, set[str]]:
    codes = [code for code in structure.codes.all() if holds(code, day)]
    codes.sort(key=lambda code: (-(code.start or date.max).toordinal(), code.pk))
    instrument = codes[0].instrument if codes else structure.instrument
    sites = [site for site in structure.sites.all() if holds(site, day)]
    terms = list(structure.terms.all())
    ends = [term.end for term in terms]
    return {
        "kind": {instrument.code},
        "family": {instrument.family},
        "located_in": {site.country_id for site in sites if site.role == "main"},
        "extension": {"yes" for site in sites if site.role == "extension"},
        "start_year": {str(min(term.start for term in terms).year)} if terms else set(),
        "status": statuses(terms, None if None in ends or not ends else max(ends), day),
    }


def statuses(terms: list, end: date | None, day: date) -> set[str]:
    """What is active may also be ending soon; all other statuses exclude one another."""
    if not terms:
        return {"unknown"}
    if any(holds(term, day) for term in terms):
        return {"active", "ending_soon"} if end and end <= a_year_after(day) else {"active"}
    return {"upcoming"} if any(term.start > day for term in terms) else {"ended"}


def counts(
    chosen: dict[str, list[str]], day: date, records: list[Collaboration]
) -> tuple[set[int], dict[str, dict[str, int]]]:
    """The records chosen, and the size of the list that each value, chosen in its facet, gives."""
    known = {record.pk: facts(record, day) for record in records}

    def selected(choice: dict[str, list[str]]) -> set[int]:
        return {
            pk for pk, values in known.items()
            if all(values.get(facet, set()) & set(wanted) for facet, wanted in choice.items())
        }  # fmt: skip

    result: dict[str, dict[str, int]] = {}
    for facet in sorted({facet for values in known.values() for facet in values}):
        for value in {value for values in known.values() for value in values.get(facet, set())}:
            size = len(selected(chosen | {facet: [value]}))
            if size or value in chosen.get(facet, []):
                result.setdefault(facet, {})[value] = size
    return selected(chosen), result
