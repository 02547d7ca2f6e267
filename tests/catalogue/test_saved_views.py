import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cnrs_intl.catalogue.models import SavedView
from partnerships.models import Partner
from tests.everywhere.world import OURS, make_reader, make_world

VIEWS = "/en/views/"
LINK = re.compile(r'<a href="([^"]+)">Rename your views, open them to all or withdraw them</a>')


@pytest.fixture
def staff(db, client):
    user = get_user_model().objects.create_user("tokyo", password="a long enough password", is_staff=True)
    client.force_login(user)
    return user


def save(client, **fields):
    return client.post(VIEWS, {"name": "Japan", "list_name": "collaborations", "query": "country=JP"} | fields)


def test_a_view_leads_back_to_its_question(staff, client):
    assert save(client, query="kind=contract&page=4").status_code == 302
    view = SavedView.objects.get()
    assert (view.owner, view.query, view.is_public) == (staff, "kind=contract", False)
    assert client.get(view.get_absolute_url()).url == "/en/collaborations/?kind=contract"
    assert client.get(view.get_absolute_url(), headers={"accept-language": "fr"}).url.startswith("/fr/")


def test_a_private_view_does_not_exist_for_others(staff, client):
    save(client, query="")
    address = SavedView.objects.get().get_absolute_url()
    assert client.get(address).status_code == 302
    client.logout()
    assert client.get(address).status_code == 404
    assert "Japan" not in client.get(VIEWS).text


def test_a_public_view_is_for_everybody_and_names_nobody(staff, client):
    save(client, query="", is_public="on")
    client.logout()
    page = client.get(VIEWS)
    assert "Japan" in page.text
    assert "tokyo" not in page.text
    assert client.get(SavedView.objects.get().get_absolute_url()).url == "/en/collaborations/"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"list_name": "passwords"}, "There is no such list"),
        ({"query": "colour=red"}, "colour"),
        ({"query": "active_on=2015-02-30"}, "write a day of the calendar"),
        ({"name": ""}, "required"),
        ({"query": "q=" + "a" * 3_000}, "2000"),
    ],
)
def test_what_its_list_does_not_understand_is_not_saved(staff, client, fields, message):
    answer = save(client, **({"query": ""} | fields))
    assert answer.status_code == 400
    assert message in answer.text
    assert not SavedView.objects.exists()


def test_a_name_is_used_once(staff, client):
    save(client, query="")
    answer = save(client, query="")
    assert answer.status_code == 400
    assert "Choose another" in answer.text


@pytest.fixture
def in_scope(db):
    """A member of the staff who has signed in, and sees a draft partner that the public does not."""
    world = make_world()
    client, user = Client(), make_reader("contributor")
    client.force_login(user)
    return client, world[OURS][Partner]


@pytest.mark.parametrize("list_name", ["collaborations", "structures"])
def test_a_view_for_all_names_nothing_that_only_the_staff_sees(in_scope, list_name):
    client, partner = in_scope
    asked = {"list_name": list_name, "query": f"partner={partner.slug}&country=JP"}
    answer = save(client, **asked, is_public="on")
    assert answer.status_code == 400
    assert "not everybody sees what is asked for under “Partner”." in answer.text
    assert not SavedView.objects.exists()
    save(client, **asked)
    view = SavedView.objects.get()
    assert partner.slug in client.get(view.get_absolute_url()).url
    Partner.objects.filter(pk=partner.pk).update(publication="published")
    assert save(client, **asked, name="Open", is_public="on").status_code == 302


def test_a_view_for_all_is_gone_for_others_when_what_it_names_is_withdrawn(in_scope, client):
    owner, partner = in_scope
    Partner.objects.filter(pk=partner.pk).update(publication="published")
    save(owner, query=f"partner={partner.slug}", is_public="on")
    address = SavedView.objects.get().get_absolute_url()
    assert partner.slug in client.get(address).url
    Partner.objects.filter(pk=partner.pk).update(publication="draft")
    answer = client.get(address)
    assert answer.status_code == 404
    assert partner.slug not in answer.text
    assert owner.get(address).status_code == 302


def test_the_staff_is_led_to_the_administration_of_its_views(staff, client):
    save(client, query="")
    (link,) = re.findall(
        r'<a href="([^"]+)">Rename your views, open them to all or withdraw them</a>', client.get(VIEWS).text
    )
    assert "Japan" in client.get(link).text
    client.logout()
    assert "Rename your views" not in client.get(VIEWS).text


def test_only_the_staff_saves(db, client):
    assert save(client).status_code == 403
    assert not SavedView.objects.exists()


def test_a_view_is_deleted_by_its_owner_alone(staff, client):
    save(client, query="", is_public="on")
    address = reverse("saved-view-delete", args=[SavedView.objects.get().slug])
    client.force_login(get_user_model().objects.create_user("other", password="a long enough password", is_staff=True))
    assert client.post(address).status_code == 404
    client.force_login(staff)
    assert client.post(address).status_code == 302
    assert not SavedView.objects.exists()


def test_the_staff_saves_from_a_list(staff, client):
    page = client.get("/en/collaborations/?order=title").text
    assert 'name="query" value="order=title"' in page
    client.logout()
    assert "Save this view" not in client.get("/en/collaborations/").text
