import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnerships.catalogue.check import differences
from partnerships.catalogue.snapshots import read
from partnerships.catalogue.upkeep import store_bitmaps
from partnerships.models import SearchDocument
from tests.partnerships.catalogue.register import FIRST, LAST, Register

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
        assert list(differences(day)) == []
        assert plain(read(known)) == plain(read(None))
    finally:
        transaction.savepoint_rollback(sid)


@pytest.mark.django_db
def test_a_clean_catalogue_passes_and_a_tampered_one_is_told(capsys):
    register = Register(1)
    record = register.structure()
    connection.check_constraints()
    call_command("check_catalogue")
    SearchDocument.objects.filter(pk=record.pk).update(facets=[], visible=False)
    with pytest.raises(CommandError, match="rebuild_catalogue") as stopped:
        call_command("check_catalogue", "--day", "2015-02-03")
    assert stopped.value.returncode == 1
    assert f"collaboration {record.pk} has an old document" in capsys.readouterr().out


@pytest.mark.django_db
def test_missing_and_left_over_documents_are_told():
    register = Register(1)
    record = register.contract()
    connection.check_constraints()
    SearchDocument.objects.filter(pk=record.pk).update(collaboration_id=10**6)
    assert {f"collaboration {record.pk} has no document", "collaboration 1000000 is gone, its document is not"} <= {
        *differences(FIRST)
    }
