import pytest
from django.contrib.auth.models import User

from partnerships.models import Structure
from tests import builders
from tests.catalogue.forms_of_pages import filled, send

pytestmark = pytest.mark.django_db
LIST = "/admin/partnerships/structure/"


@pytest.mark.parametrize("action", ["publish", "archive", "delete_selected", "renew_selected"])
@pytest.mark.parametrize("key", ["x", "1.5", ""])
def test_a_selection_that_is_none_is_refused_in_words(admin_client, action, key):
    builders.structure("LIMMS", publication="draft")
    answer = admin_client.post(LIST, {"action": action, "_selected_action": [key], "confirm": "1", "post": "yes"})
    assert "What was selected cannot be read" in admin_client.get(answer.url).text
    assert Structure.objects.get().publication == "draft"


def test_the_list_of_accounts_answers_alike(admin_client):
    answer = admin_client.post(
        "/admin/auth/user/", {"action": "delete_selected", "_selected_action": ["x"], "post": "y"}
    )
    assert "What was selected cannot be read" in admin_client.get(answer.url).text
    assert User.objects.exists()


def test_a_record_that_is_gone_is_left_out_of_what_is_selected(admin_client):
    answer = admin_client.post(LIST, {"action": "archive", "_selected_action": ["987654"], "confirm": "1"}, follow=True)
    assert "0 records changed" in answer.text


@pytest.mark.parametrize("key", ["x", "\x00", "9" * 30])
def test_a_choice_that_is_no_key_is_refused_and_the_form_is_shown_again(admin_client, key):
    page = f"{LIST}{builders.structure('LIMMS').pk}/change/"
    fields = filled(admin_client, page)
    for name in ("country", "instrument", "institutes"):
        answer = send(admin_client, page, fields | {name: [key]})
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors[name]
