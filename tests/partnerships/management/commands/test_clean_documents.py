import os
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def orphan(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path
    path = tmp_path / "cd" / f"cd{'1' * 30}.pdf"
    path.parent.mkdir()
    path.touch()
    os.utime(path, (time.time() - 2 * 24 * 3600,) * 2)
    return path


def said(**options):
    out = StringIO()
    call_command("clean_documents", stdout=out, **options)
    return out.getvalue()


def test_a_file_without_a_record_is_removed_once(orphan):
    assert f"{orphan.name}\n1 file removed." in said()
    assert not orphan.exists()
    assert said() == "0 files removed.\n"


def test_it_can_be_looked_at_first(orphan):
    assert "1 file would be removed." in said(dry_run=True)
    assert orphan.exists()


def test_a_lost_file_is_an_error_that_names_the_document(orphan):
    record = builders.document(builders.structure())
    with pytest.raises(CommandError, match=str(record.key)):
        said()
