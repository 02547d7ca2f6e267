from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests import builders
from tests.uploads import PDF, upload

pytestmark = pytest.mark.django_db

CASES = [("published", True), ("published", False), ("draft", True), ("draft", False), ("archived", True)]


@pytest.fixture
def root(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def make(root):
    def document(publication="published", **fields):
        return builders.document(builders.structure(publication=publication), file=upload(), size=len(PDF), **fields)

    return document


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(("publication", "is_public"), CASES)
def test_the_public_reads_public_documents_of_published_structures(client, make, publication, is_public):
    record, absent = make(publication, is_public=is_public), str(uuid4())
    found = client.get(record.get_absolute_url())
    if (publication, is_public) == ("published", True):
        assert body(found) == PDF
    else:
        nothing = client.get(f"/en/documents/{absent}")
        assert (found.status_code, found.text) == (404, nothing.text.replace(absent, str(record.key)))


@pytest.mark.parametrize(("publication", "is_public"), CASES)
def test_the_staff_reads_those_of_structures_that_it_sees(admin_client, make, publication, is_public):
    assert body(admin_client.get(make(publication, is_public=is_public).get_absolute_url())) == PDF


@pytest.mark.parametrize("account", [{"is_staff": False}, {"is_staff": True, "is_active": False}])
def test_an_account_outside_the_staff_is_the_public(make, account):
    client = Client()
    client.force_login(get_user_model().objects.create_user("someone", **account))
    assert client.get(make(is_public=False).get_absolute_url()).status_code == 404


def test_a_document_is_saved_and_never_shown(client, make):
    response = client.get(make(title='Agreement "2014"/../é.exe').get_absolute_url())
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in response["Content-Disposition"].replace("utf-8''", "")
    assert response["Content-Disposition"].endswith(".pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert body(response)


def test_an_internal_document_stays_in_no_cache(client, admin_client, make):
    response = admin_client.get(make(is_public=False).get_absolute_url())
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert body(response)


@pytest.mark.django_db(transaction=True)
def test_what_becomes_internal_is_gone_at_once(client, make):
    record = make()
    first = client.get(record.get_absolute_url())
    assert body(first)  # a test client that closes an answer closes the connection of the test too
    type(record).objects.update(is_public=False)
    assert client.get(record.get_absolute_url(), headers={"if-none-match": first.get("ETag", "")}).status_code == 404


def test_no_other_address_leads_to_the_file(client, make):
    record = make()
    for address in (f"/en/documents/{record.pk}", f"/static/{record.file.name}", f"/media/{record.file.name}",
                    f"/{record.file.name}", f"/en/documents/{record.file.name}"):  # fmt: skip
        assert client.get(address).status_code == 404


def test_a_lost_file_is_as_one_that_is_not_there(client, make, root):
    record = make()
    record.file.storage.delete(record.file.name)
    assert client.get(record.get_absolute_url()).status_code == 404


def test_documents_are_read_only(client, make):
    record = make()
    for method in (client.post, client.put, client.delete):
        assert method(record.get_absolute_url()).status_code == 405


def test_the_page_of_the_structure_lists_what_its_reader_may_download(client, admin_client):
    record = builders.structure()
    shown, internal = builders.document(record), builders.document(record, is_public=False)
    page = client.get(record.get_absolute_url()).text
    assert shown.get_absolute_url() in page
    assert str(internal.key) not in page
    assert internal.title not in page
    page = admin_client.get(record.get_absolute_url()).text
    assert internal.get_absolute_url() in page
    assert "internal" in page
