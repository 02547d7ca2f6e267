import pytest
from django.contrib.auth import get_user_model
from pytest_django.asserts import assertContains


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
