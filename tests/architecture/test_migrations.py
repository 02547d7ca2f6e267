import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from partnerships.models import Structure

OURS = ("offices", "partnerships")


def own_migrations():
    loader = MigrationLoader(None)
    return [migration for (app, _name), migration in sorted(loader.disk_migrations.items()) if app in OURS]


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert said.getvalue().startswith("No changes")


@pytest.mark.parametrize("migration", own_migrations(), ids=str)
def test_migration_is_named_by_hand_and_can_be_undone(migration):
    assert not re.search(r"_auto_|_initial$|_and_more$", migration.name)
    for operation in migration.operations:
        if isinstance(operation, RunPython | RunSQL):
            assert operation.reversible, operation


@pytest.mark.django_db(transaction=True)
def test_the_register_can_be_taken_away_and_made_again():
    call_command("migrate", "catalogue", "zero", verbosity=0)  # with all that depends on it
    with pytest.raises(ProgrammingError), transaction.atomic():
        Structure.objects.exists()
    call_command("migrate", verbosity=0)
    assert not Structure.objects.exists()
