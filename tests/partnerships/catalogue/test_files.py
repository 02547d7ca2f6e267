"""Every line of a file says what the register says of its record on the day, to its reader, in the language read."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import override
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cnrs_intl.catalogue.sight import PUBLIC
from partnerships.catalogue import CatalogueIndex, files
from partnerships.catalogue.check import differences
from partnerships.catalogue.index import PAGES, RELEVANCE
from partnerships.catalogue.rows import fetch
from partnerships.models import (
    Collaboration,
    EUContract,
    Institute,
    Instrument,
    Programme,
    SearchDocument,
    Structure,
    StructureCode,
)
from partnerships.tables.collaborations import prepare
from tests import builders
from tests.partnerships.catalogue import naive
from tests.partnerships.catalogue.register import FIRST, LAST, Register

STAFF, ANYBODY = User(username="staff", is_staff=True, is_superuser=True), AnonymousUser()
SITE = "https://example.org/en/"
STATUSES = {
    "upcoming": "Upcoming", "active": "Active", "ending_soon": "Ending within a year", "ended": "Ended",
    "unknown": "Dates not known",
}  # fmt: skip
DAY = date(2014, 7, 1)


def read(user, *, order="-start", day=DAY, **question):
    result = CatalogueIndex.current(user).query(day=day, **question)
    text = b"".join(files.csv_chunks(result, order, SITE)).decode()
    return [dict(zip(files.COLUMNS, line, strict=True)) for line in csv.reader(io.StringIO(text))]


def expected(record: Collaboration, day: date, staff: bool) -> dict[str, str]:
    known = naive.facts(record, day)
    contract = EUContract.objects.filter(pk=record.pk).first()
    names = {
        part.partner.name
        for part in record.participations.all()
        if not part.partner.is_home and (staff or part.partner.publication == "published")
    }
    if contract:
        codes, place = [f"{contract.framework.code} {contract.grant_number}"], "contracts"
    else:
        found = sorted(record.structure.codes.all(), key=lambda code: (-(code.start or date.min).toordinal(), code.pk))
        codes, place = [code.code for code in found], "structures"
    return {
        "id": str(record.pk),
        "url": f"{SITE}{place}/{record.slug}/",
        "acronym": record.acronym,
        "title": record.title_en or record.title_fr,
        "kind": min(known["kind"]),
        "codes": "; ".join(codes),
        "partners": "; ".join(sorted(names)),
        "country": record.country_id,
        "institutes": "; ".join(sorted(known["institute"])),
        "status": STATUSES[max(known["status"], key=lambda status: status == "ending_soon")],
    }


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(files, "FIRST_CHUNK", 2)
    monkeypatch.setattr(files, "CHUNK", 5)


@pytest.mark.django_db
@settings(
    max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(seed=st.integers(0, 2**32), day=st.dates(FIRST, LAST), staff=st.booleans())
def test_every_line_says_what_the_register_says(small_chunks, seed, day, staff):
    sid = transaction.savepoint()
    try:
        register = Register(seed)
        for _ in range(12):
            register.collaboration()
        for _ in range(4):
            register.edit()
        connection.check_constraints()
        records = Collaboration.objects.all() if staff else Collaboration.objects.published()
        wanted = {str(record.pk): expected(record, day, staff) for record in records}
        user = STAFF if staff else ANYBODY
        lines = read(user, day=day)
        assert {line["id"]: {name: line[name] for name in wanted[line["id"]]} for line in lines} == wanted
        some = read(user, day=day, chosen={"region": ["asia", "europe"]})
        assert some == [line for line in lines if line in some]
    finally:
        transaction.savepoint_rollback(sid)


@pytest.fixture
def register(db):
    register = Register(5)
    for _ in range(25):
        register.collaboration()
    connection.check_constraints()
    return register


@pytest.mark.parametrize("order", [*PAGES.orders, RELEVANCE])
@pytest.mark.parametrize("chosen", [{}, {"country": ["JP", "US"]}], ids=["everything", "some"])
def test_lines_are_in_the_order_asked_for_each_once(register, small_chunks, order, chosen):
    result = CatalogueIndex.current(ANYBODY).query(chosen=chosen)
    keys = list(result.keys(order))
    assert [int(line["id"]) for line in read(ANYBODY, order=order, chosen=chosen)] == keys
    assert [line[0] for line in files.lines(result, order, SITE)] == keys
    assert len(keys) == result.total


@pytest.mark.django_db
@pytest.mark.parametrize("question", [{}, {"chosen": {"country": ["JP"]}}], ids=["everything", "some"])
def test_nothing_is_an_empty_file(question):
    assert read(ANYBODY, **question) == []


def test_what_was_withdrawn_since_it_was_asked_for_is_not_sent(register):
    for chosen in ({}, {"country": ["JP", "US"]}):
        result = CatalogueIndex.current(ANYBODY).query(chosen=chosen)
        gone = result.ids[0]
        Collaboration.objects.filter(pk=gone).update(publication="draft")
        connection.check_constraints()
        assert gone not in [line[0] for line in files.lines(result, "-start", SITE)]


@pytest.mark.django_db
def test_partners_that_only_the_staff_may_see_are_in_no_other_file():
    hidden = builders.partner("Hidden", publication="draft")
    builders.structure(partners=(hidden,))
    builders.structure(partners=(hidden, builders.partner("Shown")))
    connection.check_constraints()
    assert [line["partners"] for line in read(ANYBODY, order="start")] == ["", "Shown"]
    assert [line["partners"] for line in read(STAFF, order="start")] == ["Hidden", "Hidden; Shown"]


@pytest.mark.django_db
def test_a_line_is_in_the_language_that_is_read():
    builders.structure(title_fr="Laboratoire commun", title_en="Joint laboratory")
    builders.structure(title_fr="", title_en="Only in English")
    connection.check_constraints()
    with override("fr"):
        lines = read(ANYBODY, order="start")
    assert [line["title"] for line in lines] == ["Laboratoire commun", "Only in English"]
    assert lines[0]["status"] == "En cours"


@pytest.mark.django_db
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_inert_in_every_column_of_text(start):
    made = builders.structure(
        f"{start}A", title_en=f"{start}B", slug="one", code=f"{start}C", institutes=(f"{start}D",)
    )
    builders.Participation.objects.create(collaboration=made, partner=builders.partner(f"{start}E"))
    Instrument.objects.filter(pk=made.instrument_id).update(code=f"{start}F")
    connection.check_constraints()
    (line,) = read(ANYBODY)
    cells = [line[name] for name in ("acronym", "title", "codes", "institutes", "partners", "kind")]
    assert cells == [f"'{start}{letter}" for letter in "ABCDEF"]
    (record,) = files.records(CatalogueIndex.current(ANYBODY).query(), "-start", SITE)
    assert (record["title"], record["partners"]) == (f"{start}B", [f"{start}E"])


@pytest.mark.django_db
def test_what_only_resembles_a_formula_is_left_alone():
    builders.structure("3D", title_en="1 + 1 = 2")
    connection.check_constraints()
    (line,) = read(ANYBODY)
    assert (line["acronym"], line["title"]) == ("3D", "1 + 1 = 2")


@pytest.fixture
def renamed(db):
    """A joint unit of one kind, then of another, with a code for each."""
    made = builders.structure("JRL", kind="IRL", code="IRL 3218")
    made.codes.update(start=date(2020, 1, 1))
    StructureCode.objects.create(
        structure=made, instrument=builders.instrument("UMI"), code="UMI 3218", start=date(2008, 12, 1),
        end=date(2019, 12, 31),
    )  # fmt: skip
    connection.check_constraints()
    return made


KINDS = [
    (date(2008, 11, 30), "IRL"), (date(2008, 12, 1), "UMI"), (date(2019, 12, 31), "UMI"), (date(2020, 1, 1), "IRL"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "kind"), KINDS)
def test_the_kind_of_a_row_and_of_a_line_is_that_of_the_day(renamed, day, kind):
    assert [line["kind"] for line in read(ANYBODY, day=day)] == [kind]
    assert [row.kind for row in fetch([renamed.pk], PUBLIC, day=day)] == [kind]
    assert CatalogueIndex.current(ANYBODY).query(day=day).counts["kind"] == {kind: 1}


@pytest.mark.parametrize(
    ("day", "labels"),
    [(date(2019, 12, 31), {"UMI 3218": False}), (date(2020, 1, 1), {"UMI 3218": True, "IRL 3218": False})],
)
def test_a_row_has_the_codes_begun_by_its_day_and_says_which_have_ended(renamed, day, labels):
    (row,) = fetch([renamed.pk], PUBLIC, day=day)
    assert dict(prepare(row).code_labels) == labels


def test_a_row_is_of_today_unless_a_day_is_said(renamed):
    assert [row.kind for row in fetch([renamed.pk], PUBLIC)] == ["IRL"]


def test_every_file_of_a_past_day_says_the_kind_of_that_day(renamed, client):
    def body(suffix, **more):
        return b"".join(
            client.get(f"/en/collaborations.{suffix}", {"active_on": "2014-07-01"} | more).streaming_content
        )

    assert b",UMI," in body("csv")
    assert b'"kind": "UMI"' in body("json", lines="1")
    assert b'"kind": "UMI"' in body("geojson")


def test_a_contract_is_a_contract_on_any_day(db):
    builders.contract()
    connection.check_constraints()
    assert [line["kind"] for line in read(ANYBODY, day=date(1990, 1, 1))] == ["contract"]


def test_names_of_the_vocabulary_are_followed(renamed):
    renamed.institutes.set([builders.institute("INS2I")])
    builders.contract()
    connection.check_constraints()
    Institute.objects.update(acronym="INFO")
    Instrument.objects.filter(code="UMI").update(code="JOINT")
    Programme.objects.update(code="FP8")
    Collaboration.objects.filter(pk=renamed.pk).update(slug="elsewhere")
    connection.check_constraints()
    lines = {line["kind"]: line for line in read(ANYBODY)}
    assert lines["JOINT"]["institutes"] == "INFO"
    assert lines["JOINT"]["url"] == f"{SITE}structures/elsewhere/"
    assert lines["contract"]["codes"].startswith("FP8 ")
    assert list(differences(DAY)) == []


def test_a_line_that_is_not_what_it_should_be_is_told_and_written_again(renamed):
    SearchDocument.objects.filter(pk=renamed.pk).update(kind_days=[])
    assert {difference.record for difference in differences(DAY)} == {renamed.pk}
    call_command("rebuild_catalogue", verbosity=0)
    assert list(differences(DAY)) == []


@pytest.mark.django_db(transaction=True)
def test_lines_can_be_taken_away_and_are_written_for_what_is_there():
    made = builders.structure("BEFORE", partners=(builders.partner("Somebody"),))
    call_command("migrate", "partnerships", "0008", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_collaboration SET acronym = 'AFTERWARDS'")
        cursor.execute("SELECT names FROM partnerships_searchdocument")
        assert "afterwards" in cursor.fetchone()[0]
    call_command("migrate", "partnerships", verbosity=0)
    assert [(line["acronym"], line["partners"]) for line in read(ANYBODY)] == [("AFTERWARDS", "Somebody")]
    assert list(differences(DAY)) == []
    assert Structure.objects.get().pk == made.pk
