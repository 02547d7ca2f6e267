"""The links beside a page are those of its reader, with the page marked, however often they were drawn before."""

import re

import pytest
from django.contrib.auth.models import Group

from partnerships.choices import StaffRole
from partnerships.services.staff import set_up_groups

pytestmark = pytest.mark.django_db


def beside(client, address):
    return client.get(address).text.partition('id="nav-sidebar"')[2].partition("</nav>")[0]


def marked(source):
    return re.findall(r'<a href="([^"]+)" aria-current="page"', source)


def test_the_page_is_marked_on_each_of_its_pages_and_no_other(admin_client):
    for _time in range(2):
        for name in ("structure", "partner"):
            address = f"/admin/partnerships/{name}/"
            for page in (address, f"{address}add/"):
                assert marked(beside(admin_client, page)) == [address]
        assert marked(beside(admin_client, "/admin/needs/")) == []


def test_each_reader_has_their_own_links_in_their_language(admin_client, client, django_user_model):
    set_up_groups()
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.groups.set(Group.objects.filter(name=StaffRole.READER))
    client.force_login(reader)
    assert "/admin/auth/user/" in beside(admin_client, "/admin/needs/")
    theirs = beside(client, "/admin/needs/")
    assert "/admin/partnerships/structure/" in theirs
    assert "/admin/auth/user/" not in theirs
    french = client.get("/admin/needs/", headers={"accept-language": "fr"}).text
    assert "Partenaires" in french.partition('id="nav-sidebar"')[2]
    reader.groups.clear()
    client.force_login(django_user_model.objects.get(pk=reader.pk))
    assert "/admin/partnerships/structure/" not in beside(client, "/admin/needs/")
