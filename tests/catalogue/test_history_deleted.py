"""The history of a record that was deleted: those who see everything read it, to others it was never there."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from cnrs_intl.catalogue.history import SOURCES
from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.models import SavedView
from partnerships.models import Document, FrenchExtension, Infrastructure, Partner, Site, Structure
from tests import builders
from tests.catalogue.history_cases import items, read, words
from tests.everywhere.world import OURS, READERS, make_reader, make_world

pytestmark = pytest.mark.django_db
ABSENT = 987_654


@pytest.fixture
def world():
    return make_world()


def page(record, key, name="history", *further):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[key, *further])


def signed_in(name):
    client = Client()
    if user := make_reader(name):
        client.force_login(user)
    return client


def delete(record, **facts):
    """Remove the record with all that stands in its way; its key."""
    key = record.pk
    with told(**facts):
        Document.objects.all().delete()
        record.delete()
    return key


def test_it_says_who_deleted_what_and_why(admin_client, admin_user):
    structure = builders.structure("LIMMS", partners=(builders.partner("Todai"),))
    key = delete(structure, user=admin_user.pk, message="entered twice")
    source = read(admin_client, page(structure, key))
    last, *_older = items(source)
    assert "History: LIMMS" in words(source)
    assert "This record was deleted" in words(source)
    assert f"{admin_user.get_username()} entered twice" in words(last)
    assert "structure removed" in words(last).lower()
    assert "Participation Todai (partner) removed" in words(last)
    assert "/restore/" not in source
    assert page(structure, key, "change") not in source


def test_every_kind_of_record_is_told(admin_client, world):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # all at once, whatever names what
        for model, record in world[OURS].items():
            model._meta.concrete_model._base_manager.filter(pk=record.pk)._raw_delete("default")
        cursor.execute("SET session_replication_role = DEFAULT")
    for model, record in world[OURS].items():
        assert "This record was deleted" in read(admin_client, page(record, record.pk)), model


@pytest.mark.parametrize("reader", [name for name in READERS if name not in ("anybody", "administrator")])
def test_to_others_it_is_as_what_never_was(world, reader):
    client, draft = signed_in(reader), world[OURS][Infrastructure]
    key = delete(draft)
    for name in ("history", "change"):
        gone, absent = (client.get(page(draft, each, name)) for each in (key, ABSENT))
        assert gone.status_code == absent.status_code
        assert re.sub(r"\d+", "", gone.text) == re.sub(r"\d+", "", absent.text)


def test_administrators_read_it_and_the_address_of_the_record_leads_there(world):
    client, draft = signed_in("administrator"), world[OURS][Infrastructure]
    key = delete(draft, command="tidy_up")
    response = client.get(page(draft, key, "change"), follow=True)
    assert response.redirect_chain[-1][0] == page(draft, key)
    assert "Its history is kept" in response.text
    assert "the command “tidy_up”" in words(response.text)
    event = SOURCES[Infrastructure].event_model.objects.latest("pgh_id").pgh_id
    assert client.get(page(draft, key, "restore", event)).status_code == 404


@pytest.mark.parametrize("key", ["nonsense", "9" * 30, "-1", "1_00", "0"])
def test_a_key_that_no_record_had_finds_nothing(admin_client, key):
    structure = builders.structure()
    assert admin_client.get(page(structure, key)).status_code == 404
    assert admin_client.get(page(structure, key, "change")).status_code == 302


def test_what_is_there_in_another_list_is_not_said_to_be_deleted(admin_client):
    main = builders.structure().sites.get()
    assert admin_client.get(page(FrenchExtension, main.pk)).status_code == 404
    assert Site.objects.filter(pk=main.pk).exists()


def test_what_it_was_linked_to_may_be_gone_too(admin_client):
    taker = builders.partner("Todai")
    structure = builders.structure("LIMMS", partners=(taker,))
    part = structure.participations.get()
    key = delete(part)
    delete(structure)
    delete(Partner.objects.get(pk=taker.pk))
    assert "no longer in the register" in words(read(admin_client, page(part, key)))


def test_the_deleted_account_of_a_superuser_is_none_of_an_administrators_business(admin_client, world):
    head, colleague = User.objects.create_superuser("head"), User.objects.create_user("colleague", is_staff=True)
    keys = [delete(head), delete(colleague)]
    administrator = signed_in("administrator")
    assert [administrator.get(page(head, key)).status_code for key in keys] == [404, 200]
    assert [admin_client.get(page(head, key)).status_code for key in keys] == [200, 200]
    assert f"History: user {keys[1]}" in words(read(administrator, page(head, keys[1])))


def test_the_deleted_view_of_somebody_is_read_by_those_who_keep_views(world, admin_user):
    view = SavedView.objects.create(owner=admin_user, name="Mine", slug="mine", list_name="structures")
    key = delete(view)
    assert signed_in("administrator").get(page(view, key)).status_code == 200
    assert signed_in("reviewer").get(page(view, key)).status_code == 404
    assert Structure.objects.exists()
