from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.choices import Role
from partnerships.models import (
    Exchange,
    Laboratory,
    Participation,
    PartnerName,
    Site,
    Structure,
    StructureCode,
    Succession,
    Term,
)

ADD = "/admin/partnerships/structure/add/"
LIST = "/admin/partnerships/structure/"


def change(structure):
    return f"{LIST}{structure.pk}/change/"


@pytest.fixture
def umi(filled, world):
    """A form with three partners, two terms, a main site abroad and a French extension with two exchanges."""
    values = filled(
        ADD, slug="limms", acronym="LIMMS", title_en="Integrated micro-mechatronic systems", country="JP"
    ) | {"instrument": world.umi.pk, "publication": "published"}
    rows = {
        "terms-0-start": "2004-01-01",
        "terms-0-end": "2007-12-31",
        "terms-1-start": "2008-01-01",
        "terms-1-end": "2012-12-31",
        "codes-0-code": "UMI 2820",
        "codes-0-instrument": world.umi.pk,
        "sites-0-role": "main",
        "sites-0-country": "JP",
        "sites-0-city_en": "Tokyo",
        "sites-1-role": "extension",
        "sites-1-name": "SMMiL-E",
        "sites-1-country": "FR",
        "sites-1-start": "2010-01-01",
        "sites-1-exchanges-0-year": "2011",
        "sites-1-exchanges-0-category": "doctoral",
        "sites-1-exchanges-0-head_count": "4",
        "sites-1-exchanges-0-home": world.partners[0].pk,
        "sites-1-exchanges-1-year": "2012",
        "sites-1-exchanges-1-category": "researcher",
        "sites-1-exchanges-1-head_count": "2",
    }
    partners = {f"participations-{n}-partner": partner.pk for n, partner in enumerate(world.partners)}
    return values | rows | partners


@pytest.fixture
def saved(admin_client, umi):
    response = admin_client.post(ADD, umi)
    assert response.status_code == 302, response.context["errors"]
    return Structure.objects.get()


def errors_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_umi_is_entered_on_one_page(saved, world):
    assert saved.terms.count() == 2
    assert set(saved.partners.all()) == set(world.partners)
    assert [code.code for code in saved.codes.all()] == ["UMI 2820"]
    extension = saved.sites.get(role="extension")
    assert list(extension.exchanges.values_list("year", "head_count", "home")) == [
        (2011, 4, world.partners[0].pk),
        (2012, 2, None),
    ]


def test_terms_that_overlap_are_refused_on_the_page(admin_client, umi):
    page = errors_of(admin_client.post(ADD, umi | {"terms-1-start": "2007-12-31"}))
    assert "the term overlaps another one of this structure" in page
    assert not Structure.objects.exists()


def test_two_main_sites_at_once_are_refused(admin_client, umi):
    page = errors_of(admin_client.post(ADD, umi | {"sites-1-role": "main"}))
    assert "another main site at that time" in page


@pytest.mark.parametrize(
    "changes", [{"sites-0-role": "mirror"}, {"sites-0-country": "FR"}, {"sites-0-end": "2009-12-31"}]
)
def test_an_extension_without_a_main_site_abroad_is_refused(admin_client, umi, changes):
    page = errors_of(admin_client.post(ADD, umi | changes))
    assert "whose main site is abroad at that time" in page


def test_an_extension_abroad_is_refused(admin_client, umi):
    assert "a French extension is in France" in errors_of(admin_client.post(ADD, umi | {"sites-1-country": "JP"}))


@pytest.mark.parametrize("rows", ["terms-0", "codes-0", "participations-0", "sites-0"])
def test_an_end_before_the_start_is_refused_in_every_row(admin_client, umi, rows):
    page = errors_of(admin_client.post(ADD, umi | {f"{rows}-start": "2005-06-01", f"{rows}-end": "2005-05-31"}))
    assert "the last day is before the first day" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"title_en": ""}, "Title: a published record needs one"), ({"country": ""}, "Country: a published record needs")],
)
def test_a_published_record_that_misses_something_is_refused(admin_client, umi, changes, message):
    assert message in errors_of(admin_client.post(ADD, umi | changes))


def test_an_error_in_an_exchange_is_shown_in_its_row_and_at_the_site(admin_client, umi):
    page = errors_of(admin_client.post(ADD, umi | {"sites-1-exchanges-0-head_count": "-1"}))
    assert "Exchanges: correct the rows marked below." in page
    assert "greater than or equal to 0" in page


def test_people_counted_twice_are_refused(admin_client, umi):
    twice = {f"sites-1-exchanges-1-{name}": umi[f"sites-1-exchanges-0-{name}"] for name in ("year", "category", "home")}
    assert "already counted" in errors_of(admin_client.post(ADD, umi | twice))


def test_exchanges_without_their_site_ask_for_it(admin_client, umi):
    page = errors_of(admin_client.post(ADD, umi | {"sites-0-country": "", "sites-0-exchanges-0-year": "2011"}))
    assert "This field is required." in page


def test_exchanges_are_changed_and_deleted_with_nothing_else_touched(admin_client, saved, filled):
    number = next(n for n, site in enumerate(saved.sites.order_by("pk")) if site.role == "extension")
    rows = f"sites-{number}-exchanges"
    changes = {f"{rows}-0-head_count": "7", f"{rows}-1-DELETE": "on"}
    opened = f"{change(saved)}?opened={saved.sites.get(role='extension').pk}"
    response = admin_client.post(opened, filled(opened, **changes))
    assert response.status_code == 302
    assert [row.head_count for row in Exchange.objects.all()] == [7]


