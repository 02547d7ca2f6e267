"""The catalogue's page: every form says what naive SQL says, for random questions; and the rules of its own."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnrs_intl.kept_pages import pages
from partnerships.models import Collaboration, EUContract, Structure, StructureCode
from tests import builders

LIST = "/en/collaborations/"
MOST_QUERIES = 5
PLACES, KINDS, INSTITUTES = ("JP", "US", "DE", "CL"), ("UMI", "LIA", "PICS", "contract"), ("INSIS", "INC")


def body(response) -> str:
    assert response.status_code == 200
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def in_file(client, suffix: str, **query) -> str:
    return body(client.get(f"/en/collaborations.{suffix}", query))


@pytest.fixture
def register(db):
    """A small register in which every facet has something to say."""
    for number in range(24):
        partners = tuple(builders.partner(iso2=PLACES[(number + step) % 4]) for step in range(number % 3))
        start = date(2008 + number % 9, 1 + number % 12, 1)
        end = date(start.year + 2 + number % 13, 6, 30)
        institutes = INSTITUTES[: number % 3]
        if number % 4 == 3:
            made = builders.contract(partners=partners, start=start, end=end, country=builders.country("DE"))
            made.institutes.set([builders.institute(each) for each in institutes])
        else:
            builders.structure(
                kind=KINDS[number % 4], iso2=PLACES[number % 4], terms=((start, end),), partners=partners,
                institutes=institutes, publication="draft" if number == 8 else "published",
            )  # fmt: skip
    connection.check_constraints()


def naive(kind: list[str], country: list[str], institute: list[str], active_on: date | None) -> set[int]:
    """The same question asked of the register itself, one condition after the other."""
    structures, contracts = Structure.objects.published(), EUContract.objects.published()
    if kind:
        structures = structures.filter(instrument__code__in=kind)
        contracts = contracts if "contract" in kind else contracts.none()
    if country:
        structures, contracts = structures.with_partner_from(*country), contracts.with_partner_from(*country)
    if institute:
        structures, contracts = structures.of_institute(*institute), contracts.of_institute(*institute)
    if active_on:
        structures, contracts = structures.active_on(active_on), contracts.active_on(active_on)
    return {*structures.values_list("pk", flat=True), *contracts.values_list("pk", flat=True)}


QUESTIONS = st.fixed_dictionaries(
    {
        "kind": st.lists(st.sampled_from(KINDS), max_size=2, unique=True),
        "country": st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
        "institute": st.lists(st.sampled_from(INSTITUTES), max_size=1),
        "active_on": st.none() | st.dates(date(2007, 1, 1), date(2030, 1, 1)),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=QUESTIONS)
def test_list_counts_map_and_files_agree_with_naive_sql(register, client, question):
    wanted = naive(**question)
    query = {name: value for name, value in question.items() if value}
    page = body(client.get(LIST, query))
    assert re.search(rf"<h1>{len(wanted)} collaborations?\b", page)
    assert {json.loads(line)["id"] for line in in_file(client, "json", lines=1, **query).splitlines()} == wanted
    lines = list(csv.reader(io.StringIO(in_file(client, "csv", **query).removeprefix("\ufeff"))))
    assert {int(line[0]) for line in lines[2:]} == wanted
    features = json.loads(in_file(client, "geojson", **query))["features"]
    assert {feature["id"] for feature in features} == wanted
    for iso2, label in (("JP", "Japan"), ("CL", "Chile")):
        others = len(naive(**(question | {"country": [iso2]})))
        drawn = re.search(rf"<title>{label}: (\d+)</title>", page)
        shown = int(drawn[1]) if drawn else 0
        assert shown == (others if wanted else 0)


def test_pages_give_every_row_once_both_ways(register, client):
    seen, url = [], "/en/collaborations.json?order=title"
    while url:
        answer = client.get(url).json()
        seen += [row["id"] for row in answer["results"]]
        last, url = answer, answer["next"]
    assert len(seen) == len(set(seen)) == last["count"] == 23


@pytest.mark.parametrize("order", ["start", "-start", "end", "-end", "title", "-title", "budget", "-budget"])
def test_next_then_previous_comes_back(register, client, order, monkeypatch):
    monkeypatch.setattr("partnerships.views.collaborations.CollaborationList.page_size", 5)
    first = client.get("/en/collaborations.json", {"order": order}).json()
    second = client.get(first["next"]).json()
    assert [row["id"] for row in client.get(second["previous"]).json()["results"]] == [
        row["id"] for row in first["results"]
    ]


def test_an_edit_is_there_on_the_next_request(register, client):
    assert "UNHEARDOF" not in body(client.get(LIST, {"q": "unheardof"}))
    Collaboration.objects.filter(pk=Structure.objects.published().first().pk).update(acronym="UNHEARDOF")
    connection.check_constraints()
    assert "UNHEARDOF" in body(client.get(LIST, {"q": "unheardof"}))


@pytest.mark.parametrize("written", ["UMI 3218", "umi3218", "IRL-3218"])
def test_old_and_new_code_find_one_record(db, client, written):
    made = builders.structure("JRL", kind="IRL", code="IRL 3218")
    StructureCode.objects.create(structure=made, instrument=builders.instrument("UMI"), code="UMI 3218")
    builders.structure()
    connection.check_constraints()
    assert client.get("/en/collaborations.json", {"q": written}).json()["count"] == 1


@pytest.mark.parametrize(("day", "kind"), [("2019-12-31", "UMI"), ("2020-01-01", "IRL")])
def test_rows_say_the_kind_of_the_day_that_they_are_counted_by(db, client, day, kind):
    made = builders.structure("JRL", kind="IRL", code="IRL 3218")
    made.codes.update(start=date(2020, 1, 1))
    former = {"instrument": builders.instrument("UMI"), "code": "UMI 3218", "end": date(2019, 12, 31)}
    StructureCode.objects.create(structure=made, start=date(2009, 1, 1), **former)
    connection.check_constraints()
    (row,) = client.get("/en/collaborations.json", {"active_on": day, "kind": kind}).json()["results"]
    assert row["kind"] == kind
    page = client.get("/en/collaborations/", {"active_on": day}).content.decode()
    assert "UMI 3218" in page
    assert ("IRL 3218" in page) == (kind == "IRL")


def test_a_misspelt_word_offers_what_is_near(db, client):
    builders.structure("JRL", title_en="Joint Robotics Laboratory")
    connection.check_constraints()
    page = body(client.get(LIST, {"q": "robotiks"}))
    assert "Did you mean" in page
    assert "?q=robotics" in page.lower()


def test_formulas_are_inert_in_the_csv(db, client):
    builders.structure("=1+1", title_en='=HYPERLINK("http://evil")', slug="formula")
    connection.check_constraints()
    line = list(csv.reader(io.StringIO(in_file(client, "csv"))))[2]
    assert "'=1+1" in line
    assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_points_are_longitude_first_and_main_sites_only(db, client):
    made = builders.structure()
    made.sites.update(latitude="35.66", longitude="139.68")
    builders.contract()
    connection.check_constraints()
    found = {each["id"]: each["geometry"] for each in json.loads(in_file(client, "geojson"))["features"]}
    assert found.pop(made.pk) == {"type": "Point", "coordinates": [139.68, 35.66]}
    assert set(found.values()) == {None}


def test_the_feed_is_xml_with_the_last_changed_first(register, client):
    feed = ElementTree.fromstring(in_file(client, "atom"))  # noqa: S314 - our own answer
    space = {"a": "http://www.w3.org/2005/Atom"}
    dates = [entry.text for entry in feed.findall("a:entry/a:updated", space)]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 23


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("kind=NOSUCH", "kind"),
        ("order=-relevance", "order"),
        ("order=password", "order"),
        ("after=99999999", "after"),
        ("after=x", "after"),
        ("page=1&after=2", "after"),
        ("page=401", "page"),
        ("q=" + "a " * 60, "q"),
        ("country=jp", "country"),
        ("&".join(["country=JP"] * 60), "country"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_named(register, client, query, named):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 400
    assert f"<code>{named}</code>" in response.content.decode()


def test_completions_are_of_what_the_reader_may_see(db, client):
    builders.structure("LIMMS")
    builders.structure("LIMBO", publication="draft")
    offers = client.get("/en/collaborations/complete", {"q": "lim"}).json()["results"]
    assert [offer["text"] for offer in offers] == ["LIMMS"]
    assert client.get("/en/collaborations/complete", {"q": "\x00x"}).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_a_page_costs_few_queries_whatever_is_asked(register, client, django_assert_max_num_queries):
    client.get(LIST)
    pages.clear()  # so that the first page is made too
    for query in (
        {},
        {"country": "JP"},
        {"kind": ["UMI", "LIA"], "active_on": "2014-07-01"},
        {"q": "joint"},
        {"q": "jiont"},
        {"q": "jiont laboratori nowher"},
        {"q": "nowher", "country": ["JP", "US"], "kind": "UMI"},
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(LIST, query)


def test_all_values_of_a_facet_are_one_address_away(db, client):
    for year in range(2001, 2013):
        builders.structure(terms=((date(year, 1, 1), date(2030, 1, 1)),))
    connection.check_constraints()
    page = body(client.get(LIST))
    assert len(re.findall(r'href="\?start_year=20..">', page)) == 10
    assert 'href="?all=start_year#facet-start_year">All 12 values<' in page
    page = body(client.get(LIST, {"start_year": "2012", "all": "start_year"}))
    assert len(re.findall(r'href="\?start_year=2012&amp;start_year=20..">', page)) == 11
    assert 'href="?start_year=2012#facet-start_year">Only the first values<' in page
    assert client.get(LIST, {"all": "title"}).status_code == 400


def partners_shown(page: str) -> list[tuple[str, int]]:
    """Address and count of each value of the facet of partners."""
    facet = page.partition('id="facet-partner"')[2].partition("</ul>")[0]
    return [(slug, int(count)) for slug, count in re.findall(r"partner=([\w-]+)\">.*?class=\"count\">(\d+)<", facet)]


@pytest.mark.parametrize("row_to_bitmap", [0, 10**6])
def test_partners_are_counted_and_chosen_and_drafts_named_to_the_staff_only(db, client, monkeypatch, row_to_bitmap):
    monkeypatch.setattr("partnerships.catalogue.index.ROW_TO_BITMAP", row_to_bitmap)
    often, once, hidden = (
        builders.partner("Often"),
        builders.partner("Once"),
        builders.partner("Hidden Institute", publication="draft"),
    )
    for others in ((once, hidden), (hidden,), ()):
        builders.structure(partners=(often, *others))
    connection.check_constraints()
    page = body(client.get(LIST))
    assert partners_shown(page) == [(often.slug, 3), (once.slug, 1)]
    assert "Hidden" not in page
    page = body(client.get(LIST, {"partner": once.slug}))
    assert "<h1>1 collaboration with Once</h1>" in page
    assert partners_shown(page) == [(often.slug, 3)]
    assert '<li class="chosen">' in page.partition('id="facet-partner"')[2]
    assert client.get(LIST, {"partner": hidden.slug}).status_code == 400


def test_more_partners_are_one_address_away(db, client):
    builders.structure(partners=tuple(builders.partner() for _ in range(12)))
    connection.check_constraints()
    page = body(client.get(LIST))
    assert len(partners_shown(page)) == 10
    assert 'href="?all=partner#facet-partner">More values<' in page
    assert len(partners_shown(body(client.get(LIST, {"all": "partner"})))) == 12


@pytest.mark.django_db(transaction=True)
def test_what_is_rare_at_the_top_of_an_order_is_found_in_few_queries(
    register, client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("cnrs_intl.catalogue.pagination.FEW", 0)
    monkeypatch.setattr("cnrs_intl.catalogue.pagination.SORTING", 10**6)
    monkeypatch.setattr("cnrs_intl.catalogue.pagination.FIRST_CHUNK", 1)
    monkeypatch.setattr("cnrs_intl.catalogue.pagination.LARGEST_CHUNK", 2)
    client.get(LIST)
    for query in (
        {"active_on": "2009-06-01"},
        {"kind": "PICS", "order": "budget"},
        {"kind": "PICS", "order": "-title"},
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(LIST, query)


@pytest.mark.django_db(transaction=True)
def test_a_partner_and_a_neighbour_together_cost_few_queries(register, client, django_assert_max_num_queries):
    partner = Structure.objects.published().filter(partners__isnull=False).first().partners.first()
    key = Structure.objects.published().first().pk
    client.get(LIST)
    with django_assert_max_num_queries(MOST_QUERIES):
        body(client.get(LIST, {"partner": partner.slug, "after": key}))
