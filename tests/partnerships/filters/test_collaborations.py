"""What can be asked of structures and of contracts alike, asked of both."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from partnerships.models import SocietalChallenge
from partnerships.models.periods import a_year_after, months_after
from tests import builders

pytestmark = pytest.mark.django_db


def structure(start, end, **fields):
    return builders.structure(terms=((start, end),), **fields)


def contract(start, end, **fields):
    return builders.contract(start=start, end=end, **fields)


@pytest.fixture(params=[("structures", structure), ("contracts", contract)], ids=lambda param: param[0])
def kind(request):
    return request.param


START, END = date(2010, 3, 1), date(2014, 6, 30)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2010-02-28", False), ("2010-03-01", True), ("2014-06-30", True), ("2014-07-01", False)],
)
def test_active_on_holds_from_the_first_day_to_the_last(found, kind, day, expected):
    name, make = kind
    assert found(name, make(START, END), active_on=day) is expected


def test_years_of_start_and_end(found, kind):
    name, make = kind
    record = make(START, END)
    assert found(name, record, starts_in=2010)
    assert not found(name, record, starts_in=2014)
    assert found(name, record, ends_in=2014)
    assert not found(name, record, ends_in=2010)


def test_ending_within_counts_the_last_day_and_leaves_out_what_ended(found, kind):
    name, make = kind
    today = localdate()
    last = months_after(today, 6)
    assert found(name, make(START, last), ending_within=6)
    assert not found(name, make(START, last + timedelta(days=1)), ending_within=6)
    assert not found(name, make(START, today - timedelta(days=1)), ending_within=6)
    assert found(name, make(START, today), ending_within=1)


def test_ending_within_is_read_as_of_the_day(found, kind):
    name, make = kind
    assert found(name, make(START, END), ending_within=12, active_on="2014-01-01")


def test_statuses(ask, kind):
    name, make = kind
    today = localdate()
    far = date(2100, 1, 1)
    records = {
        "ended": make(START, END),
        "active": make(START, far),
        "ending_soon": make(START, a_year_after(today)),
        "upcoming": make(today + timedelta(days=1), far),
    }
    addresses = {status: record.get_absolute_url() for status, record in records.items()}
    for status in ("ended", "ending_soon", "upcoming"):
        assert ask(name, status=status) == {addresses[status]}
    assert ask(name, status="active") == {addresses["active"], addresses["ending_soon"]}
    assert ask(name, status=["ended", "upcoming"]) == {addresses["ended"], addresses["upcoming"]}
    assert addresses["ended"] in ask(name, status="active", active_on="2012-01-01")


def test_country_is_that_of_any_partner_but_the_organisation_itself(found, kind):
    name, make = kind
    home = builders.partner(iso2="FR", is_home=True)
    record = make(START, END, partners=(builders.partner(iso2="JP"), home))
    assert found(name, record, country="JP")
    assert not found(name, record, country="FR")
    builders.country("US")
    assert not found(name, record, country="US")
    assert found(name, record, country=["US", "JP"])


def test_partner_region_and_office(found, kind):
    name, make = kind
    partner = builders.partner(iso2="JP")
    record = make(START, END, partners=(partner,))
    other = make(START, END, partners=(builders.partner(iso2="US"),), country=builders.country("US"))
    office = builders.office(covers=("JP",))
    for question in ({"partner": partner.slug}, {"office": office.slug}, {"region": "asia-oceania"}):
        assert found(name, record, **question), question
        assert not found(name, other, **question), question


def test_institute_and_challenge(found, kind):
    name, make = kind
    record, other = make(START, END), make(START, END)
    challenge = SocietalChallenge.objects.create(number=3, name_en="Health", name_fr="Santé")
    record.institutes.set([builders.institute("INC")])
    record.challenges.set([challenge])
    for question in ({"institute": "INC"}, {"challenge": 3}):
        assert found(name, record, **question)
        assert not found(name, other, **question)


def test_text_is_found_without_its_accents_in_titles_and_partners(found, kind):
    name, make = kind
    record = make(START, END, partners=(builders.partner("Université d'Ōsaka"),), title_fr="Mécatronique intégrée")
    for text in ("mecatronique", "MÉCATRONIQUE", "universite d'osaka"):
        assert found(name, record, q=text), text
    assert not found(name, record, q="chimie")
    assert not found(name, record, q="%")
