from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def sixty():
    return [builders.partner(f"University {number:02}") for number in range(60)]


def lists(client, name="partners", **query):
    connection.check_constraints()  # an index follows when a transaction ends, which a test's never does
    return client.get(reverse(name), query)


def test_the_heading_answers_the_question(client):
    builders.structure(partners=(builders.partner(),))
    page = lists(client, "structures", country="JP").content.decode()
    assert "<h1>1 structure with a partner from Japan</h1>" in page
    assert "<title>1 structure with a partner from Japan · " in page


def test_pages_follow_one_another(client, sixty):
    response = lists(client, page=2, order="-name")
    names = [row.record.name for row in response.context["table"].rows]
    assert names == [f"University {number:02}" for number in range(34, 9, -1)]
    body = response.content.decode()
    assert 'rel="prev" href="?order=-name&amp;page=1"' in body
    assert 'rel="next" href="?order=-name&amp;page=3"' in body
    assert "26–50 of 60" in body


@pytest.mark.parametrize("page", ["0", "4", "-1", "1.0", "٣", "x"])
def test_a_page_that_is_not_there_is_refused_with_the_last_one(client, sixty, page):
    response = lists(client, page=page)
    assert response.status_code == 400
    assert "write a number from 1 to 3, the last page" in response.content.decode()


def test_an_order_that_is_not_there_is_refused_with_those_that_are(client):
    response = lists(client, order="ror_id")
    assert response.status_code == 400
    assert "write one of name, country, structures, contracts, with - before" in response.content.decode()


def test_the_order_in_use_turns_round_and_the_others_start_again_at_page_one(client, sixty):
    links = {link["name"]: link for link in lists(client, page=2, order="name").context["list"].sort_links()}
    assert links["name"]["direction"] == "ascending"
    assert links["name"]["query"] == "order=-name"
    assert links["country"]["query"] == "order=country"
    assert links["country"]["direction"] == ""


def test_equal_rows_keep_their_place_when_the_order_turns_round(client):
    for _ in range(30):
        builders.partner("Same name")
    pages = [
        client.get(reverse("partners-file", args=["json"]), {"order": order}).json() for order in ("name", "-name")
    ]
    upwards, downwards = ([row["id"] for row in page["results"]] for page in pages)
    assert upwards == sorted(upwards)
    assert downwards == sorted(downwards, reverse=True)


def test_an_empty_list_offers_only_what_helps(client):
    builders.structure("FOUND", partners=(builders.partner(),))
    builders.country("US")
    helped = lists(client, "structures", q="FOUND", country="US", page="1")
    assert helped.context["suggestions"] == [("With a partner from", "q=FOUND", 1)]
    helpless = lists(client, "structures", q="zzzz", country="US")
    assert helpless.context["suggestions"] == []
    assert "Start again from the whole list" in helpless.content.decode()


def test_files_have_the_question_of_the_page_and_no_page_number(client, sixty):
    files = dict(lists(client, q="University 0", page="1", order="-name").context["files"])
    assert list(files) == ["CSV", "XLSX", "JSON"]
    for suffix, address in files.items():
        assert urlsplit(address).path == f"/en/partners.{suffix.lower()}"
        assert parse_qs(urlsplit(address).query) == {"q": ["University 0"], "order": ["-name"]}


def test_json_refuses_in_json_and_text_files_in_text(client):
    response = client.get(reverse("partners-file", args=["json"]), {"contry": "JP"})
    assert response.status_code == 400
    assert response.json() == {"errors": {"contry": ["this list has no such parameter; did you mean “country”?"]}}
    response = client.get(reverse("partners-file", args=["csv"]), {"contry": "JP"})
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode() == "contry: this list has no such parameter; did you mean “country”?\n"


def test_lists_are_read_not_written_to(client):
    assert client.post(reverse("partners")).status_code == 405
    assert client.get("/en/partners.pdf").status_code == 404
