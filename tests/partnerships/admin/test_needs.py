import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from cnrs_intl.catalogue.models import ProposedEdit
from partnerships.choices import StaffRole
from partnerships.models import PartnerName, Scope
from partnerships.services.staff import set_up_groups
from tests import builders

ENDS_SOON = "/admin/needs/ends-within-3/"
PAGES = ("/admin/", "/admin/needs/")
QUERIES_AT_MOST = 20


def soon(name="", **fields):
    day = localdate()
    return builders.structure(name, terms=((day - timedelta(900), day + timedelta(30)),), **fields)


def make_one_of_each():
    """Something for each reason that a superuser can have."""
    soon(title_fr="")
    for days in (120, 300, -30):
        day = localdate() + timedelta(days)
        builders.structure(terms=((day - timedelta(900), day),))
    making = (builders.structure, builders.contract, builders.partner, builders.cluster, builders.infrastructure)
    for make in making:
        make(publication="in_review")
        ProposedEdit.objects.create(record=make(), base={}, data={})
    twins = [builders.partner() for _ in range(2)]
    for twin in twins:
        PartnerName.objects.create(partner=twin, text=f"ABC{twins[0].pk}", kind="acronym")
    builders.contract(start=localdate(), end=None)
    builders.office(f"City{builders.next_number()}", covers=(), name_en="Office")
    builders.office(f"City{builders.next_number()}", covers=(), publication="in_review")


@pytest.mark.django_db
def test_it_is_for_the_staff_alone(client):
    for path in ("/admin/needs/", "/admin/needs/ended/"):
        assert client.get(path).headers["Location"].startswith("/admin/login/")
        client.force_login(User.objects.get_or_create(username="somebody")[0])
        assert client.get(path).headers["Location"].startswith("/admin/login/")


def test_the_front_page_counts_and_the_page_lists(admin_client):
    structure = soon("OCEAN", website="https://example.org", confirmed_on=localdate())
    front, page = (admin_client.get(path).content.decode() for path in PAGES)
    assert '<a href="/admin/needs/ends-within-3/">Ends within 3 months</a> (1)' in front
    assert '<h2 id="ends-within-3">Ends within 3 months (1)</h2>' in page
    assert f'href="/admin/partnerships/structure/{structure.pk}/renew/"' in page
    assert page.count("<h2 ") == front.count('<li class="needs-reason">')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "state"),
    [(StaffRole.CONTRIBUTOR, "draft"), (StaffRole.CONTRIBUTOR, "published"), (StaffRole.REVIEWER, "published")],
)
def test_every_link_to_act_opens(client, role, state):
    set_up_groups()
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.add(Group.objects.get(name=role.value))
    Scope.objects.create(user=user).offices.add(builders.office("Tokyo"))
    soon("OCEAN", publication=state)
    client.force_login(user)
    (address,) = re.findall(r'href="(/admin/partnerships/structure/\d+/[a-z]+/)"', client.get(ENDS_SOON).text)
    assert client.get(address).status_code == 200


def test_where_nothing_waits_it_says_so(admin_client):
    for path in (*PAGES, "/admin/needs/ended/"):
        assert "Nothing needs you now." in admin_client.get(path).content.decode()


def test_an_unknown_reason_has_no_page(admin_client):
    assert admin_client.get("/admin/needs/never/").status_code == 404


def test_a_group_shows_25_and_leads_to_all(admin_client):
    for _ in range(27):
        soon(website="https://example.org", confirmed_on=localdate())
    page = admin_client.get("/admin/needs/").content.decode()
    assert page.count('<tr><th scope="row">') == 25
    assert '<a href="/admin/needs/ends-within-3/">The whole list: all 27 (Ends within 3 months)</a>' in page
    whole = admin_client.get("/admin/needs/ends-within-3/").content.decode()
    assert whole.count('<tr><th scope="row">') == 27


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(admin_client, page):
    soon("OCEAN")
    assert "OCEAN" in admin_client.get("/admin/needs/ends-within-3/", {"page": page}).content.decode()


def test_names_are_escaped(admin_client):
    soon("<b>OCEAN</b>")
    page = admin_client.get("/admin/needs/").content.decode()
    assert "&lt;b&gt;OCEAN" in page
    assert "<b>OCEAN" not in page


@pytest.mark.parametrize("path", [*PAGES, "/admin/needs/ends-within-3/", "/admin/needs/duplicates/"])
def test_the_number_of_queries_is_small_and_does_not_grow(admin_client, path):
    numbers = []
    for _ in range(3):
        make_one_of_each()
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(path).status_code == 200
        numbers.append(len(queries))
    assert numbers[1] == numbers[2] < QUERIES_AT_MOST


def test_queries_that_are_kept_are_those_of_the_reader(client, admin_client):
    """Each has their own office, level and comments; what is kept of one is not shown to another."""
    set_up_groups()
    japan, germany = (builders.office(city, covers=(iso2,)) for city, iso2 in (("Tokyo", "JP"), ("Berlin", "DE")))
    soon("OCEAN")
    soon("FOREST", iso2="DE")
    told = {}
    for role in (StaffRole.READER, StaffRole.CONTRIBUTOR, StaffRole.REVIEWER):
        for office in (japan, germany):
            user = User.objects.create_user(f"{role}{office}", is_staff=True)
            user.groups.add(Group.objects.get(name=role.value))
            Scope.objects.create(user=user).offices.add(office)
            client.force_login(user)
            page = client.get(ENDS_SOON).text
            told[role, office.slug] = [name for name in ("OCEAN", "FOREST") if name in page]
    assert told == {
        (role, slug): ([] if role == StaffRole.READER else [name])
        for role in (StaffRole.READER, StaffRole.CONTRIBUTOR, StaffRole.REVIEWER)
        for slug, name in (("tokyo", "OCEAN"), ("berlin", "FOREST"))
    }
    user.groups.set(Group.objects.filter(name=StaffRole.READER.value))
    assert "FOREST" not in client.get(ENDS_SOON).text
    assert all(name in admin_client.get(ENDS_SOON).text for name in ("OCEAN", "FOREST"))
