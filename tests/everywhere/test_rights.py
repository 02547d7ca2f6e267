"""Every list, page, file and form for every role: what is out of sight is nowhere, as if it did not exist."""

import io
import re

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cnrs_intl.catalogue.detail import DetailPage
from cnrs_intl.catalogue.history import SOURCES, lineage
from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.history_reading import RecordHistory
from cnrs_intl.catalogue.listing import ListPage
from offices.models import Coverage, Office
from partnerships.models import (
    Cluster,
    Collaboration,
    EUContract,
    FrenchExtension,
    Participation,
    Partner,
    Structure,
    Succession,
)
from tests.everywhere.world import OURS, PLACES, READERS, THEIRS, make_reader, make_world

OF_LIST = {
    "collaborations": Collaboration, "structures": Structure, "extensions": FrenchExtension, "partners": Partner,
    "contracts": EUContract, "clusters": Cluster, "offices": Office,
}  # fmt: skip
PER_PLACE = {"collaborations": 3, "structures": 2, "partners": 2}
ABSENT = 987654
QUERIES_AT_MOST = 20
ADMINS = [each for model, each in admin.site._registry.items() if model._meta.app_label in ("offices", "partnerships")]

each_reader = pytest.mark.parametrize("reader", READERS)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def log_in(world):
    def client_of(reader):
        client, user = Client(), make_reader(reader)
        if user:
            client.force_login(user)
        return client, READERS[reader][2], set(PLACES) - READERS[reader][2]

    return client_of


