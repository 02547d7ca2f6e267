from itertools import permutations

import pytest
from django.core.exceptions import ValidationError

from cnrs_intl.catalogue.choices import Publication
from cnrs_intl.catalogue.publication import move
from cnrs_intl.catalogue.rights import MOVED_BY, Level
from offices.models import Office
from partnerships.models import Laboratory, Partner, Site, Structure, Term
from partnerships.services.staff import set_up_groups
from tests import builders
from tests.everywhere.world import READERS, make_reader

pytestmark = pytest.mark.django_db
LEVELS = {"reader": Level.READER, "contributor": Level.CONTRIBUTOR, "reviewer": Level.REVIEWER}
EDITABLE = {
    "unscoped": [],
    "reader": [],
    "contributor": ["JP draft"],
    "reviewer": [f"JP {state}" for state in Publication.values],
    "elsewhere": ["US draft"],
    "administrator": [f"{iso2} {state}" for iso2 in ("JP", "US") for state in Publication.values],
}


@pytest.fixture
def offices(db):
    set_up_groups()
    return [builders.office("zqours", covers=("JP",)), builders.office("zqtheirs", covers=("US",))]


def test_the_table_knows_every_way():
    assert set(MOVED_BY) == set(permutations(Publication, 2))


@pytest.mark.parametrize("role", LEVELS)
@pytest.mark.parametrize(("origin", "target"), list(permutations(Publication, 2)))
def test_a_record_is_moved_by_those_of_the_table_and_by_no_others(offices, role, origin, target):
    user, record = make_reader(role), builders.partner(publication=origin)
    one = Partner.objects.filter(pk=record.pk)
    if LEVELS[role] >= MOVED_BY[origin, target]:
        assert move(one, target, user=user) == 1
    else:
        with pytest.raises(ValidationError, match="You may not move it"):
            move(one, target, user=user)
    assert one.get().publication == (target if LEVELS[role] >= MOVED_BY[origin, target] else origin)


def test_nobody_moves_what_is_out_of_their_scope(offices):
    record = builders.partner(iso2="US", publication="draft")
    for role in ("reviewer", "unscoped"):
        with pytest.raises(ValidationError, match="not in your scope"):
            move(Partner.objects.all(), Publication.PUBLISHED, user=make_reader(role))
    record.refresh_from_db()
    assert record.publication == "draft"


@pytest.mark.parametrize("role", [role for role in READERS if role != "anybody"])
def test_what_each_role_edits_as_it_stands(offices, role):
    for iso2 in ("JP", "US"):
        for state in Publication.values:
            builders.structure(f"{iso2} {state}", iso2=iso2, publication=state)
    user = make_reader(role)
    found = Structure.objects.editable_by(user)
    assert sorted(found.values_list("acronym", flat=True)) == sorted(EDITABLE[role])
    for model in (Term, Site):
        rows = model.objects.editable_by(user).values_list("structure__acronym", flat=True)
        assert sorted(rows) == sorted(EDITABLE[role]), model


def test_what_has_no_state_is_a_matter_of_permission(offices):
    Laboratory.objects.create(slug="lab", name="Lab")
    assert not Laboratory.objects.editable_by(make_reader("contributor")).exists()
    assert Laboratory.objects.editable_by(make_reader("reviewer")).exists()
    assert not Office.objects.editable_by(make_reader("reader")).exists()
