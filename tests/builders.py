"""Records for tests, each complete and published unless a test says otherwise. Names are those of situations."""

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import User

from cnrs_intl.catalogue.choices import Publication
from offices.models import Country, Coverage, Office, Region
from partnerships.models import (
    Cluster,
    Document,
    EUContract,
    Exchange,
    FrenchExtension,
    Infrastructure,
    Institute,
    Instrument,
    Participation,
    Partner,
    Programme,
    Site,
    Structure,
    StructureCode,
    Succession,
    Term,
)

_numbers = count(1)


def next_number() -> int:
    return next(_numbers)


def next_code() -> str:
    """Two capital letters that no other country has: QA to QZ, and so on; enough for a test."""
    number = next(_codes)
    return f"{'QXZWYVO'[number // 26 % 7]}{chr(65 + number % 26)}"


_codes = count()
PLACES = {
    "FR": "europe",
    "DE": "europe",
    "JP": "asia-oceania",
    "SG": "asia-oceania",
    "US": "americas",
    "CL": "americas",
}
NAMES = {"FR": "France", "JP": "Japan", "US": "United States", "SG": "Singapore", "CL": "Chile", "DE": "Germany"}
NAMES_FR = {"JP": "Japon", "US": "États-Unis", "SG": "Singapour", "CL": "Chili", "DE": "Allemagne"}
FAMILIES = {"UMI": "joint_unit", "IRL": "joint_unit", "LIA": "associated_laboratory", "PICS": "project"}


def superuser() -> User:
    """Somebody who may do everything, and has no account."""
    return User(username="superuser", is_staff=True, is_superuser=True)


def region(code: str) -> Region:
    return Region.objects.get_or_create(code=code, defaults={"name_en": code.title(), "name_fr": code.title()})[0]


def country(iso2: str) -> Country:
    if known := Country.objects.filter(pk=iso2).first():
        return known
    defaults = {
        "iso3": f"{iso2}X",
        "cordis_code": iso2,
        "name_en": NAMES[iso2],
        "name_fr": NAMES_FR.get(iso2, NAMES[iso2]),
        "region": region(PLACES[iso2]),
    }
    return Country.objects.create(iso2=iso2, **defaults)


def office(city: str = "Tokyo", covers: tuple[str, ...] = ("JP",), **fields: Any) -> Office:
    seat = country(covers[0] if covers else "JP")
    defaults = {"city_en": city, "city_fr": city, "country": seat, "publication": Publication.PUBLISHED}
    made = Office.objects.create(slug=city.lower(), **(defaults | fields))
    for iso2 in covers:
        Coverage.objects.create(office=made, country=country(iso2), start=date(2000, 1, 1))
    return made


def institute(acronym: str = "INSIS") -> Institute:
    return Institute.objects.get_or_create(acronym=acronym, defaults={"name_en": acronym, "name_fr": acronym})[0]


def instrument(code: str = "UMI") -> Instrument:
    defaults = {"name_en": code, "name_fr": code, "family": FAMILIES[code]}
    return Instrument.objects.get_or_create(code=code, defaults=defaults)[0]


def partner(name: str = "", iso2: str = "JP", **fields: Any) -> Partner:
    number = next(_numbers)
    defaults = {"name": name or f"University {number}", "slug": f"partner-{number}", "country": country(iso2)}
    return Partner.objects.create(**(defaults | {"publication": Publication.PUBLISHED} | fields))


