from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cnrs_intl import database


def ask(action):
    output = StringIO()
    call_command("database", action, stdout=output)
    return output.getvalue()


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """Another place for a cluster, where none was ever started."""
    monkeypatch.setattr(database, "VAR", tmp_path)
    cluster = database.Cluster(home=tmp_path / "postgresql")
    monkeypatch.setattr(database, "cluster", lambda: cluster)
    return cluster


def test_the_one_of_this_checkout_is_shown_and_found_running():
    status = ask("status")
    assert f"PostgreSQL {database.major_version()}, running" in status
    assert str(database.cluster().data) in status
    assert ask("start").startswith("It was running already.")


def test_one_that_never_ran_is_stopped_already(elsewhere):
    assert ", stopped, run by this user" in ask("status")
    assert ask("stop") == "It was not running.\n"


def test_what_is_removed_is_gone(elsewhere):
    elsewhere.data.mkdir(parents=True)
    elsewhere.passfile.write_text("secret")
    assert ask("remove") == f"Removed {elsewhere.home}.\n"
    assert not elsewhere.home.exists()
    assert not elsewhere.passfile.exists()


def test_a_failure_is_a_message_without_trace(monkeypatch):
    def fail():
        raise database.DatabaseError("Remove it and start again.")

    monkeypatch.setattr(database.Cluster, "start", lambda self: fail())
    with pytest.raises(CommandError, match="Remove it and start again"):
        ask("start")


def test_an_unknown_action_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        ask("explode")
