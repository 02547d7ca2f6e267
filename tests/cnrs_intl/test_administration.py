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


def test_a_refusal_is_a_page_of_the_site(client, db):
    client.force_login(get_user_model().objects.create_user("reader", is_staff=True))
    response = client.get("/admin/partnerships/partner/add/")
    assert response.status_code == 403
    assertContains(response, "<h1>Not yours to do</h1>", status_code=403, html=True)