def structure(
    acronym: str = "",
    *,
    code: str = "",
    kind: str = "UMI",
    terms: tuple[tuple[date, date | None], ...] = ((date(2008, 1, 1), date(2100, 12, 31)),),
    partners: tuple[Partner, ...] = (),
    institutes: tuple[str, ...] = (),
    iso2: str = "JP",
    main_site: bool = True,
    **fields: Any,
) -> Structure:
    number = next(_numbers)
    acronym = acronym or f"LAB{number}"
    defaults = {
        "acronym": acronym,
        "slug": f"{acronym.lower()}-{number}",
        "title_en": f"Joint laboratory {number}",
        "title_fr": f"Laboratoire commun {number}",
        "country": country(iso2),
        "instrument": instrument(kind),
        "publication": Publication.PUBLISHED,
    }
    made = Structure.objects.create(**(defaults | fields))
    for start, end in terms:
        Term.objects.create(structure=made, start=start, end=end)
    for taker in partners:
        Participation.objects.create(collaboration=made, partner=taker)
    made.institutes.set([institute(each) for each in institutes])
    StructureCode.objects.create(structure=made, instrument=instrument(kind), code=code or f"{kind} {9000 + number}")
    if main_site:
        Site.objects.create(structure=made, role="main", country=country(iso2), city_en="City", city_fr="Ville")
    return made


def extension(of: Structure | None = None, **fields: Any) -> FrenchExtension:
    made = FrenchExtension.objects.create(
        **({"structure": of or structure(), "role": "extension", "country": country("FR"), "city_en": "Lille"} | fields)
    )
    for direction, people in (("received", 5), ("sent", 3)):
        Exchange.objects.create(site=made, year=2014, direction=direction, category="doctoral", head_count=people)
    return made


def exchange(of: Site, year: int = 2014, *, home: Partner | None = None, **fields: Any) -> Exchange:
    defaults = {"direction": "received", "category": "student", "head_count": 1}
    return Exchange.objects.create(site=of, year=year, home=home or partner(), **(defaults | fields))


def document(of: Structure, **fields: Any) -> Document:
    """Attached to its first term; public, and without a file on disk unless a test stores one."""
    number = next_number()
    defaults = {"title": f"Agreement {number}", "is_public": True, "sha256": f"{number:064x}", "size": 1024}
    stored = {"file": f"ab/ab{number:030x}.pdf"}
    return Document.objects.create(term=of.terms.all()[0], **defaults | stored | fields)


def succession(before: Structure, after: Structure, **fields: Any) -> Succession:
    return Succession.objects.create(predecessor=before, successor=after, **fields)


def programme(code: str = "FP7", parent: Programme | None = None) -> Programme:
    return Programme.objects.get_or_create(code=code, defaults={"name_en": code, "parent": parent})[0]


def contract(acronym: str = "", *, partners: tuple[Partner, ...] = (), **fields: Any) -> EUContract:
    number = next(_numbers)
    framework = programme()
    defaults = {
        "acronym": acronym or f"PROJ{number}",
        "slug": f"fp7-{100000 + number}",
        "grant_number": str(100000 + number),
        "title_en": f"Project {number}",
        "country": country("DE"),
        "framework": framework,
        "programme": framework,
        "start": date(2014, 1, 1),
        "end": date(2017, 12, 31),
        "ec_contribution": 1_000_000,
        "publication": Publication.PUBLISHED,
    }
    made = EUContract.objects.create(**(defaults | fields))
    for place, taker in enumerate(partners, start=1):
        Participation.objects.create(collaboration=made, partner=taker, role="participant", position=place)
    return made


def infrastructure(name: str = "", iso2: str = "JP", **fields: Any) -> Infrastructure:
    number = next(_numbers)
    defaults = {"name_fr": name or f"Infrastructure {number}", "slug": f"infra-{number}", "country": country(iso2)}
    return Infrastructure.objects.create(**(defaults | {"publication": Publication.PUBLISHED} | fields))


def cluster(name: str = "", *, structures: tuple[Structure, ...] = (), **fields: Any) -> Cluster:
    number = next(_numbers)
    defaults = {"name_en": name or f"Cluster {number}", "slug": f"cluster-{number}", "country": country("JP")}
    made = Cluster.objects.create(**(defaults | {"publication": Publication.PUBLISHED} | fields))
    made.structures.set(structures)
    return made
