import pytest
from django.contrib.auth.models import Permission
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def test_a_page_as_of_a_day_says_so_and_leads_back_to_today(client):
    url = builders.country("JP").get_absolute_url()
    page = client.get(url, {"active_on": "2013-07-01"}).content.decode()
    assert "Everything on this page is as of 1 July 2013." in page
    assert f'<a href="{url}">Back to today</a>' in page
    assert 'value="2013-07-01"' in page


@pytest.mark.parametrize("text", ["", " ", localdate().isoformat()])
def test_today_needs_no_saying(client, text):
    page = client.get(builders.country("JP").get_absolute_url(), {"active_on": text}).content.decode()
    assert "as of" not in page
    assert f'value="{localdate().isoformat()}"' in page


def test_a_day_to_come_can_be_asked_for(client):
    page = client.get(builders.country("JP").get_absolute_url(), {"active_on": "2031-01-01"})
    assert "as of 1 January 2031" in page.content.decode()


@pytest.mark.parametrize("text", ["2013", "1 July 2013", "2013-02-30", "20130701", "2013-W27-1", "x" * 5_000, "\x00"])
def test_a_day_that_is_none_is_refused_with_what_to_write(client, text):
    response = client.get(builders.country("JP").get_absolute_url(), {"active_on": text})
    assert response.status_code == 400
    page = response.content.decode()
    assert "write a day of the calendar as year-month-day, such as 2014-07-01." in page
    assert builders.country("JP").get_absolute_url() in page


def test_two_days_are_refused(client):
    response = client.get(builders.country("JP").get_absolute_url() + "?active_on=2013-07-01&active_on=2014-07-01")
    assert response.status_code == 400
    assert "given more than once" in response.content.decode()


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=12), st.dates().map(str)))
def test_any_text_is_a_day_or_refused(client, text):
    response = client.get(builders.country("JP").get_absolute_url(), {"active_on": text})
    assert response.status_code in (200, 400)


def test_a_page_that_is_not_dated_takes_no_notice_of_a_day(client):
    assert client.get(builders.partner().get_absolute_url(), {"active_on": "never"}).status_code == 200
