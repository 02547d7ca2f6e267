import re
from dataclasses import replace

import pytest
from django.conf import settings as django_settings

from cnrs_intl.colours import Colours

pytestmark = pytest.mark.django_db


@pytest.fixture
def branded(settings):
    def set_brand(**values):
        settings.BRAND = replace(django_settings.BRAND, **values)

    return set_brand


def test_nothing_is_official_until_it_is_set(client):
    page = client.get("/en/").content.decode()
    assert "<title>Home · International partnerships</title>" in page
    assert "brand.css" not in page
    assert re.findall(r"<img src=\"([^\"]*)\"", page) == ["/static/icon.svg"]
    assert client.get("/brand.css").status_code == 404


def test_names_are_those_of_the_settings_in_each_language(client, branded):
    branded(
        name="World of Example", name_fr="Exemple et le monde", short_name="Example", organisation="Example Institute"
    )
    english, french = (client.get(address).content.decode() for address in ("/en/", "/fr/"))
    assert "· World of Example</title>" in english
    assert "· Exemple et le monde</title>" in french
    assert ">Example</span></a>" in english
    assert "Example Institute" in english


def test_without_a_french_or_a_short_name_there_is_the_name(client, branded):
    branded(name="World of Example")
    page = client.get("/fr/").content.decode()
    assert "· World of Example</title>" in page
    assert ">World of Example</span></a>" in page


@pytest.mark.parametrize(
    ("logo", "address"), [("icon.svg", "/static/icon.svg"), ("/media/logo.svg", "/media/logo.svg")]
)
def test_a_logo_is_a_file_of_this_host_that_says_whose_it_is(client, branded, logo, address):
    branded(logo=logo, organisation="Example <Institute>")
    assert f'<img src="{address}" alt="Example &lt;Institute&gt;"' in client.get("/en/").content.decode()


def test_colours_come_from_this_host_after_ours_under_the_same_policy(client, branded):
    branded(colours=Colours(header="#00284b"))
    response = client.get("/en/")
    page = response.content.decode()
    assert page.index("site.css") < page.index('href="/brand.css"')
    assert "unsafe" not in response["Content-Security-Policy"]
    css = client.get("/brand.css")
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert css["Cache-Control"] == "public, max-age=86400"
    assert "--deep: #00284b" in css.content.decode()
