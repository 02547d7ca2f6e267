from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands

from cnrs_intl.management.commands import load_demo
from offices.models import Country
from partnerships.models import Partner, Structure, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(monkeypatch):
    """The import of contracts is another command's task: here it is only asked for."""
    calls = []
    monkeypatch.setattr(load_demo, "call_command", lambda *arguments, **options: calls.append(arguments))
    return calls


def load():
    output = StringIO()
    call_command("load_demo", stdout=output, stderr=output)
    return output.getvalue()


def contents():
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for app in ("offices", "partnerships")
        for model in apps.get_app_config(app).get_models()
    }


def test_a_second_run_changes_nothing(imported):
    first = load()
    before = contents()
    second = load()
    assert contents() == before
    assert "structures: 92 in the demonstration data, 92 new" in first
    assert "structures: 92 in the demonstration data, 0 new" in second
    assert "Partners linked to ROR: " in first
    assert imported == [("import_cordis", str(load_demo.CONTRACTS))] * 2


def test_what_the_staff_changed_since_stays_so_and_what_was_removed_as_a_whole_comes_back(imported):
    load()
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


def test_a_failure_leaves_nothing_behind(monkeypatch):
    def refuse(*arguments, **options):
        raise CommandError("no")

    monkeypatch.setattr(load_demo, "FIXTURES", ("reference",))
    monkeypatch.setattr(load_demo, "call_command", refuse)
    with pytest.raises(CommandError, match="no"):
        load()
    assert not Country.objects.exists()


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(load_demo, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match=r"reference\.json cannot be read"):
        load()


def test_data_that_do_not_fit_are_refused_with_the_reason(imported):
    call_command("loaddata", "reference", verbosity=0)
    Partner.objects.create(slug="another", name="Another", country_id="FR", pic="999997930")
    with pytest.raises(CommandError, match=r"partners\.json does not fit"):
        load()


@pytest.mark.skipif("import_cordis" not in get_commands(), reason="the import of contracts is not installed")
def test_the_contracts_are_loaded_and_known_partners_are_found_again():
    load()
    contract = apps.get_model("partnerships", "EUContract")
    assert contract.objects.count() == 129
    assert Partner.objects.get(pic="999986193").slug == "upmc"
    before = contents()
    load()
    assert contents() == before
