from collections.abc import Iterator
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from cnrs_intl.management.commands import load_demo
from offices.models import Country
from partnerships.models import EUContract, Partner, Structure, Term


def load() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output, stderr=output)
    return output.getvalue()


def contents():
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for app in ("offices", "partnerships")
        for model in apps.get_app_config(app).get_models()
    }


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[str]:
    """What the first load says. Its data are there for the whole module, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def _undone(loaded) -> Iterator[None]:
    """What a test changes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def imported(monkeypatch):
    """The import of contracts is another command's task: here it is only asked for."""
    calls = []
    monkeypatch.setattr(load_demo, "call_command", lambda *arguments, **options: calls.append(arguments))
    return calls


@pytest.mark.django_db
def test_a_failure_leaves_nothing_behind(monkeypatch):
    """Before `loaded`: the register must be empty."""

    def refuse(*arguments, **options):
        raise CommandError("no")

    monkeypatch.setattr(load_demo, "FIXTURES", ("reference",))
    monkeypatch.setattr(load_demo, "call_command", refuse)
    with pytest.raises(CommandError, match="no"):
        load()
    assert not Country.objects.exists()


@pytest.mark.usefixtures("_undone")
def test_a_second_run_changes_nothing(loaded):
    before = contents()
    second = load()
    assert contents() == before
    assert "structures: 92 in the demonstration data, 92 new" in loaded
    assert "structures: 92 in the demonstration data, 0 new" in second
    assert "Partners linked to ROR: " in loaded


@pytest.mark.usefixtures("loaded")
def test_the_contracts_are_loaded_and_known_partners_are_found_again():
    assert EUContract.objects.count() == 129
    assert Partner.objects.get(pic="999986193").slug == "upmc"


@pytest.mark.usefixtures("_undone")
def test_what_the_staff_changed_since_stays_so_and_what_was_removed_as_a_whole_comes_back(imported):
    Term.objects.filter(structure__slug="limms", start="2004-01-01").update(start="2004-02-01")
    Structure.objects.get(slug="limms").sites.filter(role="extension").delete()
    Partner.objects.filter(slug="impa").update(name="IMPA")
    Structure.objects.get(slug="jrl").delete()
    before = contents()
    load()
    after = contents()
    for label in ("partnerships.Partner", "partnerships.Term", "partnerships.Site"):
        assert after[label][: len(before[label])] == before[label]
    jrl = Structure.objects.get(slug="jrl")
    assert (jrl.terms.count(), jrl.sites.count()) == (5, 2)
    assert Structure.objects.coded("UMI 3218").get() == jrl
    assert len(after["partnerships.Term"]) == len(before["partnerships.Term"]) + 5
    assert imported == [("import_cordis", str(load_demo.CONTRACTS))]


@pytest.mark.usefixtures("_undone")
def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(load_demo, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match=r"reference\.json cannot be read"):
        load()


@pytest.mark.usefixtures("_undone")
def test_data_that_do_not_fit_are_refused_with_the_reason(imported):
    Partner.objects.filter(slug="cnrs").update(slug="another", is_home=False)
    with pytest.raises(CommandError, match=r"partners\.json does not fit"):
        load()
