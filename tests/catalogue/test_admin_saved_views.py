import pytest
from django.test import Client
from django.urls import reverse

from cnrs_intl.catalogue.models import SavedView
from partnerships.models import Partner
from tests.catalogue.forms_of_pages import filled, send
from tests.catalogue.history_cases import items, read, restore_address, words
from tests.everywhere.world import OURS, make_reader, make_world

pytestmark = pytest.mark.django_db
LIST = "/admin/catalogue/savedview/"


@pytest.fixture
def world():
    return make_world()


def signed_in(name):
    client, user = Client(), make_reader(name)
    client.force_login(user)
    return client, user


def view_of(owner, name="Japan", **values):
    values = {"list_name": "collaborations", "query": "country=JP"} | values
    return SavedView.objects.create(owner=owner, name=name, slug=f"{name.lower()}-{owner.pk}", **values)


def page_of(view, page):
    return reverse(f"admin:catalogue_savedview_{page}", args=[view.pk])


def test_its_owner_renames_it_reads_its_history_and_goes_back(world):
    client, owner = signed_in("reader")
    view = view_of(owner)
    fields = filled(client, page_of(view, "change"))
    assert set(fields) >= {"name"}
    assert "owner" not in fields
    assert "query" not in fields
    assert send(client, page_of(view, "change"), fields | {"name": ["Nippon"], "is_public": ["on"]}).status_code == 302
    renamed, saved = map(words, items(read(client, page_of(view, "history"))))
    assert "Name Japan Nippon" in renamed
    assert "For all no yes" in renamed
    assert "added" in saved
    restore = restore_address(read(client, page_of(view, "history")))
    asked = filled(client, restore)
    assert client.post(restore, {"history_version": asked["history_version"][0]}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.is_public) == ("Japan", True)  # who sees it is no part of a version


@pytest.mark.parametrize("page", ["change", "history", "delete"])
@pytest.mark.parametrize("is_public", [False, True])
def test_to_a_colleague_it_is_not_there(world, page, is_public):
    view = view_of(make_reader("contributor"), is_public=is_public)
    client, reader = signed_in("reader")
    view_of(reader, "Mine")
    listed = client.get(LIST).text
    assert "Mine" in listed
    assert "Japan" not in listed
    nothing = client.get(page_of(view, page).replace(str(view.pk), "987654"))
    answer = client.get(page_of(view, page))
    assert answer.status_code == nothing.status_code
    assert "Japan" not in answer.text
    assert client.post(page_of(view, "delete"), {"post": "yes"}).status_code in (302, 404)
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_an_administrator_reads_the_history_of_all_and_withdraws_what_is_public(world):
    view = view_of(make_reader("reader"), is_public=True)
    client, _administrator = signed_in("administrator")
    assert "added" in words(read(client, page_of(view, "history")))
    fields = filled(client, page_of(view, "change"))
    del fields["is_public"]
    assert send(client, page_of(view, "change"), fields).status_code == 302
    view.refresh_from_db()
    assert not view.is_public


def test_a_view_that_names_what_only_the_staff_sees_is_not_opened_to_all(world):
    client, owner = signed_in("reader")
    view = view_of(owner, query=f"partner={world[OURS][Partner].slug}")
    fields = filled(client, page_of(view, "change"))
    refused = send(client, page_of(view, "change"), fields | {"is_public": ["on"]})
    assert "not everybody sees what is asked for under “Partner”." in refused.text
    view.refresh_from_db()
    assert not view.is_public
    assert send(client, page_of(view, "change"), fields | {"name": ["Mine"]}).status_code == 302


def test_a_name_that_the_owner_has_given_already_is_refused_in_words(world):
    client, owner = signed_in("reader")
    view_of(owner, "Taken")
    view = view_of(owner)
    fields = filled(client, page_of(view, "change"))
    refused = send(client, page_of(view, "change"), fields | {"name": ["Taken"]})
    assert "you have saved a view under it already" in refused.text


def test_one_is_made_on_the_page_of_its_list_alone(admin_client):
    assert admin_client.get(f"{LIST}add/").status_code == 403


def test_a_view_of_a_list_that_is_no_more_is_shown_all_the_same(world):
    client, owner = signed_in("reader")
    view = view_of(owner, list_name="gone", query="a=<b>")
    assert "a=&lt;b&gt;" in client.get(page_of(view, "change")).text
    assert OURS not in client.get(LIST).text
