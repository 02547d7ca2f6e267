"""The catalogue follows whatever writes, at once and whole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from random import Random
from threading import Barrier, Event

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.db import connection, transaction

from cnrs_intl.catalogue.bitmaps import collect
from partnerships.catalogue import CatalogueIndex, snapshots, upkeep
from partnerships.catalogue.check import differences
from partnerships.models import (
    CatalogueChange,
    CatalogueVersion,
    Collaboration,
    EUContract,
    FacetBitmap,
    Participation,
    Partner,
    PartnerName,
    SearchDocument,
    Site,
    Structure,
    Term,
)
from tests.builders import country, structure
from tests.partnerships.catalogue.register import Register

DAY = date(2015, 6, 1)
STAFF = User(username="staff", is_staff=True, is_superuser=True)
ANYBODY = AnonymousUser()
concurrent = pytest.mark.django_db(transaction=True)


def in_threads(*tasks: Callable[[], object]) -> list:
    def run(task):
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result(60) for future in [pool.submit(run, task) for task in tasks]]


@pytest.fixture
def register() -> Register:
    register = Register(7)
    for _ in range(20):
        register.collaboration()
    return register


@concurrent
def test_an_edit_is_in_the_next_answer_and_a_rolled_back_one_in_none(register):
    before = CatalogueIndex.current(STAFF).query().total
    register.contract()
    assert CatalogueIndex.current(STAFF).query().total == before + 1
    with transaction.atomic():
        register.contract()
        transaction.set_rollback(True)
    index = CatalogueIndex.current(STAFF)
    assert index.query().total == before + 1
    assert list(differences(DAY)) == []


@concurrent
def test_a_request_without_a_change_is_one_query_and_reads_nothing_again(register, django_assert_num_queries):
    known = CatalogueIndex.current(STAFF)
    with django_assert_num_queries(1):
        assert CatalogueIndex.current(ANYBODY).views is known.views


@concurrent
def test_sql_of_any_kind_is_followed(register):
    keys = list(Collaboration.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_collaboration SET title_fr = 'Étoiles', acronym = 'STELLA'")
        cursor.execute("DELETE FROM partnerships_term")
        with cursor.copy(
            "COPY partnerships_participation (collaboration_id, partner_id, role, occurrence, source, is_demo,"
            " precision, left_early, imported) FROM STDIN"
        ) as copy:
            for key in keys:
                copy.write_row((key, register.partners[1].pk, "host", 9, "", False, "day", False, "{}"))
    assert list(differences(DAY)) == []
    assert CatalogueIndex.current(STAFF).query(text="stella").total == Collaboration.objects.count()
    with connection.cursor() as cursor:
        for table in ("participation", "document", "term"):
            cursor.execute(f"DELETE FROM partnerships_{table}")
    assert list(differences(DAY)) == []


@concurrent
def test_what_is_not_searched_writes_no_document(register):
    version = CatalogueVersion.objects.get().version
    Collaboration.objects.update(website="https://example.org")
    Partner.objects.update(city="Ottawa")
    assert CatalogueVersion.objects.get().version == version


@concurrent
def test_a_name_and_a_new_participation_written_at_once_are_both_found(register):
    """Neither of the two transactions sees the other before it ends."""
    record, partner = register.contract(), register.partners[1]
    Partner.objects.filter(pk=partner.pk).update(publication="published")
    both_wrote = Barrier(2)

    def participate():
        with transaction.atomic():
            Participation.objects.create(collaboration=record, partner=partner, role="host")
            both_wrote.wait(10)

    def rename():
        with transaction.atomic():
            PartnerName.objects.create(partner=partner, text="Xylophonium", kind="former")
            both_wrote.wait(10)

    in_threads(participate, rename)
    assert record.pk in CatalogueIndex.current(STAFF).query(text="xylophonium").ids
    assert list(differences(DAY)) == []


@concurrent
def test_two_writers_of_one_record_lose_nothing(register):
    record = register.structure()
    record.terms.all().delete()
    both_wrote = Barrier(2)

    def write(year):
        with transaction.atomic():
            Term.objects.create(structure=record, start=date(year, 1, 1), end=date(year, 12, 31))
            both_wrote.wait(10)

    in_threads(lambda: write(2010), lambda: write(2012))
    assert len(SearchDocument.objects.get(pk=record.pk).periods) >= 2
    assert list(differences(date(2012, 5, 5))) == []


@concurrent
def test_a_deletion_and_a_dependent_change_do_not_wait_for_each_other(register):
    record, partner = register.contract(), register.partners[2]
    Participation.objects.create(collaboration=record, partner=partner, role="host")
    both_wrote = Barrier(2)

    def delete():
        with transaction.atomic():
            record.delete()
            both_wrote.wait(10)

    def rename():
        with transaction.atomic():
            Partner.objects.filter(pk=partner.pk).update(name="Another name")
            both_wrote.wait(10)

    in_threads(delete, rename)
    assert list(differences(DAY)) == []


@concurrent
def test_a_reader_never_sees_half_of_an_edit(register):
    """Each edit publishes one record and withdraws another: their number never changes, and every count adds up."""
    keys = list(Structure.objects.values_list("pk", flat=True))
    Collaboration.objects.filter(pk__in=keys).update(publication="draft")
    Collaboration.objects.filter(pk__in=keys[:4]).update(publication="published")
    expected = Collaboration.objects.published().count()
    stop = Event()

    def edit():
        random = Random(3)  # noqa: S311
        for _ in range(60):
            with transaction.atomic():
                published = random.choice(list(Structure.objects.published().filter(pk__in=keys)))
                draft = random.choice(list(Structure.objects.filter(pk__in=keys, publication="draft")))
                Collaboration.objects.filter(pk=published.pk).update(publication="draft")
                Collaboration.objects.filter(pk=draft.pk).update(publication="published")
        stop.set()

    def store():
        while not stop.wait(0.05):
            upkeep.store_bitmaps()

    def look():
        seen = set()
        while not stop.is_set():
            index = CatalogueIndex.current(ANYBODY)
            result = index.query(day=DAY)
            seen.add(index.version)
            assert result.total == expected
            statuses = result.counts["status"]
            assert sum(statuses.values()) - statuses.get("ending_soon", 0) == expected
            assert sum(result.counts["kind"].values()) == expected
        return len(seen)

    versions = in_threads(edit, look, store)[1]
    assert versions > 1
    assert list(differences(DAY)) == []


@concurrent
def test_a_rebuild_during_edits_loses_nothing(register, monkeypatch):
    monkeypatch.setattr(upkeep, "CHUNK", 5)
    SearchDocument.objects.all().delete()
    stop = Event()

    def edit():
        for _ in range(40):
            register.edit()
        stop.set()

    def rebuild():
        call_command("rebuild_catalogue", verbosity=0)
        while not stop.is_set():
            call_command("rebuild_catalogue", verbosity=0)

    in_threads(edit, rebuild)
    assert list(differences(DAY)) == []


@concurrent
@pytest.mark.parametrize("place", ["documents", "bitmaps"])
def test_a_rebuild_killed_half_way_leaves_a_catalogue_that_is_right(register, monkeypatch, place):
    call_command("rebuild_catalogue", verbosity=0)
    stored = FacetBitmap.objects.count()
    monkeypatch.setattr(upkeep, "CHUNK", 5)

    def stop(*args):
        raise KeyboardInterrupt

    def half(bitmaps):
        yield "kind", 0, 1, b"half"
        raise KeyboardInterrupt

    register.structure()
    if place == "bitmaps":
        monkeypatch.setattr(upkeep, "_rows", half)
    with pytest.raises(KeyboardInterrupt):
        upkeep.rebuild(stop if place == "documents" else lambda key: None)
    assert FacetBitmap.objects.count() == stored
    assert list(differences(DAY)) == []


@concurrent
def test_storing_bitmaps_forgets_the_changes_they_hold(register, monkeypatch):
    assert not upkeep.store_bitmaps_when_long()
    monkeypatch.setattr(upkeep, "LONG", 10)
    assert upkeep.store_bitmaps_when_long()
    assert not CatalogueChange.objects.exists()
    version = CatalogueVersion.objects.get()
    assert version.base == version.version
    assert list(differences(DAY)) == []


@concurrent
def test_a_rebuild_says_how_many_documents_were_not_right(register, capsys):
    SearchDocument.objects.filter(pk__in=list(Collaboration.objects.values_list("pk", flat=True)[:3])).update(names="")
    call_command("rebuild_catalogue", verbosity=2)
    assert "; 3 documents were not as they should be" in capsys.readouterr().out


@concurrent
def test_what_was_read_in_a_transaction_rolled_back_is_forgotten(register):
    before = CatalogueIndex.current(STAFF).query().total
    with transaction.atomic():
        register.contract()
        connection.check_constraints()
        assert CatalogueIndex.current(STAFF).query().total == before + 1
        transaction.set_rollback(True)
    Collaboration.objects.update(acronym="NEW")
    assert CatalogueIndex.current(STAFF).query().total == before


@concurrent
def test_bitmaps_grouped_by_the_database_are_those_of_the_documents_one_by_one(register):
    fields = ("pk", "visible", "start", "end", "facets", "periods")
    with transaction.atomic():
        found = snapshots.read_documents()
    expected = collect(snapshots.entry(*row) for row in SearchDocument.objects.values_list(*fields))
    assert {facet: dict(found[facet]) for facet in found} == {facet: dict(expected[facet]) for facet in expected}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "load",
    [
        lambda: call_command("load_demo", verbosity=0, stdout=StringIO()),
        lambda: call_command("import_cordis", "tests/data/cordis/layout_2015_2020", verbosity=0, stdout=StringIO()),
    ],
)
def test_after_a_load_postgresql_knows_its_tables(load):
    call_command("loaddata", "reference", verbosity=0)
    load()
    tables = (Collaboration, EUContract, Partner, Participation)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples FROM pg_class WHERE relname = ANY (%s)",
            [[model._meta.db_table for model in tables]],
        )
        known = dict(cursor.fetchall())
    assert known == {model._meta.db_table: model.objects.count() for model in tables}
    assert known["partnerships_eucontract"] > 0


@pytest.mark.django_db
def test_two_sites_that_change_places_in_one_statement_are_noticed():
    record = structure()
    for city in ("Metz", "Atlanta"):
        Site.objects.create(structure=record, role="mirror", country=country("US"), city_en=city, city_fr="")
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partnerships_site AS s SET city_en = o.city_en FROM partnerships_site AS o "
            "WHERE s.structure_id = o.structure_id AND s.id <> o.id AND s.role = 'mirror' AND o.role = 'mirror'"
        )
    connection.check_constraints()
    assert list(differences(DAY)) == []
