"""Every address, found by walking them, says nothing of a linked record that its reader does not see."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from cnrs_intl.catalogue.listing import ListPage
from cnrs_intl.catalogue.models import SavedView
from offices.models import Office
from partnerships.models import Cluster, Document, EUContract, FrenchExtension, Partner, Structure
from partnerships.needs import REASONS
from tests.everywhere.crossed import make_crossed_world
from tests.everywhere.test_rights import text
from tests.everywhere.world import OPEN, PLACES, READERS, THEIRS, make_reader, make_world

KEYS = {
    "structure": lambda made: made[Structure].slug,
    "extension": lambda made: made[FrenchExtension].pk,
    "partner": lambda made: made[Partner].slug,
    "contract": lambda made: made[EUContract].slug,
    "cluster": lambda made: made[Cluster].slug,
    "office": lambda made: made[Office].slug,
    "country": lambda made: made[Structure].country_id.lower(),
    "country-brief": lambda made: made[Structure].country_id.lower(),
    "document": lambda made: made[Document].key,
    "saved-view": lambda made: "shared",
    "programme": lambda made: "FP7",
    "needs-for-reason": lambda made: next(iter(REASONS)),
}
"""For each address of one record, its key in a place of the world."""
ONLY_POSTED = {"saved-view-delete"}
BY_KIND = "admin/r/<int:content_type_id>/<str:object_id>/"
"""The link to the public page of any record: `test_rights` reads it."""
ACTIONS = ("publish", "archive", "delete_selected")


@pytest.fixture
def reader(request):
    return request.param


@pytest.fixture
def world(db, request):
    owner = User.objects.create_user("owner")
    SavedView.objects.create(owner=owner, slug="shared", name="Shared", list_name="structures", is_public=True)
    # The links of the crossed world bring its records into the scope of those who see where they lead.
    is_there = "reader" in request.fixturenames and request.getfixturevalue("reader") == "elsewhere"
    return make_world() if is_there else make_crossed_world()


def patterns(resolver, before=""):
    """All addresses but those of the administration, which has a walk of its own."""
    for each in resolver.url_patterns:
        route = f"{before}{each.pattern}"
        if not isinstance(each, URLResolver):
            yield route, each
        elif each.app_name != "admin":
            yield from patterns(each, route)


def addresses(world, places) -> Iterator[str]:
    for route, each in patterns(get_resolver()):
        name = each.name
        if name in ONLY_POSTED or route == BY_KIND:
            continue
        if name and name.endswith("-file"):
            yield from (reverse(name, args=[suffix]) for suffix in ListPage.registry[name[:-5]].suffixes)
        elif not each.pattern.converters:
            yield reverse(name)
        else:
            yield from {reverse(name, args=[KEYS[name](world[token])]) for token in places}


def pages_of(model_admin, world, places) -> Iterator[str]:
    for pattern in model_admin.get_urls():
        parameters = pattern.pattern.converters
        if not pattern.name or len(parameters) > 1:
            continue
        if not parameters:
            yield reverse(f"admin:{pattern.name}")
            continue
        for token in sorted(places):
            if model_admin.model in world[token]:
                yield reverse(f"admin:{pattern.name}", args=[world[token][model_admin.model].pk])


def found_in(client, addresses, hidden) -> dict[str, str]:
    """The pages that name what is hidden, with the place; a page that is refused says nothing."""
    told = {}
    for address in addresses:
        said = text(client.get(address))
        for token in hidden:
            if token in said:
                place = said.index(token)
                told[address] = said[max(place - 80, 0) : place + 40]
    return told


def sights(reader):
    """The places whose records the reader sees, and the others."""
    seen = READERS[reader][2]
    return seen, set(PLACES) - seen


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_no_public_page_or_file_names_what_is_linked_and_out_of_sight(world, reader):
    client, user = Client(), make_reader(reader)
    if user:
        client.force_login(user)
    seen, hidden = sights(reader)
    assert not found_in(client, addresses(world, seen), hidden)
    for name in ListPage.registry:
        counts = [
            client.get(reverse(f"{name}-file", args=["json"]), {"q": words}).json()["count"]
            for words in (*hidden, "zqnothing")
        ]
        assert len(set(counts)) == 1, name


@pytest.mark.parametrize("reader", [each for each in READERS if each != "anybody"], indirect=True)
def test_no_page_of_the_administration_names_what_is_linked_and_out_of_sight(world, reader):
    client = Client()
    client.force_login(make_reader(reader))
    seen, hidden = sights(reader)
    for model_admin in admin.site._registry.values():
        assert not found_in(client, pages_of(model_admin, world, seen), hidden), model_admin


@pytest.mark.parametrize("reader", ["unscoped", "contributor"], indirect=True)
def test_no_search_of_the_administration_finds_by_a_name_out_of_sight(world, reader):
    client = Client()
    client.force_login(make_reader(reader))
    for model_admin in admin.site._registry.values():
        address = reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist")
        answers = [client.get(address, {"q": words}) for words in (THEIRS, "zqnothing")]
        counts = [each.status_code == 200 and each.context["cl"].result_count for each in answers]
        assert counts[0] == counts[1], model_admin


@pytest.mark.parametrize("reader", ["contributor", "reviewer"], indirect=True)
def test_no_page_that_asks_before_many_are_changed_names_what_is_out_of_sight(world, reader):
    client = Client()
    client.force_login(make_reader(reader))
    for model in (Structure, Partner, EUContract, Cluster, Office):
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for action in ACTIONS:
            chosen = [world[token][model].pk for token in PLACES]
            said = text(client.post(address, {"action": action, "_selected_action": chosen}, follow=True))
            assert THEIRS not in said, (model, action)


def test_who_sees_everything_reads_the_names(world):
    client = Client()
    client.force_login(make_reader("administrator"))
    for model, page in ((FrenchExtension, "change"), (Cluster, "change"), (FrenchExtension, "changelist")):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
        keys = [world[OPEN][model].pk] if page == "change" else []
        assert THEIRS in text(client.get(reverse(name, args=keys))), name
