from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from cnrs_intl.catalogue.models import Submission
from offices.models import Region
from tests.catalogue.forms_of_pages import filled, send

ADD = "/admin/offices/region/add/"
GIVEN = {"name_en": ["Africa"], "name_fr": ["Afrique"], "code": ["africa"]}


@pytest.mark.django_db
def test_a_form_sent_twice_makes_one_record(admin_client):
    fields = filled(admin_client, ADD) | GIVEN
    assert send(admin_client, ADD, fields).status_code == 302
    again = send(admin_client, ADD, fields)
    region = Region.objects.get()
    assert again.url == f"/admin/offices/region/{region.pk}/change/"
    assert "sent twice" in admin_client.get(again.url).content.decode()


@pytest.mark.django_db
def test_a_refused_form_can_be_sent_again(admin_client):
    fields = filled(admin_client, ADD)
    assert send(admin_client, ADD, fields | GIVEN | {"code": [""]}).status_code == 200
    assert send(admin_client, ADD, fields | GIVEN).status_code == 302
    assert Region.objects.count() == 1


@pytest.mark.django_db
def test_two_forms_make_two_records(admin_client):
    for code in ("africa", "asia"):
        assert send(admin_client, ADD, filled(admin_client, ADD) | GIVEN | {"code": [code]}).status_code == 302
    assert Region.objects.count() == 2


@pytest.mark.django_db
def test_the_key_of_somebody_else_tells_nothing(admin_client):
    fields = filled(admin_client, ADD) | GIVEN
    send(admin_client, ADD, fields)
    other = Client()
    other.force_login(get_user_model().objects.create_superuser("other"))
    answer = send(other, ADD, fields)
    assert answer.url == ADD
    assert "used already" in other.get(ADD).content.decode()
    assert Region.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "no key", "\x00"])
def test_a_key_that_is_none_is_no_error(admin_client, key):
    assert send(admin_client, ADD, GIVEN | {"position": ["0"], "submission_key": [key]}).status_code == 302


@pytest.mark.django_db
def test_old_keys_are_forgotten(admin_client, admin_user):
    Submission.objects.create(key=uuid4(), user=admin_user)
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=8))
    send(admin_client, ADD, filled(admin_client, ADD) | GIVEN)
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_record():
    user = get_user_model().objects.create_superuser("quick")
    client = Client()
    client.force_login(user)
    fields = filled(client, ADD) | GIVEN

    def click(_number):
        try:
            hasty = Client()
            hasty.cookies = client.cookies
            return send(hasty, ADD, fields).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(click, range(4))) == [302] * 4
    assert Region.objects.count() == 1
