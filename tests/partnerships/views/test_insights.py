from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Exchange
from tests import builders
from tests.partnerships.views.figures import check_figures

pytestmark = pytest.mark.django_db
URL = "/en/insights/"


def fill(number):
    for _ in range(number):
        shared, alone = builders.partner(), builders.partner(iso2="US")
        lab = builders.structure(kind="UMI", partners=(shared,), terms=((date(2000, 1, 1), date(2003, 12, 31)),))
        builders.succession(builders.structure(kind="LIA", partners=(builders.partner(iso2="SG"),), iso2="SG"), lab)
        builders.contract(partners=(shared, alone))
        builders.exchange(builders.extension(), year=1990 + builders.next_number() % 30)
    connection.check_constraints()


def test_every_figure_is_the_count_of_its_list(client, admin_client):
    fill(3)
    builders.contract(publication="draft", partners=(builders.partner(iso2="CL"),))
    connection.check_constraints()
    assert check_figures(client, URL) > 12
    assert check_figures(admin_client, URL) > 12


def test_an_empty_register_has_a_page(client):
    assert client.get(URL).content.decode().count("None is recorded.") == 3
    assert client.get("/fr/insights/").status_code == 200


def test_number_of_queries_does_not_grow(client):
    def queries():
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(URL).status_code == 200
        return len(captured)

    fill(2)
    few = queries()
    fill(20)
    assert queries() == few <= 15


@pytest.mark.django_db(transaction=True)
def test_the_page_is_made_once_for_a_version_and_an_edit_shows_on_the_next_request(client):
    fill(1)
    assert "Received: 6 people" in client.get(URL).content.decode()
    with CaptureQueriesContext(connection) as captured:
        client.get(URL)
    assert len(captured) == 1
    Exchange.objects.filter(direction="received").update(head_count=10)
    assert "Received: 20 people" in client.get(URL).content.decode()
