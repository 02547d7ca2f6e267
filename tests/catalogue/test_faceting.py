"""Lists that an index answers: their rows, files and counts against the same question asked of the register."""

import csv
import io
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cnrs_intl.kept_pages import pages
from partnerships.catalogue import CatalogueIndex
from partnerships.choices import PartnerKind
from partnerships.filters.contracts import ContractFilterSet
from partnerships.filters.partners import PartnerFilterSet
from partnerships.filters.structures import StructureFilterSet
from partnerships.models import EUContract, Partner, Structure
from tests.partnerships.catalogue.register import FIRST, LAST, WORDS, Register

PLACES = {"country": "with_partner_from", "region": "in_region", "office": "of_office"}
SHARED = PLACES | {"status": "of_status", "institute": "of_institute", "challenge": "answering"}
# The facets of each list and the verb that means the same.
FACETS = {
    "structures": SHARED | {"kind": "of_kind", "family": "of_family", "located_in": "located_in"},
    "contracts": SHARED | {"programme": "under", "scheme": "of_scheme"},
    "partners": PLACES | {"country": "in_country", "type": "of_type"},
}
QUESTIONS = {
    "q": "matching", "partner": "with_partner", "active_on": "active_on", "starts_in": "starting_in",
    "ends_in": "ending_in", "ending_within": "ending_within",
}  # fmt: skip
FILTERSETS = {"structures": StructureFilterSet, "contracts": ContractFilterSet, "partners": PartnerFilterSet}
ROWS = {
    "structures": Structure.objects.all(),
    "contracts": EUContract.objects.all(),
    "partners": Partner.objects.filter(is_home=False),
}
VALUES = {
    "country": ["JP", "US", "CA", "DE", "FR", "IN"],
    "located_in": ["JP", "US", "CA", "DE", "FR", "IN"],
    "region": ["asia", "americas", "europe", "africa"],
    "office": ["tokyo", "delhi", "ottawa"],
    "status": ["upcoming", "active", "ending_soon", "ended", "unknown"],
    "institute": ["INP", "INC"],
    "challenge": ["1", "2"],
    "kind": ["UMI", "IRL", "LIA", "PICS"],
    "family": ["project", "associated_laboratory", "network", "joint_unit"],
    "programme": ["H2020", "H2020-1", "H2020-1-1", "FP7"],
    "scheme": ["ERC", "RIA"],
    "type": PartnerKind.values,
}
DATED = {"office", "located_in", "ending_within"}
MOST_QUERIES = 5
settled = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def naive(name, reader, question, day):
    """The keys of the rows, one condition after the other."""
    rows = ROWS[name].visible_to(reader).as_of(day)
    for parameter, values in question.items():
        if values and parameter == "q" and name != "partners":
            # What a text finds is tested where texts are; here, that it goes together with everything else.
            rows = rows.filter(pk__in=list(CatalogueIndex.current(reader).query(text=values[0]).ids))
        elif values:
            verb = (FACETS[name] | QUESTIONS)[parameter]
            rows = getattr(rows, verb)(*values, **({"day": day} if parameter in DATED else {}))
    return set(rows.values_list("pk", flat=True))


def asked(name, reader, question):
    """The filter set of a list, with a question of parameters and their values."""
    query = QueryDict(mutable=True)
    for parameter, values in question.items():
        query.setlist(parameter, [str(value) for value in values])
    return FILTERSETS[name](query, ROWS[name].visible_to(reader), request=SimpleNamespace(user=reader))


@st.composite
def questions(draw, name, staff):
    """Up to three facets with up to two values each, and at most two of the other questions."""
    known = VALUES | {"office": VALUES["office"][: 3 if staff else 2]}
    facets = draw(st.lists(st.sampled_from(sorted(FACETS[name])), unique=True, max_size=3))
    found = {
        facet: draw(st.lists(st.sampled_from(known[facet]), min_size=1, max_size=2, unique=True)) for facet in facets
    }
    others = {"q": st.sampled_from(WORDS)}
    if name != "partners":
        others["partner"] = st.sampled_from([f"partner-{number}" for number in range(2, 9)])
        others |= {"active_on": st.dates(FIRST, LAST), "ending_within": st.integers(1, 240)}
        others |= dict.fromkeys(("starts_in", "ends_in"), st.integers(2000, 2030))
    for parameter in draw(st.lists(st.sampled_from(sorted(others)), unique=True, max_size=2)):
        found[parameter] = [draw(others[parameter])]
    return found


