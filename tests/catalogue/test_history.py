from datetime import date

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError
from pghistory.models import Context

from cnrs_intl.catalogue.history import SOURCES
from cnrs_intl.catalogue.history_context import told
from offices.models import Country
from partnerships.models import Collaboration, Partner, Structure, Term
from tests import builders

NOT_REMEMBERED = {
    "partnerships.SearchDocument": "made of the other tables",
    "partnerships.FacetBitmap": "made of the other tables",
    "partnerships.CatalogueVersion": "says which state the two above are of",
    "partnerships.CatalogueChange": "what the two above do not know yet",
    "partnerships.Reminder": "a line of a log: written once, marked when it is sent, it says itself when and to whom",
    "partnerships.ReminderMessage": "what was sent: written once, never changed",
    "catalogue.Submission": "a key against double clicks, forgotten after seven days",
    "auth.Permission": "made by migrations from the models",
    "contenttypes.ContentType": "made by migrations from the models",
    "admin.LogEntry": "Django's own log of the administration",
    "sessions.Session": "ends with the working day",
    "axes.AccessAttempt": "personal: failures to sign in, forgotten at the next success",
    "axes.AccessAttemptExpiration": "personal: when the above is forgotten",
    "axes.AccessFailureLog": "personal, and not written",
    "axes.AccessLog": "personal, and not written",
    "pghistory.Context": "part of the history",
}
"""Every other table, and why it has no history."""
PERSONAL = ("email", "phone", "contact", "person_name", "password", "username", "first_name", "last_name", "last_login")


def events(model):
    return SOURCES[model].event_model.objects


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_every_table_has_a_history_or_a_reason_to_have_none():
    models = {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if not (model._meta.proxy or hasattr(model, "pgh_tracked_model")) and model._meta.managed
    }
    assert {label for label in models if models[label] not in SOURCES} == set(NOT_REMEMBERED)
    assert not {label for label, reason in NOT_REMEMBERED.items() if not reason}


def test_no_history_holds_what_is_personal_or_kept_by_the_machinery():
    for source in SOURCES.values():
        names = {field.name for field in source.event_model._meta.fields}
        assert not {name for name in names for word in PERSONAL if word in name}
        assert not names & {"imported", "updated_at", "sort_en"}


@pytest.mark.django_db
def test_an_event_is_written_for_each_row_however_it_is_changed():
    partners = Partner.objects.bulk_create(
        Partner(slug=f"p{number}", name=f"Partner {number}", country=builders.country("JP")) for number in range(3)
    )
    Partner.objects.filter(pk=partners[0].pk).update(city="Tokyo")
    run("UPDATE partnerships_partner SET city = 'Kyoto' WHERE slug <> 'p0'")
    partners[0].delete()
    told_of = list(events(Partner).values_list("slug", "pgh_label", "city"))
    assert told_of[:4] == [
        ("p0", "insert", ""), ("p1", "insert", ""), ("p2", "insert", ""), ("p0", "update", "Tokyo"),
    ]  # fmt: skip
    assert sorted(told_of[4:6]) == [("p1", "update", "Kyoto"), ("p2", "update", "Kyoto")]
    assert told_of[6:] == [("p0", "delete", "Tokyo")]


@pytest.mark.django_db
def test_a_statement_that_changes_nothing_leaves_no_trace():
    partner = builders.partner()
    before = events(Partner).count()
    with told(command="nothing"):
        partner.save()
        Partner.objects.update(imported={"name": "something"})
        Partner.objects.filter(pk=0).delete()
    assert events(Partner).count() == before
    assert not Context.objects.exists()


@pytest.mark.django_db
def test_the_first_change_of_a_row_without_history_tells_how_it_was():
    run("SET LOCAL session_replication_role = replica")
    country = builders.country("JP")
    run("SET LOCAL session_replication_role = origin")
    Country.objects.filter(pk="JP").update(name_en="Nippon")
    Country.objects.filter(pk="JP").update(name_en="Japan")
    assert list(events(Country).values_list("pgh_label", "name_en")) == [
        ("before", country.name_en), ("update", "Nippon"), ("update", "Japan"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_changed_key_is_a_row_less_and_a_row_more():
    builders.country("JP")
    run("UPDATE offices_country SET iso2 = 'QJ' WHERE iso2 = 'JP'")
    assert list(events(Country).values_list("pgh_label", "iso2")) == [
        ("insert", "JP"), ("delete", "JP"), ("insert", "QJ"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_links_between_records_are_remembered():
    structure = builders.structure(institutes=("INSIS", "INC"))
    structure.institutes.remove(builders.institute("INC"))
    links = events(Collaboration.institutes.through)
    keys = {key: builders.institute(key).pk for key in ("INSIS", "INC")}
    labels = sorted(links.values_list("pgh_label", "institute_id"))
    assert labels == sorted([("insert", keys["INSIS"]), ("insert", keys["INC"]), ("delete", keys["INC"])])
    assert set(links.values_list("collaboration_id", flat=True)) == {structure.pk}


@pytest.mark.django_db
def test_events_of_all_tables_have_one_order():
    structure = builders.structure()
    Term.objects.create(structure=structure, start=date(1990, 1, 1), end=date(1990, 12, 31))
    of_record = [events(model).latest("pgh_id").pgh_id for model in (Collaboration, Structure, Term)]
    assert of_record == sorted(set(of_record))


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_or_remove_history(statement):
    for source in SOURCES.values():
        table = source.event_model._meta.db_table
        with pytest.raises(IntegrityError, match=f"never changed or removed.*{table}"), transaction.atomic():
            run(statement.format(connection.ops.quote_name(table)))


@pytest.mark.django_db
def test_every_table_with_a_history_has_its_triggers():
    watched = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, encode(tgargs, 'escape') FROM pg_trigger"
            " WHERE tgfoid IN (to_regproc('catalogue_remember'), to_regproc('catalogue_history_stays'))"
        )
        for table, arguments in cursor.fetchall():
            watched.setdefault(table, []).append(arguments)
    for source in SOURCES.values():
        columns = [field.column for field in source.event_model._meta.fields if not field.name.startswith("pgh_")]
        stops, *remembers = sorted(watched[source.model._meta.db_table])
        assert not stops
        assert len(remembers) == 3
        for arguments in remembers:
            events, key, names = arguments.split("\\000")[:3]
            assert events == source.event_model._meta.db_table
            assert key == source.model._meta.pk.column
            assert sorted(names.split(",")) == sorted(columns)


@pytest.mark.django_db
def test_a_setting_of_the_session_does_not_open_history():
    builders.country("JP")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'offices_countryevent'::regclass")
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(names)}}}"])
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        events(Country).all().delete()
    assert events(Country).exists()


@pytest.mark.django_db
def test_a_table_with_a_history_is_not_truncated():
    with pytest.raises(IntegrityError, match="never changed or removed"):
        run("TRUNCATE partnerships_exchange")


@pytest.mark.django_db(transaction=True)
def test_who_wrote_and_why_is_not_changed_afterwards():
    with told(user=1):
        builders.country("JP")
    context = Context.objects.get()
    for change in ({"metadata": {"user": 2}}, {"metadata": {"user": 1, "message": "later"}}):
        with pytest.raises(IntegrityError, match="never changed or removed"):
            Context.objects.filter(pk=context.pk).update(**change)
    for statement in ("DELETE FROM pghistory_context", "TRUNCATE pghistory_context"):
        with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
            run(statement)
