"""A world of records, and one who signed in for each role."""

import pytest
from django.test import Client

from partnerships.models import Partner, Structure
from tests.everywhere.world import OURS, make_reader, make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def people(world):
    found = {}
    for name in ("contributor", "reviewer", "elsewhere", "reader"):
        found[name] = Client()
        found[name].force_login(make_reader(name))
    return found


@pytest.fixture
def lab(world):
    """A public joint unit of the contributor's scope, with an extension and its exchanges."""
    made = world[OURS][Structure]
    Partner.objects.filter(pk=world[OURS][Partner].pk).update(publication="published")
    Structure.objects.filter(pk=made.pk).update(publication="published")
    return Structure.objects.get(pk=made.pk)
