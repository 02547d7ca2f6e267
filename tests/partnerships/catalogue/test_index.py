from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from cnrs_intl.catalogue.pagination import FEW
from cnrs_intl.catalogue.search import QueryError
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.check import plain
from partnerships.models import Collaboration, EUContract, Participation, Structure, Term
from tests.partnerships.catalogue import naive
from tests.partnerships.catalogue.register import FIRST, LAST, Register

STAFF = User(username="staff", is_staff=True)
ANYBODY = AnonymousUser()
DAY = date(2015, 6, 1)


def filled(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {facet: values for facet, values in counts.items() if values}


@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), day=st.dates(FIRST, LAST), data=st.data())
def test_any_choice_on_any_day_gives_what_a_naive_reading_gives(seed, day, data):
    savepoint = transaction.savepoint()
    try:
        register = Register(seed)
        for _ in range(12):
            register.collaboration()
        connection.check_constraints()
        staff = data.draw(st.booleans())
        reader = STAFF if staff else ANYBODY
        records = list(Collaboration.objects.visible_to(reader))
        assume(records)
        everything = naive.counts({}, day, records)[1]
        if not staff:
            everything.get("office", {}).pop("ottawa", None)
        facets = data.draw(st.lists(st.sampled_from(sorted(everything)), unique=True, max_size=3))
        chosen = {
            name: data.draw(st.lists(st.sampled_from(sorted(everything[name])), min_size=1, unique=True, max_size=2))
            for name in facets
            if everything[name]
        }
        result = CatalogueIndex.current(reader).query(chosen=chosen, day=day)
        ids, counts = naive.counts(chosen, day, records)
        if not staff:
            counts.get("office", {}).pop("ottawa", None)
        assert set(result.ids) == ids
        assert {name: values for name, values in result.counts.items() if values} == {
            n: v for n, v in counts.items() if v
        }
        assert sorted(result.page(size=100).ids) == sorted(ids)
    finally:
        transaction.savepoint_rollback(savepoint)


@pytest.fixture
def register(db) -> Register:
    register = Register(5)
    for _ in range(30):
        register.collaboration()
    connection.check_constraints()
    return register


def ask(reader=STAFF, **question):
    return CatalogueIndex.current(reader).query(**question)


def test_what_is_not_published_is_in_no_count_of_the_public(register):
    public = ask(ANYBODY)
    assert set(public.ids) == set(Collaboration.objects.published().values_list("pk", flat=True))
    statuses = public.counts["status"]
    assert sum(statuses.values()) - statuses.get("ending_soon", 0) == public.total < ask().total
    assert "ottawa" not in public.counts["office"]


@pytest.mark.parametrize("day", [DAY, FIRST, LAST, date.min, date.max])
def test_active_on_a_day_and_ending_within_months(register, day):
    active = {
        record.pk
        for model in (Structure, EUContract)
        for record in model.objects.active_on(day)
    }  # fmt: skip
    assert set(ask(day=day, active=True).ids) == active
    ending = {*Structure.objects.with_dates().ending_within(18, day), *EUContract.objects.ending_within(18, day)}
    assert set(ask(day=day, ending_within=18).ids) == {record.pk for record in ending}


def test_starts_and_ends_in_a_year(register):
    for year in range(1999, 2032):
        starting = {*Structure.objects.with_dates().starting_in(year), *EUContract.objects.starting_in(year)}
        ending = {*Structure.objects.with_dates().ending_in(year), *EUContract.objects.ending_in(year)}
        assert set(ask(starts_in=year).ids) == {record.pk for record in starting}
        assert set(ask(ends_in=year).ids) == {record.pk for record in ending}


def test_the_timeline_counts_what_starts_and_what_is_active_on_a_day_of_each_year(register):
    result = ask(chosen={"country": ["JP", "US"]})
    years = sorted(result.timeline)
    starting, active = (plain.groups(plain.facts(DAY)["start_year"]), plain.groups(
        plain.years(years[0], years[-1])["active_year"]
    ))  # fmt: skip
    assert years == list(range(min(map(int, starting)), date.today().year + 1))
    assert any(active.values())
    for year, counts in result.timeline.items():
        expected = (starting.get(str(year), BitMap()), active.get(str(year), BitMap()))
        assert counts == tuple(len(bits & result.ids) for bits in expected)


def test_a_year_is_met_on_its_first_and_on_its_last_day(register):
    Term.objects.all().delete()
    EUContract.objects.update(start=None, end=None)
    first, last, before = list(Structure.objects.order_by("pk")[:3])
    Term.objects.create(structure=first, start=date(2008, 12, 31), end=date(2009, 1, 1))
    Term.objects.create(structure=last, start=date(2010, 12, 31))
    Term.objects.create(structure=before, start=date(2008, 1, 1), end=date(2008, 12, 31))
    connection.check_constraints()
    timeline = ask().timeline
    assert [timeline[year] for year in (2008, 2009, 2010, 2011)] == [(2, 2), (0, 1), (1, 1), (0, 1)]


def test_partners_are_chosen_with_their_parts_and_counted(register):
    result = ask()
    for key, count in result.top_partners():
        partner = next(partner for partner in register.partners if partner.pk == key)
        chosen = ask(partners=[partner.pk])
        home_aside = Participation.objects.filter(partner__is_home=False)
        expected = home_aside.filter(partner=partner) | home_aside.filter(partner__parent=partner)
        assert set(chosen.ids) == set(expected.values_list("collaboration", flat=True))
        assert chosen.total == count
        assert (key, count) in chosen.top_partners()


def test_partners_of_few_records_are_counted_in_rows_alike(register, monkeypatch):
    in_bitmaps = ask().top_partners(3)
    monkeypatch.setattr("partnerships.catalogue.index.ROW_TO_BITMAP", 0)
    assert ask().top_partners(3) == in_bitmaps
    assert len(in_bitmaps) == 3


def test_an_unknown_filter_is_refused_and_an_unknown_value_finds_nothing(register):
    with pytest.raises(QueryError, match="colour"):
        ask(chosen={"colour": ["red"]})
    result = ask(chosen={"country": ["ZZ"]})
    assert result.total == 0
    assert result.counts["country"]["ZZ"] == 0


@pytest.mark.parametrize("year", [-1, 0, 10**9])
def test_a_year_that_no_calendar_has_is_refused(register, year):
    with pytest.raises(QueryError, match="four digits"):
        ask(starts_in=year)


def test_a_page_costs_a_fixed_number_of_queries(register, django_assert_num_queries):
    CatalogueIndex.current(STAFF)
    with django_assert_num_queries(1):
        result = ask(chosen={"country": ["JP"]}, day=DAY)
        assert result.counts
        assert result.timeline
        assert result.page().ids
    assert result.total < FEW
