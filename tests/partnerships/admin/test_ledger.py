import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from partnerships.choices import StaffRole
from partnerships.models import Exchange, Participation, Scope
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.partnerships.admin.conftest import Filled

pytestmark = pytest.mark.django_db

LIST = "/admin/partnerships/frenchextension/"
YEAR = localdate().year


@pytest.fixture
def extension():
    made = builders.extension(builders.structure("UNIT", partners=(builders.partner("Keio University"),)))
    made.exchanges.all().delete()
    return made


@pytest.fixture
def address(extension):
    return f"{LIST}{extension.pk}/ledger/"


def test_the_form_of_an_extension_leads_to_its_ledger(admin_client, extension, address):
    assert f'href="{address}"' in admin_client.get(f"{LIST}{extension.pk}/change/").content.decode()


def test_figures_are_saved_and_the_balance_is_shown_at_once(admin_client, extension, address, filled):
    figures = {f"{YEAR}-received-student": "7", f"{YEAR}-sent-student": "2", f"{YEAR - 1}-sent-doctoral": "1"}
    response = admin_client.post(address, filled(address, **figures), follow=True)
    text = response.content.decode()
    assert "3 figures saved." in text
    assert f"<strong>+4</strong> people from {YEAR - 1} to {YEAR}: 7 received, 3 sent." in text
    assert [(year, flow.balance, rolling.balance) for year, flow, rolling in response.context["trend"]] == [
        (YEAR - 1, -1, -1),
        (YEAR, 5, 4),
    ]


def test_one_bad_figure_saves_none_and_is_marked(admin_client, address, filled):
    figures = {f"{YEAR}-received-student": "7", f"{YEAR}-sent-student": "-2"}
    response = admin_client.post(address, filled(address, **figures))
    assert list(response.context["form"].errors) == [f"{YEAR}-sent-student"]
    assert "greater than or equal to 0" in response.content.decode()
    assert not Exchange.objects.exists()


def again(response):
    """What the browser sends when the page that came back is saved as it is."""
    page = Filled()
    page.feed(response.text)
    return {name: value for name, value in page.values.items() if name}


def test_two_people_who_fill_other_cells_keep_both(admin_client, extension, address, filled):
    first = filled(address, **{f"{YEAR - 1}-received-student": "5"})
    second = filled(address, **{f"{YEAR}-received-student": "7"})
    assert "1 figure saved." in admin_client.post(address, first, follow=True).text
    assert "1 figure saved." in admin_client.post(address, second, follow=True).text
    assert [(each.year, each.head_count) for each in extension.exchanges.order_by("year")] == [(YEAR - 1, 5), (YEAR, 7)]


def test_where_two_people_fill_the_same_cell_both_figures_are_shown_there(admin_client, extension, address, filled):
    cell, other = f"{YEAR}-received-student", f"{YEAR - 1}-sent-student"
    first, second = filled(address, **{cell: "5", other: "2"}), filled(address, **{cell: "7"})
    admin_client.post(address, first)
    asked = admin_client.post(address, second)
    assert asked.context["form"].errors[cell] == ["Saved meanwhile: 5. Yours: 7."]
    assert list(asked.context["form"].errors) == ["__all__", cell]
    assert (again(asked)[cell], again(asked)[other]) == ("7", "2")
    assert extension.exchanges.get(year=YEAR).head_count == 5
    assert "1 figure saved." in admin_client.post(address, again(asked), follow=True).text
    assert [each.head_count for each in extension.exchanges.order_by("year")] == [2, 7]


def test_a_third_person_between_is_shown_as_well(admin_client, extension, address, filled):
    cell = f"{YEAR}-received-student"
    pages = [filled(address, **{cell: figure}) for figure in ("5", "7")]
    admin_client.post(address, pages[0])
    asked = admin_client.post(address, pages[1])
    extension.exchanges.update(head_count=6)
    asked = admin_client.post(address, again(asked))
    assert asked.context["form"].errors[cell] == ["Saved meanwhile: 6. Yours: 7."]


def test_person_months_of_both_are_shown(admin_client, extension, address, filled):
    asked, cell = f"{address}?months=on", f"{YEAR}-received-student"
    builders.exchange(extension, YEAR, category="student", head_count=1)
    first, second = (filled(asked, **{f"{cell}-months": months}) for months in ("3.5", "4"))
    admin_client.post(asked, first)
    errors = admin_client.post(asked, second).context["form"].errors
    assert errors[cell] == ["Saved meanwhile: 1, person-months 3.5. Yours: 1, person-months 4."]


@pytest.mark.parametrize(
    "seen", ["x", "{}x", "[1]", '[["a", "b", "c", 1, null]]', '[[2024, "sent", "student", 1, "x"]]']
)
def test_a_page_that_was_tampered_with_is_refused(admin_client, address, filled, seen):
    response = admin_client.post(address, filled(address, seen=seen))
    assert response.context["form"].errors["seen"] == ["This page was not sent as it was made. Open the ledger again."]


