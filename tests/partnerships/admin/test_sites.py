from datetime import date

import pytest

from partnerships.models import FrenchExtension, Site, Structure

ADD = "/admin/partnerships/frenchextension/add/"


@pytest.fixture
def structure(world):
    structure = Structure.objects.create(slug="limms", acronym="LIMMS", instrument=world.umi)
    Site.objects.create(structure=structure, role="main", country=world.japan, start=date(2000, 1, 1))
    return structure


@pytest.fixture
def extension(filled, structure):
    values = {"structure": structure.pk, "country": "FR", "city_en": "Lille", "start": "2014-01-01"}
    exchange = {"year": "2015", "category": "doctoral", "head_count": "3"}
    return filled(ADD, **values, **{f"exchanges-0-{name}": value for name, value in exchange.items()})


def test_an_extension_is_entered_with_its_exchanges(admin_client, extension):
    response = admin_client.post(ADD, extension)
    assert response.status_code == 302, response.context["errors"]
    saved = FrenchExtension.objects.get()
    assert saved.role == "extension"
    assert [exchange.head_count for exchange in saved.exchanges.all()] == [3]


def test_its_role_cannot_be_made_another(admin_client, extension):
    assert admin_client.post(ADD, extension | {"role": "main"}).status_code == 302
    assert FrenchExtension.objects.count() == 1


@pytest.mark.parametrize("changes", [{"start": "1999-01-01", "end": "1999-12-31"}, {"start": "", "end": "1999-12-31"}])
def test_an_extension_before_the_main_site_is_refused(admin_client, extension, changes):
    page = admin_client.post(ADD, extension | changes).content.decode()
    assert "whose main site is abroad at that time" in page


def test_an_extension_abroad_is_refused(admin_client, extension):
    page = admin_client.post(ADD, extension | {"country": "JP"}).content.decode()
    assert "a French extension is in France" in page


def test_an_extension_that_ends_before_it_starts_is_refused(admin_client, extension):
    page = admin_client.post(ADD, extension | {"end": "2013-12-31"}).content.decode()
    assert "the last day is before the first day" in page


def test_the_list_holds_extensions_only(admin_client, extension):
    admin_client.post(ADD, extension)
    listed = admin_client.get("/admin/partnerships/frenchextension/").context["cl"].queryset
    assert [site.role for site in listed] == ["extension"]


def test_a_main_site_with_an_extension_does_not_become_a_mirror(admin_client, extension, structure, filled):
    admin_client.post(ADD, extension)
    address = f"/admin/partnerships/site/{structure.sites.get(role='main').pk}/change/"
    page = admin_client.post(address, filled(address, role="mirror")).content.decode()
    assert "whose main site is abroad at that time" in page


def test_view_on_site_leads_to_the_public_page(admin_client, extension):
    admin_client.post(ADD, extension)
    saved = FrenchExtension.objects.get()
    page = admin_client.get(f"/admin/partnerships/frenchextension/{saved.pk}/change/").content.decode()
    address = page.split('class="viewsitelink"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert admin_client.get(address).url.endswith(saved.get_absolute_url())


def test_the_rows_of_exchanges_are_made_to_be_copied_by_the_page(admin_client, world):
    page = admin_client.get("/admin/partnerships/structure/add/").content.decode()
    assert 'name="sites-__prefix__-exchanges-0-year"' in page
    assert 'name="sites-__prefix__-exchanges-TOTAL_FORMS"' in page


def test_those_who_may_only_look_are_given_no_inputs(client, structure, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    permissions = django_user_model._meta.get_field("user_permissions").related_model.objects
    names = ("view_structure", "view_site", "view_exchange", "see_everything")
    reader.user_permissions.set(permissions.filter(codename__in=names))
    client.force_login(reader)
    page = client.get(f"/admin/partnerships/structure/{structure.pk}/change/").content.decode()
    assert "Japan" in page
    assert "exchanges-0-year" not in page
