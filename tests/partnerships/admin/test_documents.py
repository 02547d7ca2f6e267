from pathlib import Path

import pytest
from django.urls import reverse

from partnerships.models import Document
from tests import builders
from tests.uploads import PDF, PROGRAM, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path
    return builders.structure("LIMMS").terms.get()


def address(term):
    return reverse("admin:partnerships_term_change", args=[term.pk])


def post(client, term, version="", **row):
    """The page of a term, with one row to attach."""
    form = {"structure": term.structure_id, "start": term.start, "end": term.end or "", "precision": "day"}
    form |= {"history_version": version}
    for prefix, total in (("documents", Document.objects.filter(term=term).count()), ("documents-2", 1)):
        form |= {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": total if prefix == "documents" else 0}
    for number, known in enumerate(Document.objects.filter(term=term)):
        form |= {f"documents-{number}-id": known.pk, f"documents-{number}-term": term.pk}
    row = {"kind": "agreement", "title": "Agreement", "file": upload(), "term": term.pk} | row
    return client.post(address(term), form | {f"documents-2-0-{name}": value for name, value in row.items()})


def test_an_agreement_is_attached_on_the_page_of_its_term(admin_client, term):
    response = post(admin_client, term, is_public="on")
    assert response.status_code == 302, response.context["errors"]
    record = Document.objects.get()
    assert (record.term, record.title, record.is_public, record.size) == (term, "Agreement", True, len(PDF))
    assert Path(record.file.path).read_bytes() == PDF
    page = admin_client.get(address(term)).text
    assert record.get_absolute_url() in page
    assert page.count("Agreement") >= 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"file": upload("agreement.pdf", PROGRAM)}, "its content is something else"),
        ({"file": ""}, "This field is required"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_stored(admin_client, term, tmp_path, row, reason):
    response = post(admin_client, term, **row)
    assert reason in response.text
    assert not Document.objects.exists()
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_file_that_is_too_large_is_refused(admin_client, term, settings):
    settings.DOCUMENT_MAX_BYTES = 10
    assert "too large" in post(admin_client, term).text


def test_the_same_file_twice_is_refused_in_words(admin_client, term):
    post(admin_client, term)
    assert "attached to this term already" in post(admin_client, term).text
    assert Document.objects.count() == 1


def test_its_page_changes_what_is_said_of_it_and_not_the_file(admin_client, term):
    post(admin_client, term)
    record = Document.objects.get()
    url = reverse("admin:partnerships_document_change", args=[record.pk])
    page = admin_client.get(url).text
    assert record.sha256 in page
    assert "LIMMS" in page
    assert 'type="file"' not in page
    admin_client.post(url, {"kind": "annex", "title": "Annex 1", "file": upload(content=PDF + b"%%EOF")})
    changed = Document.objects.get()
    assert (changed.kind, changed.title) == ("annex", "Annex 1")
    assert (changed.file.name, changed.sha256) == (record.file.name, record.sha256)


def test_documents_are_found_and_added_nowhere_else(admin_client, term):
    post(admin_client, term)
    url = reverse("admin:partnerships_document_changelist")
    assert "Agreement" in admin_client.get(url, {"q": "limms"}).text
    assert admin_client.get(reverse("admin:partnerships_document_add")).status_code == 403


def restored(client, term, record):
    """The answer to restoring the version of the term that the document was first attached in."""
    page = client.get(reverse("admin:partnerships_term_history", args=[term.pk])).text
    attached = next(each for each in page.split('<li id="entry-') if "Document" in each and "added" in each)
    url = reverse("admin:partnerships_term_restore", args=[term.pk, attached.partition('"')[0]])
    asked = client.get(url).text
    return client.post(url, {"history_version": asked.partition('name="history_version" value="')[2].partition('"')[0]})


def test_a_document_that_was_removed_comes_back_with_its_file_and_its_time(admin_client, term):
    post(admin_client, term)
    record = Document.objects.get()
    admin_client.post(reverse("admin:partnerships_document_delete", args=[record.pk]), {"post": "yes"})
    assert not Document.objects.exists()
    assert restored(admin_client, term, record).status_code == 302
    again = Document.objects.get()
    assert (again.pk, again.key, again.uploaded_at) == (record.pk, record.key, record.uploaded_at)
    assert Path(again.file.path).read_bytes() == PDF


def test_a_document_whose_file_is_gone_does_not_come_back(admin_client, term):
    post(admin_client, term)
    record = Document.objects.get()
    admin_client.post(reverse("admin:partnerships_document_delete", args=[record.pk]), {"post": "yes"})
    Path(record.file.path).unlink()
    assert "File: it is no longer stored" in restored(admin_client, term, record).text
    assert not Document.objects.exists()
