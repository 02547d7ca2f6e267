from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnrs_intl.catalogue.text import fold
from offices.models import Country, Region
from partnerships.models import Partner, PartnerName
from partnerships.services.registry import RegistryRecord, link_partners

pytestmark = pytest.mark.django_db
TOKYO = "057zh3y96"
numbers = count()


@pytest.fixture(autouse=True)
def countries():
    region = Region.objects.create(code="asia", name_en="Asia", name_fr="Asie")
    for iso2, iso3 in (("JP", "JPN"), ("CN", "CHN")):
        Country.objects.create(iso2=iso2, iso3=iso3, cordis_code=iso2, name_en=iso2, name_fr=iso2, region=region)


def partner(name, *, country="JP", **fields):
    return Partner.objects.create(slug=f"partner-{next(numbers)}", name=name, country_id=country, **fields)


def record(ror_id=TOKYO, *names, country="JP", **fields):
    return RegistryRecord(ror_id=ror_id, names=names or ("The University of Tokyo",), country=country, **fields)


def test_the_only_record_of_that_name_and_country_is_linked():
    one = partner("THE UNIVERSITY OF TOKYO")
    place = {"city": "Tokyo", "latitude": Decimal("35.68950"), "longitude": Decimal("139.69171")}
    report = link_partners(records=[record(**place), record("02956yf07", "University of Tsukuba")])
    one.refresh_from_db()
    assert [match.partner for match in report.linked] == [one]
    assert one.ror_id == TOKYO
    assert (one.city, one.latitude) == ("Tokyo", Decimal("35.68950"))


def test_any_name_but_an_acronym_counts():
    named, abbreviated = partner("Todai"), partner("Elsewhere")
    PartnerName.objects.create(partner=named, text="The University of Tokyo", kind="former")
    PartnerName.objects.create(partner=abbreviated, text="The University of Tsukuba", kind="acronym")
    link_partners(records=[record(), record("02956yf07", "The University of Tsukuba")])
    named.refresh_from_db()
    abbreviated.refresh_from_db()
    assert named.ror_id == TOKYO
    assert abbreviated.ror_id is None


def test_what_the_partner_already_says_of_its_place_is_kept():
    one = partner("The University of Tokyo", city="Kashiwa", latitude=Decimal("35.9"), longitude=Decimal("139.9"))
    link_partners(records=[record(city="Tokyo", latitude=Decimal(1), longitude=Decimal(2))])
    one.refresh_from_db()
    assert (one.city, one.latitude) == ("Kashiwa", Decimal("35.9"))
    assert one.ror_id == TOKYO


@pytest.mark.parametrize(
    "records",
    [[], [record(country="CN")], [record(is_active=False)], [record(TOKYO, "The University of Tokyo Hospital")]],
    ids=["none", "other country", "inactive", "longer name"],
)
def test_without_an_equal_active_record_nothing_is_said(records):
    one = partner("The University of Tokyo")
    report = link_partners(records=records)
    one.refresh_from_db()
    assert one.ror_id is None
    assert (report.linked, report.ambiguous, report.taken) == ([], [], [])


def test_a_partner_without_a_country_is_left_alone():
    partner("The University of Tokyo", country=None)
    assert link_partners(records=[record()]).linked == []


def test_two_records_of_one_name_are_a_doubt():
    one = partner("The University of Tokyo")
    report = link_partners(records=[record(), record("02956yf07")])
    one.refresh_from_db()
    assert one.ror_id is None
    assert [(match.partner, match.ror_ids) for match in report.ambiguous] == [(one, ("02956yf07", TOKYO))]


def test_two_partners_of_one_name_are_a_doubt():
    both = {partner("The University of Tokyo"), partner("the university of TOKYO")}
    report = link_partners(records=[record()])
    assert {match.partner for match in report.ambiguous} == both
    assert not Partner.objects.filter(ror_id=TOKYO).exists()


def test_an_id_that_another_partner_has_is_not_given_again():
    partner("Tokyo daigaku", ror_id=TOKYO)
    one = partner("The University of Tokyo")
    report = link_partners(records=[record()])
    assert [match.partner for match in report.taken] == [one]
    assert report.linked == []


def test_linking_twice_changes_nothing():
    partner("The University of Tokyo")
    link_partners(records=[record()])
    before = list(Partner.objects.values())
    assert link_partners(records=[record()]).linked == []
    assert list(Partner.objects.values()) == before


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    for number in range(30):
        partner(f"University {number}")
    with django_assert_max_num_queries(6):
        report = link_partners(records=[record(f"0000000{number:02}", f"University {number}") for number in range(30)])
    assert len(report.linked) == 30


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Alpha", "ALPHA", "Béta", "beta", "Gamma"]), max_size=6))
def test_an_id_goes_to_at_most_one_partner(names):
    Partner.objects.all().delete()
    for name in names:
        partner(name)
    link_partners(records=[record(TOKYO, "Alpha"), record("02956yf07", "Beta", "Gamma")])
    for ror_id, wanted in ((TOKYO, {"alpha"}), ("02956yf07", {"beta", "gamma"})):
        fitting = [name for name in names if fold(name) in wanted]
        assert Partner.objects.filter(ror_id=ror_id).count() == (len(fitting) == 1)