def test_the_next_year_is_added(admin_client, extension, address, filled):
    query = admin_client.get(address).context["next_year"]
    admin_client.post(address + query, filled(address + query, **{f"{YEAR + 1}-sent-engineer": "1"}))
    assert extension.exchanges.get().year == YEAR + 1


def test_person_months_are_entered_where_they_are_asked_for(admin_client, extension, address, filled):
    asked = f"{address}?months=on"
    cell = f"{YEAR}-received-student"
    response = admin_client.post(asked, filled(asked, **{f"{cell}-months": "3"}))
    assert "Give the number of people as well." in response.content.decode()
    admin_client.post(asked, filled(asked, **{cell: "1", f"{cell}-months": "3.5"}))
    assert str(extension.exchanges.get().person_months) == "3.5"


def test_each_home_institution_has_its_own_figures(admin_client, extension, address, filled):
    home = extension.structure.partners.get()
    asked = f"{address}?home={home.pk}"
    admin_client.post(asked, filled(asked, **{f"{YEAR}-received-student": "3"}))
    assert extension.exchanges.get().home == home
    assert "+3 from elsewhere" in admin_client.get(f"{address}?home=").content.decode()
    usual = admin_client.get(address).context
    assert usual["shown"].initial["home"] == home


@pytest.mark.parametrize("query", ["until=abc", "until=12", "until=99999", "home=999999", "home=x"])
def test_a_part_that_is_none_is_an_error_of_its_field(admin_client, address, query):
    response = admin_client.get(f"{address}?{query}")
    assert list(response.context["shown"].errors) == [query.split("=")[0]]


@pytest.mark.parametrize(("tolerance", "told"), [(4, "Within the tolerance of 4."), (3, "Outside the tolerance of 3.")])
def test_the_tolerance_is_kept_at_its_edge_and_broken_beyond(admin_client, extension, address, tolerance, told):
    builders.exchange(extension, YEAR, head_count=4)
    extension.balance_tolerance = tolerance
    extension.save()
    assert told in admin_client.get(address).content.decode()
    word = told.split()[0].lower()
    assert f"{word} the tolerance" in admin_client.get(f"{LIST}{extension.pk}/change/").content.decode()
    assert f"{word} the tolerance of {tolerance}" in admin_client.get(extension.get_absolute_url()).content.decode()


def test_those_who_may_only_look_are_refused(client, address, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_frenchextension"))
    client.force_login(reader)
    assert client.get(address).status_code == client.post(address).status_code == 403


@pytest.fixture
def institutions(client, extension):
    """Two home institutions, seen and out of sight, for a reviewer of Tokyo who has signed in."""
    set_up_groups()
    user = User.objects.create_user("tokyo", is_staff=True)
    user.groups.add(Group.objects.get(name=StaffRole.REVIEWER.value))
    Scope.objects.create(user=user).offices.add(builders.office("Tokyo", covers=("JP",)))
    client.force_login(user)
    hidden = builders.partner("Geheimes Institut", "DE", publication="draft")
    builders.exchange(extension, YEAR - 1, home=extension.structure.partners.get())
    builders.exchange(extension, YEAR, home=hidden, head_count=6)
    Participation.objects.create(
        collaboration=extension.structure, partner=builders.partner("Verein", "DE", publication="draft")
    )
    return extension.structure.partners.get(name="Keio University"), hidden


def test_home_institutions_out_of_sight_are_counted_and_neither_offered_nor_named(client, address, institutions):
    response = client.get(address)
    assert response.context["shown"].initial["home"] == institutions[0]
    assert "Keio University" in response.text
    assert "+6 from elsewhere" in response.text
    assert "Geheimes" not in response.text
    assert "Verein" not in response.text


def test_figures_for_a_home_institution_out_of_sight_are_refused_like_those_for_none(client, address, institutions):
    before = list(Exchange.objects.order_by("pk").values())
    figures = {f"{YEAR}-received-student": "7", "seen": "[]"}
    pages = [client.post(f"{address}?home={key}", figures) for key in (institutions[1].pk, 987654)]
    assert [list(page.context["form"].errors) for page in pages] == [["__all__"]] * 2
    assert [page.context["shown"].errors for page in pages] == [pages[0].context["shown"].errors] * 2
    assert not [page for page in pages if "Geheimes" in page.text]
    assert list(Exchange.objects.order_by("pk").values()) == before
    mine = f"{address}?home={institutions[0].pk}"
    seen = client.get(mine).context["form"].fields["seen"].initial
    assert client.post(mine, figures | {"seen": seen}).status_code == 302


def test_the_number_of_queries_is_constant(admin_client, extension, address):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(address)
        return len(captured)

    builders.exchange(extension, YEAR)
    before = queries()
    for year in range(YEAR - 9, YEAR):
        builders.exchange(extension, year)
    assert queries() == before < 20
