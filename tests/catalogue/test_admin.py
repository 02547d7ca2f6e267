"""Every page of the administration, for every model that is registered."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.history import SOURCES
from partnerships.models.catalogue import CatalogueChange, CatalogueVersion, FacetBitmap, SearchDocument
from partnerships.models.reminders import ReminderMessage

QUERIES_AT_MOST = 20
MADE_ELSEWHERE = (
    "accessattempt", "collaboration", "distinctpartners", "document", "proposededit", "reminder", "reviewcomment",
    "savedview",
)  # fmt: skip
OWN = ("savedview",)
"""Kept by everybody of the staff, who see their own."""
REGISTERED = [model_admin for model, model_admin in admin.site._registry.items() if model._meta.app_label != "auth"]

each = pytest.mark.parametrize("model_admin", REGISTERED, ids=lambda model_admin: model_admin.opts.model_name)


def address(model_admin, page):
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}")


PEOPLE_FILL = ("offices", "partnerships")


def pages_of(model_admin, client):
    """The list, its search, each value of its filters (from the links of the page), and the form."""
    listing = address(model_admin, "changelist")
    yield listing
    yield f"{listing}?q=université+2"
    links = re.findall(r'href="(\?[^"]+)"', client.get(listing).content.decode())
    yield from (f"{listing}{link.replace('&amp;', '&')}" for link in dict.fromkeys(links))
    if model_admin.opts.model_name not in MADE_ELSEWHERE:
        yield address(model_admin, "add")


DERIVED = {CatalogueChange, CatalogueVersion, FacetBitmap, SearchDocument}
WRITTEN_BY_COMMANDS = {ReminderMessage}
"""What is sent by mail; its lines of the log are registered."""


def test_every_model_that_people_fill_is_registered():
    models = {model for label in ("offices", "partnerships") for model in apps.get_app_config(label).get_models()}
    events = {source.event_model for source in SOURCES.values()}
    assert models - DERIVED - WRITTEN_BY_COMMANDS - events == {
        model for model in admin.site._registry if model._meta.app_label in PEOPLE_FILL
    }


@each
def test_every_page_answers_within_its_queries(admin_client, model_admin):
    for page in pages_of(model_admin, admin_client):
        with CaptureQueriesContext(connection) as queries:
            response = admin_client.get(page)
        assert response.status_code == 200, page
        assert len(queries) <= QUERIES_AT_MOST, page


@each
def test_every_page_answers_in_french(admin_client, model_admin):
    listing, *_others, form = pages_of(model_admin, admin_client)
    for page in (listing, form):
        response = admin_client.get(page, headers={"accept-language": "fr"})
        assert response.status_code == 200
        assert '<html lang="fr"' in response.content.decode()


@each
def test_pages_have_no_inline_script_or_style(admin_client, model_admin):
    page = admin_client.get(address(model_admin, "changelist")).content.decode()
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*(?: src=|application/json))|<style| on[a-z]+=\"", page)
    assert "admin_theme.css" in page


@each
def test_every_relation_can_be_searched(admin_client, model_admin):
    for inline_or_page in (model_admin, *(inline(model_admin.model, admin.site) for inline in model_admin.inlines)):
        for name in inline_or_page.get_autocomplete_fields(None):
            app_label, model_name = inline_or_page.opts.label_lower.split(".")
            question = {"app_label": app_label, "model_name": model_name, "field_name": name, "term": "a"}
            assert admin_client.get("/admin/autocomplete/", question).status_code == 200, name


@pytest.mark.parametrize(
    "model_admin",
    [model_admin for model_admin in REGISTERED if model_admin.opts.model_name not in OWN],
    ids=lambda model_admin: model_admin.opts.model_name,
)
def test_every_page_is_closed_to_those_who_may_not(client, model_admin, django_user_model):
    client.force_login(django_user_model.objects.create_user("intern", is_staff=True))
    assert client.get(address(model_admin, "changelist")).status_code == 403


def test_the_index_shows_every_list_in_few_queries(admin_client):
    with CaptureQueriesContext(connection) as queries:
        page = admin_client.get("/admin/").content.decode()
    assert len(queries) <= QUERIES_AT_MOST
    assert all(address(model_admin, "changelist") in page for model_admin in REGISTERED)