def text(response):
    """What the answer says, in small letters, without the question itself."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if "spreadsheet" in response["Content-Type"]:
        book = openpyxl.load_workbook(io.BytesIO(body))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return " ".join(str(cell) for row in rows for cell in row).lower()
    return body.decode().lower()


def address_of(model_admin, page, *arguments):
    return reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}", args=arguments)


@each_reader
def test_lists_and_files_hold_what_the_reader_sees(log_in, reader):
    client, seen, hidden = log_in(reader)
    for name, page in ListPage.registry.items():
        for suffix in ("html", *page.suffixes):
            url = reverse(name) if suffix == "html" else reverse(f"{name}-file", args=[suffix])
            found = text(client.get(url))
            assert not [token for token in hidden if token in found], (name, suffix)
            if name in OF_LIST and suffix != "geojson":
                assert all(token in found for token in seen), (name, suffix)
        count = client.get(reverse(f"{name}-file", args=["json"])).json()["count"]
        if name in OF_LIST:
            assert count == len(seen) * PER_PLACE.get(name, 1), name
            csv = text(client.get(reverse(f"{name}-file", args=["csv"])))
            assert csv.strip().count("\n") == count + 1, name
        for token in hidden:
            answer = client.get(reverse(f"{name}-file", args=["json"]), {"q": token})
            assert answer.json()["count"] == 0, name
            assert f'q={token[:-1]}s"' not in text(client.get(reverse(name), {"q": f"{token[:-1]}x"}))


@each_reader
def test_home_countries_and_completions_tell_of_nothing_else(log_in, reader):
    client, seen, hidden = log_in(reader)
    countries = [f"/en/countries/{iso2.lower()}/" for iso2, _state in PLACES.values()]
    pages = ("/en/", "/en/programmes/", "/en/insights/", "/en/collaborations/?all=partner")
    for url in (*pages, *countries):
        found = text(client.get(url))
        assert not [token for token in hidden if token in found], url
    for token in PLACES:
        offered = client.get(reverse("completions"), {"q": token}).json()["results"]
        assert bool(offered) == (token in seen), token
        found = text(client.get(reverse("search"), {"q": token}))
        assert (f"{token} university" in found) == (token in seen), token


@each_reader
def test_pages_out_of_sight_are_as_those_that_are_not_there(log_in, world, reader):
    client, seen, _hidden = log_in(reader)
    for token, made in world.items():
        for model in OF_LIST.values():
            if model is Collaboration:
                continue
            url = made[model].get_absolute_url()
            response = client.get(url)
            if token in seen:
                assert response.status_code == 200, url
            else:
                last = url.rstrip("/").rpartition("/")[2]
                absent = str(ABSENT) if last.isdecimal() else "absent"
                other = client.get(url.replace(last, absent))
                assert (response.status_code, other.status_code) == (404, 404), url
                assert text(response).replace(last, absent) == text(other), url
    assert {page.prefix for page in DetailPage.registry.values()} == {*OF_LIST, "countries"} - {"collaborations"}


def answer(client, method, url, key, data=None):
    """Status, place, messages and body of an answer, without the key that was asked for."""
    client.cookies.pop("messages", None)
    response = getattr(client, method)(url, data)
    told = [str(message) for message in get_messages(response.wsgi_request)]
    body = re.sub(r'value="[A-Za-z0-9]{64}"', "", text(response))
    parts = (response.get("Location"), told, body)
    return [response.status_code, *(re.sub(rf"(?<=[/“]){key}(?=[/”])", "KEY", str(part)) for part in parts)]


@each_reader
def test_the_administration_has_no_other_record(log_in, world, reader):
    client, seen, hidden = log_in(reader)
    for model_admin in ADMINS:
        for query in ({}, *({"q": token} for token in hidden)):
            found = text(client.get(address_of(model_admin, "changelist"), query))
            said = re.sub(r'q(=|%3d)\w+|name="q" value="\w+"', "", found)
            assert not [token for token in hidden if token in said], model_admin
        for token, made in world.items():
            if model_admin.model not in made:
                continue
            key = made[model_admin.model].pk
            for page in ("change", "delete", "history"):
                url, absent = address_of(model_admin, page, key), address_of(model_admin, page, ABSENT)
                if token in seen:
                    if reader != "anybody":
                        assert client.get(url).status_code in (200, 403), url
                    continue
                for method in ("get", "post"):
                    assert answer(client, method, url, key) == answer(client, method, absent, ABSENT), (method, url)
    records = [record for made in world.values() for record in made.values()]
    assert all(type(record).objects.filter(pk=record.pk).exists() for record in records)


def history_of(client, model_admin, key):
    """The source of the history of a record, and the addresses that restore its versions."""
    source = text(client.get(address_of(model_admin, "history", key)))
    return source, re.findall(r'<p><a href="([^"]+/restore/)"', source)


@each_reader
def test_history_restoring_and_conflicts_know_no_other_record(log_in, world, reader):
    client, seen, hidden = log_in(reader)
    for model_admin in (each for each in ADMINS if each.model in world[next(iter(world))]):
        event = SOURCES[lineage(model_admin.model)[0]].event_model.objects.latest("pgh_id").pgh_id
        for token, made in world.items():
            key = made[model_admin.model].pk
            if token in seen:
                source, _addresses = history_of(client, model_admin, key)
                assert not [each for each in hidden if each in source], model_admin
                continue
            for page, sent, *further in (
                ("history", {}), ("restore", {"history_version": "1-1"}, event), ("change", {"history_version": "1-1"}),
            ):  # fmt: skip
                url, absent = (address_of(model_admin, page, each, *further) for each in (key, ABSENT))
                for method, data in (("get", {}), ("post", sent)):
                    answers = [answer(client, method, each, number, data) for each, number in
                               ((url, key), (absent, ABSENT))]  # fmt: skip
                    assert answers[0] == answers[1], (method, url)
                    assert not [each for each in hidden if each in str(answers[0])], (method, url)


@pytest.mark.parametrize(("reader", "reads", "restores"), [
    ("anybody", 302, 302), ("unscoped", 404, 404), ("reader", 200, 403), ("contributor", 200, 200),
    ("reviewer", 200, 200), ("elsewhere", 404, 404), ("administrator", 200, 200),
])  # fmt: skip
def test_who_reads_a_history_and_who_restores(log_in, world, reader, reads, restores):
    client, _seen, _hidden = log_in(reader)
    record = world[OURS][Structure]
    url = reverse("admin:partnerships_structure_history", args=[record.pk])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == reads
    assert len(queries) < QUERIES_AT_MOST
    (entry, *_older) = RecordHistory(Structure, record.pk).entries()[0]
    restore = reverse("admin:partnerships_structure_restore", args=[record.pk, entry.id])
    assert client.get(restore).status_code == restores
    assert client.post(restore, {"history_version": "1-1"}).status_code == restores


def test_the_history_names_no_partner_out_of_sight_and_restoring_leaves_it(log_in, world):
    client, _seen, _hidden = log_in("contributor")
    ours, theirs = world[OURS][Structure], world[THEIRS]
    (entry, *_older) = RecordHistory(Structure, ours.pk).entries()[0]
    with told(command="link", message=f"with {THEIRS}"):
        Participation.objects.create(collaboration=ours, partner=theirs[Partner], role="partner")
        Succession.objects.create(predecessor=ours, successor=theirs[Structure])
    with told(command="rename"):
        Collaboration.objects.filter(pk=ours.pk).update(acronym="OTHER")
    source, addresses = history_of(client, admin.site.get_model_admin(Structure), ours.pk)
    assert THEIRS not in source
    assert "nothing that is shown here" in source
    first = next(each for each in addresses if f"/{entry.id}/" in each)
    asked = text(client.get(first))
    assert THEIRS not in asked
    version = re.search(r'name="history_version" value="([^"]*)"', asked)[1]
    assert client.post(first, {"history_version": version}).status_code == 302
    ours.refresh_from_db()
    assert ours.acronym != "OTHER"
    assert ours.participations.filter(partner=theirs[Partner]).exists()
    assert Succession.objects.filter(predecessor=ours, successor=theirs[Structure]).exists()
    assert THEIRS in history_of(log_in("administrator")[0], admin.site.get_model_admin(Structure), ours.pk)[0]


@each_reader
def test_no_choice_offers_or_takes_what_is_out_of_sight(log_in, world, reader):
    client, _seen, hidden = log_in(reader)
    for model_admin in ADMINS:
        for part in (model_admin, *(inline(model_admin.model, admin.site) for inline in model_admin.inlines)):
            for name in part.get_autocomplete_fields(None):
                app_label, model_name = part.opts.label_lower.split(".")
                for token in hidden:
                    asked = {"app_label": app_label, "model_name": model_name, "field_name": name, "term": token}
                    response = client.get("/admin/autocomplete/", asked)
                    assert response.status_code in (302, 403) or response.json()["results"] == [], (part, name)


@each_reader
def test_the_link_to_the_site_tells_of_no_other_address(log_in, world, reader):
    client, seen, _hidden = log_in(reader)
    for token, made in world.items():
        for model in (Structure, Partner, EUContract, Cluster, Office):
            kind = ContentType.objects.get_for_model(model)
            response = client.get(f"/admin/r/{kind.pk}/{made[model].pk}/")
            if reader == "anybody":
                assert "login" in response["Location"]
            else:
                assert response.status_code == (302 if token in seen else 404)


def test_every_model_with_a_state_of_publication_is_in_the_world(world):
    registered = {each.model for each in ADMINS}
    reviewed = {model for model in registered if getattr(model._default_manager.all(), "publications", ())}
    assert reviewed == set(world["zqours"])
    assert Coverage in reviewed
