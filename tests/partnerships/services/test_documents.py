import hashlib
import os
import time
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from partnerships.models import Document
from partnerships.models.documents import place_of
from partnerships.services.documents import check_upload, missing_files, unattached_files
from tests import builders
from tests.uploads import JPEG, PDF, PNG, PROGRAM, upload

LONG_AGO = time.time() - 2 * 24 * 3600


@pytest.fixture
def root(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path / "private"
    settings.DOCUMENTS_ROOT.mkdir()
    return settings.DOCUMENTS_ROOT


def stored(root, name, age=LONG_AGO, content=PDF):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (age, age))
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [("Agreement.pdf", PDF), ("SCAN.PDF", PDF), ("scan.png", PNG), ("scan.jpeg", JPEG), ("scan.jpg", JPEG)],
)
def test_what_is_what_it_says_is_accepted(name, content):
    found = check_upload(upload(name, content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("setup.exe", PROGRAM, "This kind of file cannot be attached"),
        ("agreement", PDF, "This kind of file cannot be attached"),
        ("page.html", b"<script>", "This kind of file cannot be attached"),
        ("agreement.pdf.exe", PDF, "This kind of file cannot be attached"),
        ("agreement.pdf", PROGRAM, "its content is something else"),
        ("agreement.pdf", PNG, "its content is something else"),
        ("scan.png", b"<svg onload=alert(1)>", "its content is something else"),
        ("agreement.pdf", b"", "its content is something else"),
        ("agreement.pdf", b"   " + PDF, "its content is something else"),
        ("agreement.pdf", PDF[:20], "The end of the file is missing"),
        ("scan.png", PNG[:12], "The end of the file is missing"),
    ],
)
def test_what_is_something_else_is_refused_with_its_reason(name, content, reason):
    with pytest.raises(ValidationError, match=reason):
        check_upload(upload(name, content))


def test_size_has_a_limit_and_it_is_said(settings):
    settings.DOCUMENT_MAX_BYTES = len(PDF)
    assert check_upload(upload()).size == len(PDF)
    with pytest.raises(ValidationError, match=r"too large: .* At most .* can be attached"):
        check_upload(upload(content=PDF + b"\n"))


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "/etc/cron.d/x.pdf", "a\nb.pdf", "..\\x.pdf", "%2e%2e/x.pdf"])
def test_the_name_that_a_file_comes_with_leads_nowhere(name):
    place = place_of(None, name)
    assert place != place_of(None, name)
    assert len(place) == len("ab/") + 32 + len(".pdf")
    assert ".." not in place


@pytest.mark.parametrize("name", ["x.php", "x", "x.pdf/../y.sh", ".htaccess"])
def test_no_other_kind_of_file_is_ever_stored(name):
    with pytest.raises(SuspiciousFileOperation):
        place_of(None, name)


@pytest.mark.django_db
def test_files_are_stored_for_this_user_alone(root):
    record = builders.document(builders.structure(), file=upload())
    path = Path(record.file.path)
    assert path.is_relative_to(root)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(ValueError, match="no address of its own"):
        _address = record.file.url


@pytest.mark.django_db
def test_the_database_wants_a_file_that_was_read_and_once():
    record = builders.structure()
    known = builders.document(record)
    for fields in ({"sha256": ""}, {"sha256": "Z" * 64}, {"size": 0}, {"sha256": known.sha256}):
        with pytest.raises(IntegrityError), transaction.atomic():
            builders.document(record, **fields)


@pytest.mark.django_db
def test_a_term_is_not_deleted_with_its_agreement():
    record = builders.document(builders.structure())
    with pytest.raises(ProtectedError):
        record.term.structure.delete()


@pytest.mark.django_db
def test_only_old_files_of_ours_without_a_record_are_removed(root, tmp_path):
    known = builders.document(builders.structure())
    stored(root, known.file.name)
    orphan = stored(root, f"cd/cd{'1' * 30}.pdf")
    stored(root, f"cd/cd{'2' * 30}.pdf", age=time.time())
    stored(root, f"cd/ab{'3' * 30}.pdf")
    stored(root, "cd/readme.txt")
    stored(root, f"cd{'4' * 30}.pdf")
    outside = stored(tmp_path, f"ee/ee{'5' * 30}.pdf")
    (root / "ee").symlink_to(outside.parent)
    (root / f"cd/cd{'6' * 30}.pdf").symlink_to(outside)
    assert unattached_files() == [orphan]
    assert missing_files() == []


@pytest.mark.django_db
def test_a_document_without_its_file_is_told(root):
    record = builders.document(builders.structure())
    assert missing_files() == [record]
    assert Document.objects.exists()


@pytest.mark.django_db
def test_no_folder_yet_is_no_file(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path / "nothing"
    assert unattached_files() == []
