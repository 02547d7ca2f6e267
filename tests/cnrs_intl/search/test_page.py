"""One box over everything, as a reader uses it."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offices.models import EmbassyService
from partnerships.models import Partner, PartnerName, StructureCode
from tests import builders

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


def settle():
    """The catalogue follows when a transaction ends, which a test's never does."""
    connection.check_constraints()


@pytest.fixture
def ask(client):
    """The groups found, by name."""

    def groups(text, reader=client, language="en"):
        settle()
        response = reader.get(f"/{language}/search/", {"q": text})
        assert response.status_code == 200
        return {group.name: group for group in response.context["groups"]}

    return groups


def names(group):
    return [hit.name for hit in group.hits]


@pytest.fixture
def renamed():
    """UMI 2958 is IRL 2958 since 2022."""
    record = builders.structure("GTL", code="IRL 2958", kind="IRL")
    record.codes.update(start=date(2022, 1, 1))
    StructureCode.objects.create(
        structure=record, instrument=builders.instrument("UMI"), code="UMI 2958",
        start=date(2006, 1, 1), end=date(2021, 12, 31),
    )  # fmt: skip
    return record


@pytest.mark.parametrize("text", ["UMI 2958", "umi2958", "UMI-2958"])
def test_an_old_code_finds_the_record_and_says_that_it_is_old(client, ask, renamed, text):
    builders.structure("OTHER", title_en="Follows UMI 2958")
    builders.partner("Umi 2958 Foundation")
    found = ask(text)
    assert next(iter(found)) == "structures"
    first = found["structures"].hits[0]
    assert (first.name, first.reason, first.is_exact) == ("GTL", "former code UMI 2958", True)
    assert "former code UMI 2958" in client.get("/en/search/", {"q": text}).content.decode()


def test_the_present_code_is_not_called_old(ask, renamed):
    assert [hit.reason for hit in ask("IRL 2958")["structures"].hits] == [""]


def test_a_former_name_finds_the_partner_and_is_said(ask):
    partner = builders.partner("École normale supérieure Paris-Saclay", kind="university", city="Gif")
    PartnerName.objects.create(partner=partner, text="ENS Cachan", kind="former")
    hit = ask("ens cachan")["partners"].hits[0]
    assert (hit.reason, hit.is_exact, hit.detail) == ("former name: ENS Cachan", True, "University · Gif, Japan")
    assert ask("normale superieure")["partners"].hits[0].reason == ""


def test_whole_names_come_before_those_with_which_more_is_done(ask):
    busy = builders.partner("Tokyo Institute of Science")
    for _ in range(3):
        builders.structure(partners=(busy,))
    builders.partner("Tokyo")
    builders.partner("Tokyo Metropolitan University")
    assert names(ask("tokyo")["partners"]) == ["Tokyo", "Tokyo Institute of Science", "Tokyo Metropolitan University"]


@pytest.mark.parametrize("text", ["Japan", "japon", "JP", "jpx"])
def test_a_country_comes_first_by_either_name_or_its_codes(ask, text):
    builders.structure("JAPONICA", title_en="Japan and Japon")
    builders.partner("Japan Japon JP")
    found = ask(text)
    assert next(iter(found)) == "countries"
    assert names(found["countries"]) == ["Japan"]


def test_the_name_in_the_other_language_is_said(ask):
    builders.country("US")
    assert ask("etats-unis")["countries"].hits[0].reason == "États-Unis"
    hit = ask("etats-unis", language="fr")["countries"].hits[0]
    assert (hit.name, hit.reason) == ("États-Unis", "")


def test_a_country_leads_to_its_office_service_and_clusters(ask):
    office = builders.office("Singapore", covers=("JP", "SG"))
    EmbassyService.objects.create(country=builders.country("JP"), city_en="Tokyo", name_en="Science Service")
    builders.cluster("Tsukuba")
    found = ask("japan")
    assert [(hit.name, hit.reason) for hit in found["offices"].hits] == [("Singapore", "in charge of Japan")]
    assert found["services"].hits[0].url == "/en/countries/jp/"
    assert names(found["clusters"]) == ["Tsukuba"]
    EmbassyService.objects.update(office=office)
    assert ask("japan")["services"].hits[0].url == office.get_absolute_url()
    type(office).objects.update(publication="draft")
    assert ask("japan")["services"].hits[0].url == "/en/countries/jp/"


def test_an_extension_is_found_by_its_place_and_by_its_structure(ask):
    record = builders.structure("LIMMS")
    builders.extension(record, name="SMMiL-E", city_en="Villeneuve")
    assert names(ask("villeneuve")["extensions"]) == names(ask("limms")["extensions"]) == ["LIMMS – SMMiL-E"]


def test_each_group_counts_what_its_list_holds(client, ask):
    partner = builders.partner("Ocean University")
    for number in range(12):
        kind = ("UMI", "LIA", "PICS")[number % 3]
        builders.extension(builders.structure(kind=kind, title_en="Oceans"))
        builders.contract(title_en="The ocean", partners=(partner,))
        builders.partner(f"Ocean Institute {number}")
    found = ask("ocean")
    assert {name: group.total for name, group in found.items()} == {
        "structures": 12, "contracts": 12, "extensions": 12, "partners": 13,
    }  # fmt: skip
    page = unescape(client.get("/en/search/", {"q": "ocean"}).content.decode())
    for group in found.values():
        assert len(group.hits) == 8
        assert f'<a href="{group.url}">All {group.total}<' in page
        name, _question, query = group.url.partition("/?")
        assert client.get(f"{name}.json?{query}").json()["count"] == group.total, group.name


