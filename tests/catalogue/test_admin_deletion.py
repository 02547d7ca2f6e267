"""The page that asks before a deletion: what goes along, who may, in a number of queries that stays the same."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Structure
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.everywhere.world import OURS, make_place, make_reader

pytestmark = pytest.mark.django_db
QUERIES_BELOW = 20


def address(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/delete/"


def add_rows(structure):
    number = builders.next_number()
    extension = builders.extension(structure, name=f"Annexe {number}", role="mirror")
    builders.exchange(extension, home=builders.partner(f"Home {number}"))
    structure.participations.create(partner=builders.partner(f"Partner {number}"))
    builders.succession(structure, builders.structure())
    structure.institutes.add(builders.institute(f"I{number}"))


def asked(client, record):
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address(record))
    assert page.status_code == 200
    return page.content.decode(), len(queries)


@pytest.mark.parametrize("who", ["contributor", "administrator", "superuser"])
def test_queries_do_not_grow_with_what_goes_along(who, client, admin_user):
    set_up_groups()
    draft = make_place(OURS)[Structure]
    client.force_login(admin_user if who == "superuser" else make_reader(who))
    add_rows(draft)
    asked(client, draft)
    _page, few = asked(client, draft)
    for _time in range(3):
        add_rows(draft)
    _page, many = asked(client, draft)
    assert few == many < QUERIES_BELOW


def test_what_goes_along_is_named_and_counted_without_bare_links(admin_client):
    draft = builders.structure(publication="draft")
    add_rows(draft)
    page, _queries = asked(admin_client, draft)
    assert "Partner " in page
    assert "Annexe " in page
    assert "Participations: 1" in page
    assert "relationship" not in page
    assert admin_client.post(address(draft), {"post": "yes"}).status_code == 302
    assert not type(draft).objects.filter(pk=draft.pk).exists()


def test_a_permission_that_lacks_for_one_kind_is_said(client):
    draft = builders.structure(publication="draft")
    add_rows(draft)
    keeper = User.objects.create_user("keeper", is_staff=True)
    names = [f"{verb}_{model}" for verb in ("view", "change", "delete") for model in ("structure", "collaboration")]
    keeper.user_permissions.set(Permission.objects.filter(codename__in=[*names, "see_everything"]))
    client.force_login(keeper)
    page, _queries = asked(client, draft)
    assert "<li>participation</li>" in page
    assert client.post(address(draft), {"post": "yes"}).status_code == 403
    assert type(draft).objects.filter(pk=draft.pk).exists()
