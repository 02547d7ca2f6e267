from datetime import date

import pytest

from offices.models import Country, Coverage, Office, Region

ADD = "/admin/offices/office/add/"


@pytest.fixture
def countries(db):
    region = Region.objects.create(code="asia", name_en="Asia", name_fr="Asie")
    names = (("JP", "JPN", "Japan"), ("KR", "KOR", "South Korea"))
    return [
        Country.objects.create(iso2=iso2, iso3=iso3, cordis_code=iso2, name_en=name, name_fr=name, region=region)
        for iso2, iso3, name in names
    ]


@pytest.fixture
def tokyo(countries):
    values = {"slug": "tokyo", "city_en": "Tokyo", "city_fr": "Tokyo", "country": "JP", "publication": "published"}
    rows = {"TOTAL_FORMS": 2, "INITIAL_FORMS": 0, "0-country": "JP", "0-start": "1990-01-01", "1-country": "KR"}
    precisions = {"precision": "day", "coverages-0-precision": "day", "coverages-1-precision": "day"}
    return values | {f"coverages-{name}": value for name, value in rows.items()} | precisions


def test_an_office_is_entered_with_its_countries(admin_client, tokyo):
    response = admin_client.post(ADD, tokyo)
    assert response.status_code == 302, response.context["errors"]
    assert {row.country_id for row in Coverage.objects.filter(office__slug="tokyo")} == {"JP", "KR"}


def test_a_country_covered_twice_on_the_page_is_refused(admin_client, tokyo):
    page = admin_client.post(ADD, tokyo | {"coverages-1-country": "JP"}).content.decode()
    assert "an office already covers it during that time" in page
    assert not Office.objects.exists()


def test_a_country_covered_by_another_office_is_refused(admin_client, tokyo, countries):
    seoul = Office.objects.create(slug="seoul", city_en="Seoul", city_fr="Séoul")
    Coverage.objects.create(office=seoul, country=countries[1], start=date(2000, 1, 1))
    page = admin_client.post(ADD, tokyo).content.decode()
    assert "an office already covers it during that time" in page


def test_a_published_office_without_a_country_is_refused(admin_client, tokyo):
    assert "a published office needs one" in admin_client.post(ADD, tokyo | {"country": ""}).content.decode()


def test_offices_are_published_after_a_page_that_names_those_that_are_not_ready(admin_client, countries):
    ready = Office.objects.create(slug="tokyo", city_en="Tokyo", city_fr="Tokyo", country=countries[0])
    unready = Office.objects.create(slug="seoul", city_en="Seoul", city_fr="Séoul")
    selected = {"action": "publish", "_selected_action": [ready.pk, unready.pk]}
    page = admin_client.post("/admin/offices/office/", selected).content.decode()
    assert "<p>Country: a published office needs one.</p><ul><li>Seoul</li></ul>" in page
    assert not Office.objects.published().exists()
    selected["confirm"] = "Publish"
    page = admin_client.post("/admin/offices/office/", selected, follow=True).content.decode()
    assert "1 record changed." in page
    assert [office.slug for office in Office.objects.published()] == ["tokyo"]


def test_the_code_of_a_country_is_not_changed_later(admin_client, countries):
    page = admin_client.get("/admin/offices/country/JP/change/").content.decode()
    assert 'name="iso2"' not in page
