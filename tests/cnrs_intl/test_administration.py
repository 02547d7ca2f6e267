def test_daily_work_comes_first_and_nothing_is_lost(admin_client):
    apps = admin_client.get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == ["partnerships", "offices", "catalogue", "auth", "axes"]
    names = [model["object_name"] for model in apps[0]["models"]]
    assert names[:5] == ["Structure", "FrenchExtension", "Partner", "EUContract", "Cluster"]
    others = [str(model["name"]) for model in apps[0]["models"][5:]]
    assert others == sorted(others, key=str.lower)
    assert "Term" in names
