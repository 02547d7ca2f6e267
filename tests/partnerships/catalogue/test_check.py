from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnerships.catalogue.check import differences
from partnerships.catalogue.snapshots import read
from partnerships.catalogue.upkeep import store_bitmaps
from partnerships.models import Participation, Partner, SearchDocument, Structure, StructureCode, Term
from tests.builders import contract, instrument, office, partner, structure
from tests.partnerships.catalogue.register import FIRST, LAST, Register

DAY = date(2015, 2, 3)
once = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def plain(snapshot):
    """Facet -> value -> records, of facets and values that have some."""
    found = {facet: {value: set(bits) for value, bits in values.items()} for facet, values in snapshot.bitmaps.items()}
    return snapshot.version, {facet: values for facet, values in found.items() if values}


@contextmanager
def unnoticed():
    """Changes that no trigger sees."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def told(day=DAY):
    return [str(difference) for difference in differences(day)]


@pytest.mark.django_db
@once
@given(seed=st.integers(0, 2**32), stored=st.booleans(), day=st.dates(FIRST, LAST))
def test_any_register_gives_a_catalogue_without_differences(seed, stored, day):
    sid = transaction.savepoint()
    try:
        register = Register(seed)
        for _ in range(12):
            register.collaboration()
        connection.check_constraints()
        if stored:
            store_bitmaps()
        known = read(None)
        for _ in range(6):
            register.edit()
        connection.check_constraints()
        assert told(day) == []
        assert plain(read(known)) == plain(read(None))
    finally:
        transaction.savepoint_rollback(sid)


@pytest.fixture
def lab(db):
    """A structure with something in every place, in a catalogue whose bitmaps are stored."""
    office()
    record = structure(
        "LIMMS", code="UMI 2820", partners=(partner("University of Tokyo"),), institutes=("INSIS",), title_en="Robots"
    )
    connection.check_constraints()
    store_bitmaps()
    return record


@pytest.mark.parametrize(
    ("column", "sql", "line"),
    [
        ("visible", "false", "public: the document says false, the register says true"),
        ("start", "NULL", "start: the document says –, the register says 2008-01-01"),
        ('"end"', "'2030-01-01'", "end: the document says 2030-01-01, the register says 2100-12-31"),
        ("title_fr", "'other'", "title (French): the document says other"),
        ("budget", "5", "budget (€): the document says 5.00, the register says –"),
        ("names", "'limms'", "names and codes: the document says limms, the register says umi 2820 limms robots"),
        ("periods", "'{}'", "terms: the document says –, the register says 2008-01-01–2100-12-31"),
        (
            "facets",
            "array_remove(facets, 304385)",
            "With a partner from: the document says –, the register says JP",
        ),
        (
            "cells",
            "array_replace(cells, 'University of Tokyo', 'other')",
            "partner: the document says other, the register says University of Tokyo",
        ),
        ("kinds", "'{IRL}'", "kind: the document says IRL, the register says UMI"),
        ("term_days", "'{}'", "status: the document says unknown, the register says active"),
        ("document", "''", "text: “Robots” does not find it"),
        ("document", "''", "text: “University of Tokyo” does not find it"),
        ("document", "''", "text: the document is not what it would be if it were written now"),
    ],
)
def test_each_part_of_a_document_that_is_wrong_is_told(lab, column, sql, line):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_searchdocument SET {column} = {sql}")
    assert any(f"Collaboration {lab.pk}, {line}" in each for each in told())


@pytest.mark.django_db
def test_the_instrument_is_compared_on_every_day():
    record = structure("LIMMS", code="UMI 1", kind="UMI")
    umi = StructureCode.objects.filter(structure=record, code="UMI 1")
    umi.update(start=date(2004, 1, 1), end=date(2014, 12, 31))
    StructureCode.objects.create(structure=record, instrument=instrument("IRL"), code="IRL 1", start=date(2010, 1, 1))
    connection.check_constraints()
    assert told() == []
    with unnoticed():
        umi.update(start=date(2012, 1, 1))
    lines = told()
    for found, expected in (
        ("IRL 2010-01-01–", "IRL 2010-01-01–2011-12-31, 2015-01-01–"),
        ("UMI –2009-12-31", "UMI –2009-12-31, 2012-01-01–2014-12-31"),
    ):
        assert f"Collaboration {record.pk}, kind: the document says {found}, the register says {expected}." in lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facet", "line"),
    [
        ("all", "Collaboration {pk}, collaboration: the bitmaps do not say what the document says"),
        ("visible", "Collaboration {pk}, public: the bitmaps say –, the register says yes"),
        ("country", "Collaboration {pk}, office: the bitmaps say –, the register says tokyo"),
        ("institute", "Collaboration {pk}, institute: the bitmaps say –, the register says INSIS"),
        ("term#0 from", "Collaboration {pk}, status: the bitmaps say –, the register says active"),
        ("term#0 from", "Collaboration {pk}, Active in the year: the bitmaps say –, the register says 2010"),
        ("end", "Collaboration {pk}, Ending in the year: the bitmaps say –, the register says 2100"),
        ("start", "Collaboration {pk}, start: the bitmaps do not say what the document says"),
        ("partner", "Collaboration {pk}, partner: the bitmaps do not say what the document says"),
    ],
)
def test_bitmaps_that_are_lost_are_told(lab, facet, line):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM partnerships_facetbitmap WHERE facet = %s", [facet])
    assert any(each.startswith(line.format(pk=lab.pk)) for each in told()), told()


@pytest.mark.django_db
def test_a_change_that_is_not_in_the_log_is_told(lab):
    with unnoticed():
        Term.objects.update(end=date(2014, 12, 31))
        SearchDocument.objects.update(end=date(2014, 12, 31))
    lines = told()
    assert f"Collaboration {lab.pk}, status: the bitmaps say active, the register says –." in lines
    assert f"Collaboration {lab.pk}, end: the bitmaps do not say what the document says." in lines


@pytest.mark.django_db
def test_missing_and_left_over_documents_are_told_once():
    record = contract()
    connection.check_constraints()
    SearchDocument.objects.filter(pk=record.pk).update(collaboration_id=10**6)
    assert told()[:2] == [
        f"Collaboration {record.pk} has no document.",
        "Collaboration 1000000 is gone; its document is not.",
    ]


@pytest.mark.django_db
def test_the_name_of_a_partner_that_is_not_public_is_told():
    secret = partner("Ministry of Secrets")
    record = structure(partners=(secret,))
    connection.check_constraints()
    assert told() == []
    with unnoticed():
        Partner.objects.filter(pk=secret.pk).update(publication="draft")
    assert f"Collaboration {record.pk}, text: “Ministry of Secrets” finds it, and is not public." in told()
    assert any("names and codes: " in line for line in told())


@pytest.mark.django_db
def test_the_words_of_a_sample_are_compared_and_the_seed_chooses_it():
    for _ in range(8):
        structure()
    connection.check_constraints()
    SearchDocument.objects.update(document="")
    samples = {
        tuple(sorted({each.record for each in differences(DAY, sample=3, seed=seed) if each.what == "text"}))
        for seed in (1, 1, 2, 3, 4)
    }
    assert {len(records) for records in samples} == {3}
    assert len(samples) > 1
    assert len({each.record for each in differences(DAY, sample=0) if each.what == "text"}) == 8


@pytest.mark.django_db
def test_a_clean_catalogue_passes_and_a_tampered_one_is_counted_in_both_languages(capsys, lab):
    call_command("check_catalogue", "--sample", "0")
    assert capsys.readouterr().out == "The catalogue says what the register says.\n"
    for _ in range(30):
        structure()
    connection.check_constraints()
    SearchDocument.objects.update(visible=False)
    with pytest.raises(CommandError, match=r"62 differences.*rebuild_catalogue") as stopped:
        call_command("check_catalogue", "--day", "2015-02-03")
    assert stopped.value.returncode == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Collaboration {lab.pk}, public: the document says false, the register says true."
    assert lines[20:] == ["These are the first 20.", "public: 62"]
    with translation.override("fr"), pytest.raises(CommandError, match="62 différences"):
        call_command("check_catalogue")
    assert f"Collaboration {lab.pk}, public : le document dit false, le registre dit true." in capsys.readouterr().out


@pytest.mark.parametrize(("option", "value"), [("--day", "2015-02-30"), ("--sample", "-1"), ("--seed", "x")])
def test_options_that_say_nothing_are_refused(option, value):
    with pytest.raises(CommandError, match=value):
        call_command("check_catalogue", f"{option}={value}")


@pytest.mark.django_db
def test_partners_through_their_parts_and_home_are_known():
    whole = partner("University of California", iso2="US")
    part = partner("UCLA", iso2="US", parent=whole)
    home = partner("CNRS", iso2="FR", is_home=True)
    record = structure(partners=(part, home))
    connection.check_constraints()
    assert told() == []
    assert Structure.objects.get().pk == record.pk
    assert Participation.objects.count() == 2
