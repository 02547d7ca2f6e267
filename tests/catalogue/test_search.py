"""The rules of the search box: how a text is read, and what it finds in documents as the database writes them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnrs_intl.catalogue.search import LONGEST_TEXT, QueryError, TextQuery, parse_text
from offices.models import Country, Region
from partnerships.catalogue import CatalogueIndex
from partnerships.models import (
    EUContract,
    Instrument,
    Participation,
    Partner,
    PartnerName,
    Programme,
    Structure,
    StructureCode,
)

STAFF = User(username="staff", is_staff=True, is_superuser=True)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", TextQuery()),
        ("  climate  change ", TextQuery(words=("climate",), prefix="change")),
        ('"climate change"', TextQuery(phrases=("climate change",))),
        ("« climat océan » forêt", TextQuery(prefix="forêt", phrases=("climat océan",))),
        ("climate -change", TextQuery(words=("climate",), without_words=("change",))),
        ('climate -"sea level"', TextQuery(words=("climate",), without_phrases=("sea level",))),
        ("Franco-Chinese", TextQuery(words=("Franco",), prefix="Chinese")),
        ("UMI-2958", TextQuery(words=("UMI",), prefix="2958")),
        ("l'océan", TextQuery(words=("l",), prefix="océan")),
        ('climate "open', TextQuery(words=("climate",), prefix="open")),
        ("a", TextQuery(words=("a",))),
        ("- \\ % ( ) & | ! :*", TextQuery()),
    ],
)
def test_words_phrases_and_exclusions(text, query):
    assert parse_text(text) == query


@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[0m", "a\x7f", "\ud800"])
def test_control_characters_are_refused(text):
    with pytest.raises(QueryError, match="control characters"):
        parse_text(text)


@pytest.mark.parametrize(("text", "message"), [("x" * (LONGEST_TEXT + 1), "at most 200"), ("a " * 17, "at most 16")])
def test_what_is_too_long_is_refused(text, message):
    with pytest.raises(QueryError, match=message):
        parse_text(text)


@given(st.text(max_size=LONGEST_TEXT))
def test_any_text_is_read_or_refused(text):
    try:
        query = parse_text(text)
    except QueryError:
        return
    assert all(part and not set(part) & set("%\\&|!():*<>'\"") for part in query.wanted.split())


@pytest.fixture
def records(db) -> dict[str, int]:
    region = Region.objects.create(code="asia", name_en="Asia", name_fr="Asie")
    country = Country.objects.create(iso2="JP", iso3="JPN", cordis_code="JP", name_en="J", name_fr="J", region=region)
    umi = Instrument.objects.create(code="UMI", name_en="UMI", name_fr="UMI", family="joint_unit")
    irl = Instrument.objects.create(code="IRL", name_en="IRL", name_fr="IRL", family="joint_unit")
    common = {"country": country, "publication": "published"}
    ocean = Structure.objects.create(
        slug="ocean", instrument=irl, acronym="TAKUVIK", title_fr="Océanographie côtière de l'Arctique",
        title_en="Coastal oceanography of the Arctic", summary_fr="Étude des écosystèmes marins.", **common,
    )  # fmt: skip
    StructureCode.objects.create(structure=ocean, instrument=umi, code="UMI 2958", end=date(2020, 12, 31))
    StructureCode.objects.create(structure=ocean, instrument=irl, code="IRL 2958", start=date(2021, 1, 1))
    robots = Structure.objects.create(
        slug="robots", instrument=umi, acronym="JRL", title_fr="Robotique humanoïde", title_en="Humanoid robotics",
        summary_en="Studies of walking machines near the ocean. Climate change is not studied.", **common,
    )  # fmt: skip
    programme = Programme.objects.create(code="FP7", name_en="FP7")
    grant = EUContract.objects.create(
        slug="grant", grant_number="603521", framework=programme, programme=programme, acronym="PREFACE",
        title_en="Climate change prediction in the tropical ocean 2958", **common,
    )  # fmt: skip
    hidden = Structure.objects.create(slug="hidden", instrument=umi, title_en="Secret oceanography", country=country)
    laval = Partner.objects.create(slug="laval", name="Université Laval", country=country, publication="published")
    draft = Partner.objects.create(slug="draft", name="Zymurgy Institute", country=country)
    PartnerName.objects.create(partner=laval, text="Séminaire de Québec", kind="former")
    Participation.objects.create(collaboration=robots, partner=laval)
    Participation.objects.create(collaboration=grant, partner=draft)
    connection.check_constraints()
    return {"ocean": ocean.pk, "robots": robots.pk, "grant": grant.pk, "hidden": hidden.pk}


def found(records: dict[str, int], text: str, reader=None) -> set[str]:
    names = {key: name for name, key in records.items()}
    return {names[key] for key in CatalogueIndex.current(reader or AnonymousUser()).query(text=text).ids}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oceanographie", {"ocean"}),
        ("OCÉANOGRAPHIE", {"ocean"}),
        ("cotieres", {"ocean"}),
        ("écosystème", {"ocean"}),
        ("coastal", {"ocean"}),
        ("machine walks", {"robots"}),
        ("robot", {"robots"}),
        ("océa", {"ocean", "robots", "grant"}),
        ("humano", {"robots"}),
        ("arct", {"ocean"}),
        ("l'arctique", {"ocean"}),
        ("the arctic", {"ocean"}),
        ("climate change", {"grant", "robots"}),
        ('"climate change prediction"', {"grant"}),
        ('"change climate"', set()),
        ("climate -robotics", {"grant"}),
        ('oceanography -"climate change"', {"ocean"}),
        ("-ocean", {"ocean"}),
        ("-robotics", {"ocean", "grant"}),
        ("2958", {"ocean", "grant"}),
        ("UMI 2958", {"ocean"}),
        ("umi2958", {"ocean"}),
        ("IRL-2958", {"ocean"}),
        ("603521", {"grant"}),
        ("takuvik", {"ocean"}),
        ("universite laval", {"robots"}),
        ("séminaire québec", {"robots"}),
        ("zymurgy", set()),
        ("secret", set()),
        ("le", set()),
        ("xyzzy", set()),
    ],
)
def test_what_a_text_finds(records, text, expected):
    assert found(records, text) == expected


def test_the_id_that_a_register_gives_finds_its_structure_at_once(records):
    assert found(records, "02feahw73") == found(records, "200419757m") == set()
    Structure.objects.filter(slug="ocean").update(ror_id="02feahw73")
    Structure.objects.filter(slug="robots").update(rnsr_id="200419757M")
    connection.check_constraints()
    assert found(records, "02feahw73") == {"ocean"}
    assert found(records, "200419757m") == {"robots"}


def test_the_staff_finds_what_is_not_published(records):
    assert found(records, "oceanography", STAFF) == {"ocean", "hidden"}


@pytest.mark.parametrize(
    ("text", "first"), [("2958 UMI", "ocean"), ("irl2958", "ocean"), ("Université Laval", "robots"), ("jrl", "robots")]
)
def test_what_is_named_exactly_comes_first(records, text, first):
    page = CatalogueIndex.current(STAFF).query(text=text).page(order="relevance")
    assert page.ids[0] == records[first]


def test_of_more_records_than_can_be_ranked_the_exact_one_comes_first(records, monkeypatch):
    monkeypatch.setattr("partnerships.catalogue.index.MOST_RANKED", 1)
    Structure.objects.filter(pk=records["ocean"]).update(acronym="climate")
    Structure.objects.filter(pk=records["robots"]).update(title_en="climate")
    connection.check_constraints()
    result = CatalogueIndex.current(STAFF).query(text="climate")
    one_by_one = [result.page(order="relevance", number=n, size=1).ids[0] for n in (1, 2, 3)]
    assert one_by_one[0] == records["ocean"]
    assert result.page(order="relevance", size=3).ids == one_by_one
    assert sorted(one_by_one) == sorted(result.ids)


@pytest.mark.parametrize(
    ("text", "near"), [("takkuvik", "takuvik"), ("oceanografie", "oceanographie"), ("lavval", "laval")]
)
def test_a_misspelt_word_that_finds_nothing_offers_what_is_near(records, text, near):
    result = CatalogueIndex.current(AnonymousUser()).query(text=text)
    assert near in result.suggestions()
    assert all(CatalogueIndex.current(AnonymousUser()).query(text=offered).total for offered in result.suggestions())


def test_suggestions_tell_nothing_of_what_is_not_published(records):
    assert CatalogueIndex.current(AnonymousUser()).query(text="secrret").suggestions() == []
    assert CatalogueIndex.current(STAFF).query(text="secrret").suggestions() == ["secret"]


def test_a_text_that_finds_something_has_no_suggestions(records):
    assert CatalogueIndex.current(STAFF).query(text="ocean").suggestions() == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("aéœ'\\%&|!():*<>-\"2 \tß中_;$"), max_size=30))
def test_any_text_is_answered(records, text):
    result = CatalogueIndex.current(STAFF).query(text=text)
    assert result.ids <= result.index.universe
    assert len(result.page(order="relevance").ids) == result.total


def test_what_cannot_be_asked_is_refused(records):
    with pytest.raises(QueryError):
        CatalogueIndex.current(STAFF).query(text="a\x00")
