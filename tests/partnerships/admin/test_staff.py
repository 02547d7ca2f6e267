"""Administrators keep the accounts of others, and make nobody more than an administrator."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from pghistory.models import Context

from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.sight import Sight, sight_of
from partnerships.models import Scope
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.catalogue.forms_of_pages import of_source
from tests.everywhere.world import make_reader
from tests.partnerships.admin.conftest import Filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    set_up_groups()
    client = Client()
    client.force_login(make_reader("administrator"))
    return client


def address(user):
    return f"/admin/auth/user/{user.pk}/change/"


def filled(client, user):
    page = Filled()
    page.feed(client.get(address(user)).content.decode())
    return {name: value for name, value in page.values.items() if name and "__prefix__" not in name}


def test_an_account_is_given_its_group_and_its_scope_on_one_page(administrator):
    tokyo, colleague = builders.office("Tokyo"), User.objects.create_user("colleague", is_staff=True)
    group = Group.objects.get(name="contributor")
    values = filled(administrator, colleague) | {"groups": [group.pk], "scope-0-offices": [tokyo.pk]}
    assert administrator.post(address(colleague), values).status_code == 302
    colleague = User.objects.get(pk=colleague.pk)
    assert sight_of(colleague) == Sight.of(office=["tokyo"], country=["JP"])
    assert colleague.has_perm("partnerships.change_structure")


def test_nobody_makes_a_superuser_but_a_superuser(administrator):
    colleague = User.objects.create_user("colleague", is_staff=True)
    values = filled(administrator, colleague) | {"is_superuser": "on", "user_permissions": ["1"]}
    assert administrator.post(address(colleague), values).status_code == 302
    colleague.refresh_from_db()
    assert not colleague.is_superuser
    assert not colleague.user_permissions.exists()


def test_the_account_of_a_superuser_is_not_there(administrator):
    head = User.objects.create_superuser("head", password="old")
    for page in (address(head), f"/admin/auth/user/{head.pk}/password/"):
        answer = administrator.post(page, {"password1": "Xy12345678!", "password2": "Xy12345678!"})
        assert answer.status_code in (302, 404)
    assert User.objects.get(pk=head.pk).check_password("old")
    assert "head" not in administrator.get("/admin/auth/user/?q=he").content.decode().partition("result_list")[2]


def test_the_history_of_an_account_tells_its_rights_and_no_personal_data(administrator):
    values = {"username": "colleague", "first_name": "Hélène", "email": "colleague@example.org"}
    colleague = User.objects.create_user(**values, is_staff=True)
    tokyo, group = builders.office("Tokyo"), Group.objects.get(name="contributor")
    form = filled(administrator, colleague) | {"groups": [group.pk], "scope-0-offices": [tokyo.pk], "is_active": ""}
    assert administrator.post(address(colleague), form).status_code == 302
    page = administrator.get(address(colleague).replace("change", "history")).content.decode()
    entries = page[page.index('<ol class="entries">') :]
    assert "contributor" in entries
    assert "Tokyo" in entries
    assert "Active" in entries
    assert not [value for value in ("Hélène", "colleague@", "pbkdf2", "md5$") if value in entries]
    assert "/restore/" not in page
    event = entries.partition('id="entry-')[2].partition('"')[0]
    restore = address(colleague).replace("change", f"history/{event}/restore")
    assert administrator.post(restore, {"history_version": "1-1"}).status_code == 403
    assert administrator.get(f"/admin/auth/group/{group.pk}/history/").status_code == 200


def test_the_history_of_a_superuser_is_out_of_the_sight_of_administrators(administrator):
    superuser = User.objects.create_superuser("root")
    hidden = administrator.get(address(superuser).replace("change", "history"))
    assert hidden.status_code == administrator.get("/admin/auth/user/987654/history/").status_code == 404


def test_a_run_of_the_command_is_one_entry_of_the_history(db):
    call_command("set_up_roles", verbosity=0, stdout=StringIO())
    assert Context.objects.get().metadata == {"command": "set_up_roles"}
    call_command("set_up_roles", verbosity=0, stdout=StringIO())
    assert Context.objects.count() == 1, "nothing changed the second time"


def test_permissions_that_nothing_asks_for_are_not_offered(admin_client):
    page = admin_client.get("/admin/auth/group/add/").content.decode()
    assert "Can change structure" in page
    assert "Can change session" not in page


def test_a_permission_given_before_stays_and_is_offered(admin_client):
    group = Group.objects.create(name="keepers")
    given = Permission.objects.get(codename="view_session")
    group.permissions.add(given)
    filled = Filled()
    filled.feed(admin_client.get(f"/admin/auth/group/{group.pk}/change/").content.decode())
    assert filled.values["permissions"] == [str(given.pk)]


def test_a_scope_is_given_anew_and_not_restored(administrator):
    tokyo, colleague = builders.office("Tokyo"), User.objects.create_user("colleague", is_staff=True)
    scope = Scope.objects.create(user=colleague)
    scope.offices.set([tokyo])
    (entry, *_older) = RecordHistory(Scope, scope.pk).entries()[0]
    scope.offices.clear()
    assert "Rights are given anew" in administrator.get(f"/admin/partnerships/scope/{scope.pk}/history/").text
    restore = f"/admin/partnerships/scope/{scope.pk}/history/{entry.id}/restore/"
    assert administrator.post(restore, {"history_version": "1-1"}).status_code == 403
    assert not scope.offices.exists()


@pytest.fixture
def colleague(administrator):
    return User.objects.create_user("colleague", first_name="Ada", email="ada@example.org", is_staff=True)


def opened_by_two(client, user, first, second):
    """The page that the second one gets, who opened the form before the first one saved it."""
    pages = [filled(client, user) | changes for changes in (first, second)]
    assert client.post(address(user), pages[0]).status_code == 302
    return client.post(address(user), pages[1], follow=True)


def conflict_page(answer):
    assert "Somebody saved this record after you had opened it" in answer.text
    return of_source(answer.text)


def test_two_who_give_rights_choose_between_them(administrator, colleague):
    groups = {name: str(Group.objects.get(name=name).pk) for name in ("reader", "contributor")}
    answer = opened_by_two(
        administrator, colleague, {"groups": [groups["reader"]]}, {"groups": [groups["contributor"]]}
    )
    again = conflict_page(answer)
    assert [group.name for group in colleague.groups.all()] == ["reader"]
    assert administrator.post(address(colleague), again | {"conflict:groups": "mine"}).status_code == 302
    assert [group.name for group in colleague.groups.all()] == ["contributor"]


def test_a_right_taken_away_meanwhile_stays_away(administrator, colleague):
    office = builders.office("Tokyo")
    answer = opened_by_two(administrator, colleague, {"is_active": ""}, {"scope-0-offices": [str(office.pk)]})
    again = conflict_page(answer)
    assert again["conflict:is_active"] == ["theirs"]
    assert administrator.post(address(colleague), again).status_code == 302
    colleague.refresh_from_db()
    assert not colleague.is_active
    assert [each.slug for each in colleague.scope.offices.all()] == ["tokyo"]


@pytest.mark.parametrize("mine", [{"email": "b@example.org"}, {"is_active": ""}])
def test_who_saves_an_account_whose_name_was_changed_meanwhile_begins_again(administrator, colleague, mine):
    answer = opened_by_two(administrator, colleague, {"first_name": "Augusta"}, mine)
    assert "Somebody else changed the name or e-mail address of this account" in answer.text
    assert "Augusta" in answer.text
    colleague.refresh_from_db()
    assert (colleague.first_name, colleague.email, colleague.is_active) == ("Augusta", "ada@example.org", True)
    assert administrator.post(address(colleague), filled(administrator, colleague) | mine).status_code == 302


def test_an_account_that_nobody_overtook_is_saved_and_twice_the_same_is_once(administrator, colleague):
    same = {"first_name": "Augusta"}
    answer = opened_by_two(administrator, colleague, same, same)
    assert "Somebody else" not in answer.text
    colleague.refresh_from_db()
    assert colleague.first_name == "Augusta"


def test_a_form_with_an_error_is_still_that_of_the_account_it_was_opened_at(administrator, colleague):
    wrong = administrator.post(address(colleague), filled(administrator, colleague) | {"username": ""})
    page = Filled()
    page.feed(wrong.text)
    User.objects.filter(pk=colleague.pk).update(email="new@example.org")
    again = {name: value for name, value in page.values.items() if name} | {"username": "colleague"}
    assert "Somebody else changed" in administrator.post(address(colleague), again, follow=True).text
    colleague.refresh_from_db()
    assert colleague.email == "new@example.org"


def test_what_is_personal_is_not_in_the_page_but_in_its_fields(administrator, colleague):
    state = filled(administrator, colleague)["personal_state"]
    assert len(state) == 40
    User.objects.filter(pk=colleague.pk).update(email="")
    assert filled(administrator, colleague)["personal_state"] != state


def test_what_was_entered_for_an_account_that_is_gone_is_shown(admin_client, administrator, colleague):
    page = filled(admin_client, colleague) | {"first_name": "Augusta"}
    colleague.delete()
    answer = admin_client.post(address(colleague).replace("None", page["scope-0-user"]), page)
    assert "This record was deleted while you were changing it" in answer.text
    assert "Augusta" in answer.text


def test_two_who_change_a_role_choose_between_them(admin_client):
    group = Group.objects.create(name="keepers")
    form = f"/admin/auth/group/{group.pk}/change/"
    page = Filled()
    page.feed(admin_client.get(form).text)
    keys = [str(key) for key in Permission.objects.filter(codename="view_structure").values_list("pk", flat=True)]
    opened = {name: value for name, value in page.values.items() if name}
    assert admin_client.post(form, opened | {"name": "watchers"}).status_code == 302
    again = conflict_page(admin_client.post(form, opened | {"permissions": keys}))
    assert again["conflict:name"] == ["theirs"]
    assert again["conflict:permissions"] == ["mine"]
    assert admin_client.post(form, again).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.permissions.count()) == ("watchers", 1)


def test_disabling_an_account_ends_its_sessions_for_good(administrator, colleague):
    theirs = Client()
    theirs.force_login(colleague)
    assert theirs.get("/admin/").status_code == 200
    for active in ("", "on"):
        sent = filled(administrator, colleague) | {"is_active": active}
        assert administrator.post(address(colleague), sent).status_code == 302
    colleague.refresh_from_db()
    assert colleague.is_active
    assert theirs.get("/admin/").status_code == 302
    assert administrator.get("/admin/").status_code == 200