def filled(seed):
    register = Register(seed)
    for _ in range(14):
        register.collaboration()
    for partner in register.partners:
        Partner.objects.filter(pk=partner.pk).update(kind=register.pick(["", *PartnerKind.values[:3]]))
    connection.check_constraints()
    return register


@pytest.mark.django_db
@pytest.mark.parametrize("name", FACETS)
@settled
@given(seed=st.integers(0, 2**32), staff=st.booleans(), data=st.data())
def test_rows_files_and_counts_are_those_of_the_register(name, seed, staff, data):
    savepoint = transaction.savepoint()
    try:
        filled(seed)
        reader = User.objects.create_superuser("staff") if staff else AnonymousUser()
        question = data.draw(questions(name, staff))
        if not staff:  # those who do not see a partner cannot name it
            known = set(Partner.objects.published().values_list("slug", flat=True))
            question["partner"] = [slug for slug in question.get("partner", []) if slug in known]
        filterset = asked(name, reader, question)
        expected = naive(name, reader, question, filterset.day)
        assert set(filterset.result.ids) == expected == set(filterset.qs.values_list("pk", flat=True))
        assert filterset.total == len(expected)
        for facet in FACETS[name]:
            chosen = question.get(facet, [])
            hidden = ["ottawa"] if facet == "office" and not staff else []
            sizes = {
                value: len(naive(name, reader, question | {facet: [value]}, filterset.day))
                for value in VALUES[facet]
                if value not in hidden
            }
            counts = {value: size for value, size in sizes.items() if size or value in chosen}
            assert filterset.result.counts[facet] == counts, facet
        assert files(name, reader, question) == (len(expected), sorted(labels(name, expected)))
    finally:
        transaction.savepoint_rollback(savepoint)


def labels(name, keys):
    field = "name" if name == "partners" else "acronym"
    return ROWS[name].filter(pk__in=keys).values_list(field, flat=True)


def files(name, reader, question):
    """How many rows the JSON says there are, and the first cell of each line of the CSV."""
    client = Client()
    if reader.is_authenticated:
        client.force_login(reader)
    total = client.get(reverse(f"{name}-file", args=["json"]), question).json()["count"]
    response = client.get(reverse(f"{name}-file", args=["csv"]), question)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return total, sorted(line[0] for line in list(csv.reader(io.StringIO(text)))[2:])


@pytest.fixture
def register(db):
    return filled(11)


@pytest.mark.parametrize("name", FACETS)
def test_a_value_that_is_counted_is_a_link_to_as_many_rows(client, register, name):
    for facet in client.get(reverse(name)).context["facets"]:
        assert facet.values, facet.name
        for value in facet.values:
            page = client.get(f"{reverse(name)}?{value.query}")
            assert page.context["list"].total == value.count, (facet.name, value.label)
            mark = f'{value.label}<span class="unseen"> (chosen: give up)</span>'
            assert mark in page.content.decode()


def add_row(name, register):
    partner = register.partner()
    Partner.objects.filter(pk=partner.pk).update(publication="published", kind="company")
    if name != "partners":
        record = register.structure() if name == "structures" else register.contract()
        type(record).objects.filter(pk=record.pk).update(publication="published")
        record.participations.create(partner=partner, role="host")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FACETS)
def test_a_page_costs_few_queries_however_many_rows_and_whatever_is_asked(client, name):
    register, found = Register(3), []
    for number in (3, 27):
        for _ in range(number):
            add_row(name, register)
        for question in (
            {},
            {"country": ["JP", "US", "DE"], "q": "univ"},
            {"region": ["asia", "americas"], "office": ["tokyo", "delhi"]},
        ):
            client.get(reverse(name), question)  # words are read once for each version
            pages.clear()  # so that the page is made
            with CaptureQueriesContext(connection) as queries:
                page = client.get(reverse(name), question)
            assert page.context["list"].total, question
            found.append(len(queries))
    assert found[:3] == found[3:]
    assert max(found) <= MOST_QUERIES


@pytest.mark.parametrize("name", FACETS)
def test_what_a_reader_may_not_see_is_in_no_count(client, register, name):
    ROWS[name].model.objects.update(publication="draft")
    connection.check_constraints()
    assert client.get(reverse(name)).context["facets"] == []
    assert asked(name, User(is_staff=True, is_superuser=True), {}).result.counts["country"]