def test_exchanges_of_a_saved_site_are_told_and_opened_on_request(admin_client, saved):
    main, extension = saved.sites.order_by("role")[::-1]
    page = admin_client.get(change(saved)).content.decode()
    assert "6 received, 0 sent, all years together." in page
    assert f'href="/admin/partnerships/frenchextension/{extension.pk}/ledger/"' in page
    assert f'href="?opened={main.pk}#sites-0"' in page
    assert "exchanges-0-head_count" not in page.replace("sites-__prefix__-exchanges-0-head_count", "")
    opened = admin_client.get(change(saved), {"opened": str(main.pk)}).content.decode()
    assert 'name="sites-0-exchanges-0-head_count"' in opened
    assert 'name="sites-1-exchanges-0-head_count"' not in opened
    assert admin_client.get(change(saved), {"opened": "nothing\u00e9"}).status_code == 200


def test_exchanges_that_are_not_open_stay_when_the_form_is_saved(admin_client, saved, filled):
    assert admin_client.post(change(saved), filled(change(saved), acronym="NEW")).status_code == 302
    assert Exchange.objects.count() == 2


def test_both_terms_move_on_together(admin_client, saved, filled):
    changes = {"terms-0-end": "2008-03-31", "terms-1-start": "2008-04-01"}
    assert admin_client.post(change(saved), filled(change(saved), **changes)).status_code == 302
    assert saved.terms.get(start=date(2008, 4, 1)).end == date(2012, 12, 31)


def test_both_terms_move_back_together(admin_client, saved, filled):
    changes = {"terms-0-end": "2006-12-31", "terms-1-start": "2007-01-01"}
    assert admin_client.post(change(saved), filled(change(saved), **changes)).status_code == 302


def test_what_only_the_database_refuses_is_an_error_of_the_form(admin_client, saved, filled, world):
    other = Structure.objects.create(slug="pics", acronym="PICS", instrument=world.umi)
    changes = {"successions-0-successor": other.pk, "precessions-0-predecessor": other.pk}
    page = errors_of(admin_client.post(change(saved), filled(change(saved), acronym="CHANGED", **changes)))
    assert "A pathway has no way back" in page
    assert 'value="CHANGED"' in page
    assert not Succession.objects.exists()
    saved.refresh_from_db()
    assert saved.acronym == "LIMMS"


def test_a_term_saved_by_somebody_else_meanwhile_is_an_error_of_the_form(admin_client, saved, filled):
    values = filled(change(saved), **{"terms-2-start": "2020-01-01", "history_version": ""})
    Term.objects.create(structure=saved, start=date(2019, 1, 1))
    page = errors_of(admin_client.post(change(saved), values))
    assert "the term overlaps another one of this structure" in page
    assert 'value="2020-01-01"' in page


def test_the_main_site_abroad_cannot_be_deleted_while_there_is_an_extension(admin_client, saved):
    main = saved.sites.get(role="main")
    response = admin_client.post(f"/admin/partnerships/site/{main.pk}/delete/", {"post": "yes"}, follow=True)
    assert "whose main site is abroad" in response.content.decode()
    selected = {"action": "delete_selected", "_selected_action": main.pk, "post": "yes"}
    response = admin_client.post("/admin/partnerships/site/", selected, follow=True)
    assert "whose main site is abroad" in response.content.decode()
    assert Site.objects.filter(pk=main.pk).exists()


def test_a_structure_is_deleted_with_its_sites(admin_client, saved):
    assert admin_client.post(f"{LIST}{saved.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Site.objects.exists()


@pytest.mark.parametrize(
    "text", ["UMI 3218", "umi3218", "irl-3218", "LIMMS", "limms", "mécatronique", "universite d'osaka", "Handai"]
)
def test_any_name_finds_the_structure(admin_client, saved, world, text):
    StructureCode.objects.create(structure=saved, instrument=world.umi, code="UMI 3218", end=date(2020, 12, 31))
    StructureCode.objects.create(structure=saved, instrument=world.umi, code="IRL 3218", start=date(2021, 1, 1))
    Structure.objects.filter(pk=saved.pk).update(title_fr="Mecatronique")
    PartnerName.objects.create(partner=world.partners[0], text="Handai", kind="former")
    Structure.objects.create(slug="other", acronym="OTHER", instrument=world.umi)
    found = admin_client.get(LIST, {"q": text}).context["cl"].queryset
    assert [record.slug for record in found] == ["limms"]


def test_the_status_filter_counts_and_filters(admin_client, saved, world):
    response = admin_client.get(LIST, {"status": "ended"})
    assert [record.pk for record in response.context["cl"].queryset] == [saved.pk]
    assert "ended (1)" in response.content.decode()
    assert not admin_client.get(LIST, {"status": "active"}).context["cl"].queryset


def fill(structure, world, count):
    """`count` sites, each with an exchange, and as many partners, laboratories, terms and codes."""
    partner = world.partners[0]
    for number in range(count):
        site = Site.objects.create(structure=structure, role="mirror", country=world.japan, host=partner, name=number)
        Exchange.objects.create(site=site, year=2000, category="student", head_count=1, home=partner)
        Participation.objects.create(collaboration=structure, partner=partner, role=Role.PARTNER, occurrence=number + 1)
        Term.objects.create(structure=structure, start=date(1900 + number, 1, 1), end=date(1900 + number, 12, 31))
        StructureCode.objects.create(structure=structure, instrument=world.umi, code=f"LIA {number}")
        structure.laboratories.add(Laboratory.objects.create(slug=f"{structure.slug}-{number}", name="Lab"))


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_of_a_structure_costs_few_queries_with_many_rows_too(admin_client, world, count):
    structure = Structure.objects.create(slug="s", instrument=world.umi, country=world.japan)
    fill(structure, world, count)
    admin_client.get(change(structure))
    with CaptureQueriesContext(connection) as queries:
        assert admin_client.get(change(structure)).status_code == 200
    assert len(queries) <= 20
