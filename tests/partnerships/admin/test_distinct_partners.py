"""A pair is told apart with the button of its line, and taken back in the list of pairs."""

import re

import pytest
from django.contrib.auth.models import Group, User

from partnerships.choices import StaffRole
from partnerships.models import DistinctPartners, Scope
from partnerships.services.distinct_partners import tell_apart
from partnerships.services.staff import set_up_groups
from tests import builders

pytestmark = pytest.mark.django_db

TELL = "/admin/partnerships/distinctpartners/tell/"
LIST = "/admin/partnerships/distinctpartners/"
OFFERED = "/admin/needs/duplicates/"


@pytest.fixture
def log_in(client):
    """A member of the staff of the role who works on Japan."""
    set_up_groups()
    tokyo = builders.office("Tokyo", covers=("JP",))

    def as_role(role):
        user = User.objects.create_user(role.value, is_staff=True)
        user.groups.add(Group.objects.get(name=role.value))
        Scope.objects.create(user=user).offices.add(tokyo)
        client.force_login(user)
        return user

    return as_role


def twins(iso2="JP", **fields):
    return [builders.partner(f"Riken {iso2}", iso2, **fields) for _ in range(2)]


def sent(one, other):
    return {"one": one.pk, "other": other.pk}


@pytest.mark.parametrize("role", [StaffRole.CONTRIBUTOR, StaffRole.REVIEWER])
def test_one_click_tells_the_two_apart(client, log_in, role):
    user = log_in(role)
    older, younger = twins()
    for page in ("/admin/needs/", OFFERED):
        text = client.get(page).text
        form = re.search(rf'<form method="post" action="{TELL}">.*?</form>', text, re.DOTALL)[0]
        assert "csrfmiddlewaretoken" in form
        assert "Not a duplicate" in form
    fields = dict(re.findall(r'name="(one|other)" value="(\d+)"', form))
    response = client.post(TELL, fields, follow=True)
    assert response.redirect_chain == [(OFFERED, 302)]
    assert "Riken JP and Riken JP are two: the pair is not offered again." in response.text
    assert TELL not in response.text
    told = DistinctPartners.objects.get()
    assert (told.first, told.second, told.decided_by) == (older, younger, user)


def test_a_second_click_changes_nothing(client, log_in):
    log_in(StaffRole.REVIEWER)
    pair = twins()
    for _ in range(2):
        client.post(TELL, sent(*pair))
    assert DistinctPartners.objects.count() == 1


def test_it_is_asked_with_post_and_a_token(client, log_in):
    log_in(StaffRole.REVIEWER)
    assert client.get(TELL).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(TELL, sent(*twins())).status_code == 403
    assert not DistinctPartners.objects.exists()


def test_those_who_only_read_are_refused(client, log_in):
    log_in(StaffRole.READER)
    assert client.post(TELL, sent(*twins())).status_code == 403
    assert not DistinctPartners.objects.exists()


@pytest.mark.parametrize("what", ["absent", "hidden", "public elsewhere", "same", "nonsense"])
def test_what_is_not_of_ones_work_is_answered_alike_and_not_named(client, log_in, what):
    log_in(StaffRole.REVIEWER)
    mine, _mine = twins()
    other = {
        "absent": "987654",
        "hidden": twins("DE", publication="draft")[0].pk,
        "public elsewhere": twins("DE")[0].pk,
        "nonsense": "x",
        "same": mine.pk,
    }[what]
    response = client.post(TELL, {"one": mine.pk, "other": other}, follow=True)
    told = [str(message) for message in response.context["messages"]]
    expected = "these are one record" if what == "same" else "not of your work. Nothing was saved."
    assert len(told) == 1
    assert expected in told[0]
    assert "Riken DE" not in response.text
    assert not DistinctPartners.objects.exists()


@pytest.mark.parametrize("role", [StaffRole.CONTRIBUTOR, StaffRole.REVIEWER])
def test_it_is_taken_back_from_the_list_and_offered_again(client, log_in, role):
    user = log_in(role)
    told = tell_apart(one=(pair := twins())[0], other=pair[1], by=user)
    assert "Riken JP" in client.get(LIST).text
    chosen = {"action": "delete_selected", "_selected_action": [told.pk], "post": "yes"}
    client.post(LIST, chosen)
    assert not DistinctPartners.objects.exists()
    assert TELL in client.get(OFFERED).text


def test_pairs_of_others_are_neither_seen_nor_taken_back(client, log_in):
    log_in(StaffRole.REVIEWER)
    hidden = tell_apart(one=(pair := twins("DE", publication="draft"))[0], other=pair[1], by=None)
    public = tell_apart(one=(pair := twins("US"))[0], other=pair[1], by=None)
    text = client.get(LIST).text
    assert "Riken DE" not in text
    assert "Riken US" in text
    for told in (hidden, public):
        client.post(LIST, {"action": "delete_selected", "_selected_action": [told.pk], "post": "yes"})
        client.post(f"{LIST}{told.pk}/delete/", {"post": "yes"})
    assert DistinctPartners.objects.count() == 2


def test_a_pair_is_neither_added_nor_changed_by_hand(client, log_in):
    log_in(StaffRole.ADMINISTRATOR)
    told = tell_apart(one=(pair := twins())[0], other=pair[1], by=None)
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{told.pk}/change/", sent(*pair)).status_code == 403
