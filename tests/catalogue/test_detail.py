import pytest
from django.contrib.auth.models import Permission

from tests import builders

pytestmark = pytest.mark.django_db


def test_what_is_hidden_and_what_is_not_there_look_the_same(client):
    hidden = builders.partner(publication="archived", slug="hidden")
    there = client.get(hidden.get_absolute_url())
    absent = client.get(hidden.get_absolute_url().replace("hidden", "absent"))
    assert there.status_code == absent.status_code == 404
    assert there.content.replace(b"hidden", b"absent") == absent.content


def test_the_staff_sees_what_is_hidden_and_is_told_so(admin_client):
    page = admin_client.get(builders.partner(publication="draft").get_absolute_url())
    assert '<span class="draft">draft</span>' in page.content.decode()


def test_former_staff_sees_what_the_public_sees(client, django_user_model):
    user = django_user_model.objects.create_user("former", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="see_everything"))
    client.force_login(user)
    url = builders.partner(publication="draft").get_absolute_url()
    page = client.get(url)
    assert page.status_code == 200
    assert "/admin/partnerships/partner/" not in page.content.decode()
    django_user_model.objects.update(is_staff=False)
    assert client.get(url).status_code == 404


def test_pages_are_read_not_written_to(client):
    url = builders.partner().get_absolute_url()
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405
    assert client.delete(url).status_code == 405
