"""The administration with 5 000 structures and 20 000 partners: few queries, and none that is slow."""

from datetime import date
from time import monotonic

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from offices.models import Country, Region
from partnerships.models import (
    Collaboration,
    Exchange,
    Institute,
    Instrument,
    Participation,
    Partner,
    Site,
    StructureCode,
    Term,
)

STRUCTURES, PARTNERS = 5_000, 20_000
QUERIES_AT_MOST = 20
SECONDS_AT_MOST = 5
MADE_ELSEWHERE = (
    "accessattempt", "collaboration", "distinctpartners", "document", "proposededit", "reminder", "reviewcomment",
    "savedview",
)  # fmt: skip
STRUCTURE_QUESTIONS = (
    "?status=active",
    "?instrument__family__exact=network&q=universite",
    "?terms__start__year=2005",
    "?o=5",
)
PARTNER_QUESTIONS = ("?publication__exact=draft&_facets=True", "?q=universite&_facets=True")


@pytest.fixture
def register(db):
    regions = Region.objects.bulk_create(Region(code=f"r{n}", name_en=f"Region {n}") for n in range(4))
    countries = Country.objects.bulk_create(
        Country(iso2=iso2, iso3=f"{iso2}X", cordis_code=iso2, name_en=f"Country {iso2}", region=regions[n % 4])
        for n, iso2 in enumerate(f"{a}{b}" for a in "ABCDEFGHIJKLM" for b in "ABCDEFGHIJKLMNO")
    )
    Country.objects.create(iso2="FR", iso3="FRA", cordis_code="FR", name_en="France", region=regions[0])
    families = ("project", "associated_laboratory", "network", "joint_unit")
    instruments = Instrument.objects.bulk_create(
        Instrument(code=f"I{n}", name_en=f"Instrument {n}", family=families[n % 4]) for n in range(8)
    )
    Institute.objects.bulk_create(Institute(acronym=f"IN{n}", name_en=f"Institute {n}") for n in range(10))
    partners = Partner.objects.bulk_create(
        Partner(slug=f"p{n}", name=f"Université {n}", country=countries[n % len(countries)]) for n in range(PARTNERS)
    )
    structures = make_structures(countries)
    make_rows(structures, instruments[0], partners)
    connection.cursor().execute("ANALYZE")
    return structures, countries, partners


def make_structures(countries):
    shared = Collaboration.objects.bulk_create(
        Collaboration(slug=f"s{n}", acronym=f"LAB{n}", title_en=f"Laboratory {n}", country=countries[n % 150])
        for n in range(STRUCTURES)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO partnerships_structure
                (collaboration_ptr_id, instrument_id, discipline_en, discipline_fr, note_en, note_fr)
            SELECT id, (SELECT min(id) FROM partnerships_instrument) + id % 8, '', '', '', ''
            FROM partnerships_collaboration
            """
        )
    return [record.pk for record in shared]


def make_rows(structures, instrument, partners):
    Term.objects.bulk_create(
        Term(structure_id=key, start=date(1990 + n % 30, 1, 1), end=date(1993 + n % 30 + n % 9, 12, 31))
        for n, key in enumerate(structures)
    )
    StructureCode.objects.bulk_create(
        StructureCode(structure_id=key, instrument=instrument, code=f"UMI {n}") for n, key in enumerate(structures)
    )
    Participation.objects.bulk_create(
        Participation(collaboration_id=key, partner=partners[(n * 3 + more) % PARTNERS])
        for n, key in enumerate(structures)
        for more in range(3)
    )


def furnish(structure, country, partners):
    """A second term, three sites and their exchanges."""
    Term.objects.create(structure_id=structure, start=date(2040, 1, 1))
    for number, (role, place) in enumerate((("main", country.pk), ("mirror", country.pk), ("extension", "FR"))):
        site = Site.objects.create(
            structure_id=structure, role=role, name=str(number), country_id=place, host=partners[0]
        )
        Exchange.objects.bulk_create(
            Exchange(site=site, year=2000 + n, category="student", head_count=n, home=partners[n]) for n in range(5)
        )


def test_no_page_is_slow_in_a_large_register(admin_client, register):
    structures, countries, partners = register
    furnish(structures[0], countries[0], partners)
    pages = ["/admin/", reverse("admin:partnerships_structure_change", args=[structures[0]])]
    pages.append(reverse("admin:partnerships_partner_change", args=[partners[0].pk]))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listing = reverse(f"{name}_changelist")
        pages += [listing, f"{listing}?q=université 199", f"{listing}?q=UMI 49"]
        if model._meta.model_name not in MADE_ELSEWHERE:
            pages.append(reverse(f"{name}_add"))
    pages += [f"{reverse('admin:partnerships_structure_changelist')}{question}" for question in STRUCTURE_QUESTIONS]
    pages += [f"{reverse('admin:partnerships_partner_changelist')}{question}" for question in PARTNER_QUESTIONS]
    for page in pages:
        begin = monotonic()
        with CaptureQueriesContext(connection) as queries:
            response = admin_client.get(page, follow=True)
        assert response.status_code == 200, page
        assert len(queries) <= QUERIES_AT_MOST, page
        assert monotonic() - begin < SECONDS_AT_MOST, page
