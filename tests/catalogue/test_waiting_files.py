import os
import time
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db.models import FileField
from django.test import RequestFactory
from django.urls import reverse

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.waiting_files import SUFFIX
from partnerships.admin.documents import AttachInline
from partnerships.models import Document, Term
from tests import builders
from tests.catalogue.forms_of_pages import filled, of_source
from tests.uploads import PDF, PROGRAM, upload

pytestmark = pytest.mark.django_db
FILE = "documents-2-0-file"
TOKEN = f"{FILE}{SUFFIX}"
ROW = {"documents-2-0-kind": ["agreement"], "documents-2-0-title": ["Agreement"]}


@pytest.fixture
def term(settings, tmp_path):
    settings.DOCUMENTS_ROOT = tmp_path
    return builders.structure("LIMMS").terms.get()


@pytest.fixture
def page(term):
    return reverse("admin:partnerships_term_change", args=[term.pk])


@pytest.fixture
def waiting(tmp_path):
    return lambda: list((tmp_path / "waiting").glob("*"))


def somebody_changes(term, source="somebody else"):
    with told(command="somebody"):
        Term.objects.filter(pk=term.pk).update(source=source)


def attached():
    return Path(Document.objects.get().file.path).read_bytes()


def met(client, term, page, file, source="somebody else"):
    """The page of both versions, after sending a form with the file that was opened before the other change."""
    fields = filled(client, page)
    somebody_changes(term, source)
    return client.post(page, fields | ROW | {FILE: file}).text


def test_the_file_of_the_second_to_save_waits_and_is_attached(admin_client, term, page, waiting):
    source = met(admin_client, term, page, upload())
    assert "Somebody saved this record after you had opened it" in source
    assert "The file “Agreement.pdf” waits here" in source
    assert [path.stat().st_mode & 0o777 for path in waiting()] == [0o600]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda act: act())
        assert admin_client.post(page, of_source(source)).status_code == 302
    document = Document.objects.get()
    assert (document.term, document.title, attached()) == (term, "Agreement", PDF)
    assert waiting() == []
    term.refresh_from_db()
    assert term.source == "somebody else"


def test_it_waits_through_a_second_conflict_and_an_error_of_the_form(admin_client, term, page, waiting):
    asked = of_source(met(admin_client, term, page, upload()))
    somebody_changes(term, source="a third person")
    again = admin_client.post(page, asked).text
    assert len(waiting()) == 1
    refused = admin_client.post(page, of_source(again) | {"documents-2-0-title": [""]}).text
    assert "This field is required" in refused
    assert "The file “Agreement.pdf” waits here" in refused
    assert len(waiting()) == 1
    assert admin_client.post(page, of_source(refused) | ROW).status_code == 302
    assert attached() == PDF


def test_a_file_waits_for_the_mending_of_another_field(admin_client, page):
    refused = admin_client.post(page, filled(admin_client, page) | ROW | {FILE: upload(), "start": ["2014-02-30"]}).text
    fields = of_source(refused)
    assert admin_client.post(page, fields | {"start": ["2014-02-28"]}).status_code == 302
    assert attached() == PDF


def test_a_file_that_is_chosen_anew_goes_before_the_one_that_waits(admin_client, term, page):
    asked = of_source(met(admin_client, term, page, upload()))
    assert admin_client.post(page, asked | {FILE: upload(content=PDF + b"%%EOF")}).status_code == 302
    assert attached() == PDF + b"%%EOF"


@pytest.mark.parametrize(
    ("file", "most", "reason"),
    [
        (upload("agreement.pdf", PROGRAM), 1000, "its content is something else"),
        (upload("agreement.exe"), 1000, "This kind of file cannot be attached"),
        (upload(), 10, "too large"),
    ],
)
def test_what_may_not_be_attached_does_not_wait(admin_client, term, page, waiting, settings, file, most, reason):
    settings.DOCUMENT_MAX_BYTES = most
    source = met(admin_client, term, page, file)
    assert "is not kept" in source
    assert reason in source
    assert TOKEN not in of_source(source)
    assert waiting() == []


def test_the_checks_are_made_again_when_it_is_attached(admin_client, term, page, settings):
    asked = of_source(met(admin_client, term, page, upload()))
    settings.DOCUMENT_MAX_BYTES = 10
    assert "too large" in admin_client.post(page, asked).text
    assert not Document.objects.exists()


def test_a_token_is_of_one_person_and_one_page(admin_client, client, django_user_model, term, page):
    asked = of_source(met(admin_client, term, page, upload()))
    client.force_login(django_user_model.objects.create_superuser("another"))
    assert "This field is required" in client.post(page, asked).text
    other = builders.structure("OTHER").terms.get()
    elsewhere = reverse("admin:partnerships_term_change", args=[other.pk])
    fields = filled(admin_client, elsewhere) | ROW | {TOKEN: asked[TOKEN]}
    assert "This field is required" in admin_client.post(elsewhere, fields).text
    for token in ("", "x", asked[TOKEN][0][:-1], "../../secret", "\x00"):
        assert "This field is required" in admin_client.post(page, asked | {TOKEN: [token]}).text
    assert not Document.objects.exists()


@pytest.mark.parametrize("way", ["next use", "command"])
def test_after_a_day_it_is_gone_and_the_page_says_so(admin_client, term, page, waiting, way):
    asked = of_source(met(admin_client, term, page, upload()))
    yesterday = time.time() - 25 * 3600
    os.utime(waiting()[0], (yesterday, yesterday))
    if way == "command":
        call_command("clean_documents", verbosity=0)
    else:
        met(admin_client, term, page, upload(), source="a third person")
        waiting()[0].unlink()
    assert waiting() == []
    assert "The file “Agreement.pdf” waits no longer" in admin_client.post(page, asked).text
    assert not Document.objects.exists()


def test_one_form_carries_files_in_rows_that_are_only_added(admin_user):
    """So a choice between two versions is never one between two files."""
    request = RequestFactory().get("/")
    request.user = admin_user
    carrying = []
    for owner in filter(lambda each: each.has_change_permission(request), admin.site._registry.values()):
        form = owner.get_form(request)
        carrying += [owner for field in form.base_fields if isinstance(_column(owner.model, field), FileField)]
        for inline in owner.get_inline_instances(request):
            fields = inline.get_formset(request).form.base_fields
            carrying += [type(inline) for field in fields if isinstance(_column(inline.model, field), FileField)]
    assert carrying == [AttachInline]


def _column(model, name):
    return next((each for each in model._meta.get_fields() if each.name == name), None)
