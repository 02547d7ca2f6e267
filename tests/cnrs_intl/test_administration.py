import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from pytest_django.asserts import assertContains

from partnerships.choices import StaffRole
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.catalogue.forms_of_pages import filled


def test_daily_work_comes_first_and_nothing_is_lost(admin_client):
    apps = admin_client.get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == ["partnerships", "offices", "catalogue", "auth", "axes"]
    names = [model["object_name"] for model in apps[0]["models"]]
    assert names[:5] == ["Structure", "FrenchExtension", "Partner", "EUContract", "Cluster"]
    others = [str(model["name"]) for model in apps[0]["models"][5:]]
    assert others == sorted(others, key=str.lower)
    assert "Term" in names


def test_letters_with_accents_stand_in_their_place(admin_client):
    app = admin_client.get("/admin/", headers={"accept-language": "fr"}).context["app_list"][0]
    names = [str(model["name"]) for model in app["models"][5:]]
    assert names.index("Défis sociétaux") < names.index("Documents")
    assert names.index("Échanges") < names.index("Sites")


@pytest.mark.parametrize(
    "question", ["?status=%00", "?publication__exact=%00", "?q=a%00b", "%00/change/", "?status=a&status=%00"]
)
def test_an_address_that_no_database_reads_is_a_wrong_request(admin_client, question):
    response = admin_client.get(f"/admin/partnerships/structure/{question}")
    assert response.status_code == 400
    assert "This request cannot be read" in response.text


def test_too_many_fields_are_a_wrong_request_that_says_so(admin_client):
    keys = {"action": "archive", "_selected_action": [str(number) for number in range(10_000)]}
    for sent in (keys, {"action": "archive", "_selected_action": "\x00"}):
        response = admin_client.post("/admin/partnerships/structure/", sent)
        assert response.status_code == 400
        assertContains(response, "Cette demande est illisible", status_code=400)


def test_a_refusal_is_a_page_of_the_site(client, db):
    client.force_login(get_user_model().objects.create_user("reader", is_staff=True))
    response = client.get("/admin/partnerships/partner/add/")
    assert response.status_code == 403
    assertContains(response, "<h1>Not yours to do</h1>", status_code=403, html=True)


def test_a_refused_deletion_says_why(admin_client, client, django_user_model):
    record = builders.structure()
    set_up_groups()
    reviewer = django_user_model.objects.create_user("reviewer", is_staff=True)
    reviewer.groups.set(Group.objects.filter(name=StaffRole.REVIEWER))
    client.force_login(reviewer)
    response = client.get(f"/admin/partnerships/structure/{record.pk}/delete/")
    assertContains(response, "Only a draft is deleted: return the record to draft first", status_code=403)


def test_structures_with_the_same_acronym_are_offered_with_their_codes(admin_client):
    for code in ("UMI 3189", "LIA 12"):
        builders.structure("EPIDAPO", code=code)
    asked = {"app_label": "partnerships", "model_name": "succession", "field_name": "successor", "term": "epidapo"}
    offered = admin_client.get("/admin/autocomplete/", asked).json()["results"]
    assert {each["text"] for each in offered} == {"EPIDAPO (UMI 3189)", "EPIDAPO (LIA 12)"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"confirmed_on": "2999-01-01"}, "Confirmed on: nothing was checked yet on a day to come."),
        ({"slug": "taken"}, "Address: another record has it. Choose another one."),
    ],
)
def test_a_form_says_what_is_wrong_with_a_day_to_come_or_a_taken_address(admin_client, changes, said):
    builders.contract(slug="taken")
    page = f"/admin/partnerships/structure/{builders.structure().pk}/change/"
    response = admin_client.post(page, filled(admin_client, page) | changes)
    assertContains(response, said)