def test_a_title_without_translation_says_its_language(client):
    builders.structure("LAB", title_en="Quantum frontiers", title_fr="")
    settle()
    for address in ("/fr/search/?q=LAB", "/fr/"):
        assert '<span lang="en">Quantum frontiers</span>' in client.get(address).content.decode()
    assert 'lang="en">Quantum' not in client.get("/en/search/?q=LAB").content.decode()


def test_what_is_left_out_is_left_out_of_names_too(ask):
    builders.structure("ROBOT", title_en="Robots")
    builders.structure("HUMANOID", title_en="Humanoid robots")
    builders.partner("Robot Institute")
    found = ask("robot -humanoid")
    assert names(found["structures"]) == ["ROBOT"]
    assert names(found["partners"]) == ["Robot Institute"]


@pytest.mark.parametrize(
    ("text", "near"), [("Japn", "Japan"), ("étas unis", "United States"), ("mathmatics", "mathematics")]
)
def test_a_near_match_is_offered_and_finds_something(client, ask, text, near):
    builders.country("US")
    builders.structure(title_en="Mathematics")
    assert not ask(text)
    page = client.get("/en/search/", {"q": text})
    assert near in page.context["near"]
    assert "Did you mean:" in page.content.decode()
    assert all(ask(offer) for offer in page.context["near"])


@pytest.mark.parametrize("text", ["%", "-robot", '""', "zzzzzz"])
def test_what_finds_nothing_says_what_can_be_asked(client, text):
    builders.structure()
    settle()
    page = client.get("/en/search/", {"q": text})
    assert page.context["groups"] == []
    assert "Nothing is found for" in page.content.decode()


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20"])
def test_before_a_question_there_are_ways_in(client, query):
    builders.structure(partners=(builders.partner("Keio University"),))
    builders.office()
    settle()
    page = client.get(f"/en/search/?{query}").content.decode()
    assert 'href="/en/collaborations/?kind=UMI"' in page
    for text in ("Keio University", "Japan", "Tokyo", "data-slash"):
        assert text in page


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        (f"q={'x' * 8_000}", "q"),
        ("q=a%00b", "q"),
        ("q=a%1Bb", "q"),
        (f"q={'a+' * 30}", "q"),
        ("q=a&q=b", "q"),
        ("q=a&nonsense=1", "nonsense"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_message_and_a_box(client, language, query, wrong):
    response = client.get(f"/{language}/search/?{query}")
    page = response.content.decode()
    assert response.status_code == 400
    assert f"<code>{wrong}</code>" in page
    assert 'role="search"' in page


def test_drafts_are_found_by_the_staff_alone(ask, admin_client):
    partner = builders.partner("Hidden Institute", publication="draft")
    record = builders.structure("HIDDENLAB", title_en="Hidden", publication="draft", partners=(partner,))
    builders.extension(record)
    builders.contract(title_en="Hidden", publication="draft")
    builders.cluster("Hidden", publication="draft")
    builders.office("Hidden", publication="draft")
    assert ask("hidden") == {}
    assert set(ask("hidden", admin_client)) == {
        "structures", "contracts", "extensions", "partners", "clusters", "offices",
    }  # fmt: skip


def test_what_is_asked_and_found_is_shown_as_text(client):
    hostile = "<script>alert(1)</script>"
    builders.structure(hostile)
    settle()
    page = client.get("/en/search/", {"q": hostile}).content.decode()
    assert hostile not in page
    assert "&lt;script&gt;" in page


def test_number_of_queries_does_not_grow_with_what_is_found(client):
    def grow(number):
        for _ in range(number):
            partner = builders.partner(f"Ocean University {builders.next_number()}")
            PartnerName.objects.create(partner=partner, text=f"Ocean {partner.pk}", kind="former")
            builders.extension(builders.structure(title_en="Ocean", partners=(partner,)))
            builders.contract(title_en="Ocean", partners=(partner,))
            builders.cluster(f"Ocean {partner.pk}")
            builders.office(f"Ocean{partner.pk}", covers=())
        settle()

    def queries():
        client.get("/en/search/", {"q": "ocean"})  # what a version's texts find is read once
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/en/search/", {"q": "ocean"}).status_code == 200
        return len(captured)

    grow(2)
    few = queries()
    grow(20)
    assert queries() == few <= MOST_QUERIES


def test_partners_are_found_by_indexes_of_their_names_and_cities():
    partners = Partner.objects.bulk_create(
        Partner(slug=f"p{number}", name=f"Institute {number}", city=f"City {number}") for number in range(3_000)
    )
    PartnerName.objects.bulk_create(
        PartnerName(partner=partner, text=f"Former {partner.slug}", kind="former") for partner in partners
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE partnerships_partner, partnerships_partnername")
        # Whatever else the tables have been through: only by an index of what is asked.
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    plan = Partner.objects.matching("former p2999").order_by().explain()
    for index in ("partnername_text", "partner_city"):
        assert f"partnerships_{index}" in plan, plan
