import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import Site
from partnerships.statistics.exchanges import Flow
from tests import builders

pytestmark = pytest.mark.django_db


def listed(client, **query):
    response = client.get(reverse("extensions"), query)
    assert response.status_code == 200
    return response


def test_without_extensions_nothing_is_drawn(client):
    context = listed(client).context
    assert (context["map"], context["balance"], context["balances"]) == (None, None, [])


def test_received_and_sent_are_those_of_the_extensions_listed(client):
    japan = builders.extension(builders.structure("LIMMS", partners=(builders.partner(),)))
    builders.extension(builders.structure("OTHER", iso2="US"))
    assert listed(client).context["balance"].recent == Flow(10, 6)
    narrowed = listed(client, country="JP").context
    assert narrowed["balance"].recent == Flow(5, 3)
    assert [(each.item, each.right, each.left) for each in narrowed["balances"]] == [(japan, 5, 3)]


def test_the_extension_of_a_draft_is_not_counted_for_the_public(client, admin_client):
    builders.extension(builders.structure("HIDDEN", publication="draft"), latitude="50.6", longitude="3.1")
    assert listed(client).context["balance"] is None
    assert listed(client).context["map"] is None
    assert listed(admin_client).context["balance"].recent == Flow(5, 3)


def test_the_map_leads_to_the_extensions_with_coordinates(client):
    placed = builders.extension(builders.structure("LIMMS"), latitude="50.6", longitude="3.1")
    builders.extension(builders.structure("NOWHERE"))
    drawn = str(listed(client).context["map"])
    assert f'<a href="{placed.get_absolute_url()}"><text' in drawn
    assert "Lille · LIMMS" in drawn
    assert "NOWHERE" not in drawn


def test_years_without_a_count_stay_empty_and_a_few_are_drawn(client):
    site = builders.extension()
    builders.exchange(site, 1999)
    builders.exchange(site, 2017)
    columns = listed(client).context["columns"]
    assert [label for _middle, label, _columns in columns] == list(range(2006, 2018))
    assert [label for _middle, label, drawn in columns if drawn] == [2014, 2017]


def test_an_extension_shows_its_own_people_and_where_they_come_from(client):
    home = builders.partner("Tohoku University")
    hidden = builders.partner("Hidden Institute", publication="draft")
    record = builders.extension(latitude="50.6", longitude="3.1")
    Site.objects.filter(structure=record.structure, role="main").update(latitude="38.3", longitude="140.9")
    builders.exchange(record, 2015, home=home, head_count=7)
    builders.exchange(record, 2015, home=hidden, category="doctoral", head_count=20)
    builders.exchange(builders.extension(), 2015, head_count=40)
    response = client.get(record.get_absolute_url())
    assert response.context["balance"].recent == Flow(32, 3)
    assert [(each.item, each.balance) for each in response.context["homes"]] == [(None, 22), (home, 7)]
    assert str(response.context["map"]).count("<circle") == 2
    text = response.content.decode()
    assert "Hidden Institute" not in text
    assert "not named" in text


def test_the_number_of_queries_is_constant(client):
    def statements():
        listed(client)
        with CaptureQueriesContext(connection) as captured:
            listed(client)
        return len(captured)

    builders.exchange(builders.extension(latitude="50.6", longitude="3.1"), 2015)
    before = statements()
    for _ in range(20):
        builders.exchange(builders.extension(latitude="48.6", longitude="2.1"), 2016)
    assert statements() == before
