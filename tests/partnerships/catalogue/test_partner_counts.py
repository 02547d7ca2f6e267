"""The numbers of a partner: those of its page, for whoever reads them."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from pyroaring import BitMap

from cnrs_intl.catalogue.sight import Sight
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.partner_counts import COUNTED, CountedPartners, in_order, of_hidden_partners
from partnerships.models import Partner
from tests import builders

pytestmark = pytest.mark.django_db
STAFF, ANYBODY = User(username="staff", is_staff=True, is_superuser=True), AnonymousUser()


def counted(reader=ANYBODY) -> dict[int, tuple[int, int]]:
    connection.check_constraints()
    rows = CountedPartners(Partner.objects.order_by("pk"), CatalogueIndex.current(reader))
    return {row.pk: (row.structure_count, row.contract_count) for row in rows[0:100]}


def test_counts_are_of_collaborations_that_the_reader_may_see_each_once():
    one = builders.partner()
    builders.structure(partners=(one,))
    builders.structure(partners=(one,), publication="draft")
    twice = builders.contract(partners=(one,))
    twice.participations.create(partner=one, role="third_party")
    assert counted()[one.pk] == (1, 1)
    assert counted(STAFF)[one.pk] == (2, 1)


def test_a_partner_counts_what_its_parts_take_part_in():
    whole = builders.partner()
    part = builders.partner(parent=whole)
    builders.contract(partners=(part,))
    builders.contract(partners=(whole, part))
    assert counted()[whole.pk] == (0, 2)
    assert counted()[part.pk] == (0, 2)


def test_a_partner_that_only_the_staff_sees_is_counted_for_it():
    draft = builders.partner(publication="draft")
    part = builders.partner(publication="draft", parent=draft)
    builders.contract(partners=(part,))
    builders.structure(partners=(draft,))
    assert counted(STAFF)[draft.pk] == (1, 1)
    assert counted(STAFF)[part.pk] == (0, 1)


def test_a_partner_that_is_not_public_is_counted_for_the_scope_it_is_in():
    draft = builders.partner(iso2="JP", publication="draft")
    other = builders.partner(iso2="DE", publication="draft")
    builders.structure(partners=(draft, other))
    connection.check_constraints()
    index = replace(CatalogueIndex.current(ANYBODY), sight=Sight.of(country=["JP"]))
    assert set(of_hidden_partners(index)) == {draft.pk}
    assert of_hidden_partners(CatalogueIndex.current(ANYBODY)) == {}


def test_an_edit_shows_at_once():
    one, other = builders.partner(), builders.partner()
    structure = builders.structure(partners=(one,))
    assert counted()[one.pk] == (1, 0)
    structure.participations.update(partner=other)
    assert counted()[one.pk] == (0, 0)
    assert counted()[other.pk] == (1, 0)


@pytest.mark.parametrize("name", COUNTED)
def test_the_order_of_the_numbers_is_total_and_the_same_both_ways(name):
    partners = [builders.partner() for _ in range(4)]
    for number, partner in zip((2, 0, 1, 2), partners, strict=True):
        for _ in range(number):
            builders.structure(partners=(partner,))
            builders.contract(partners=(partner,))
    none, one, *two = (partners[place].pk for place in (1, 2, 0, 3))
    connection.check_constraints()
    index = CatalogueIndex.current(ANYBODY)
    asked = BitMap(partner.pk for partner in partners)
    upwards = in_order(index, asked, COUNTED[name], descending=False)
    assert upwards == [none, one, *two]
    assert in_order(index, asked, COUNTED[name], descending=True) == upwards[::-1]
    assert in_order(index, asked - BitMap([one]), COUNTED[name], descending=False) == [none, *two]
    rows = CountedPartners(Partner.objects.order_by("-pk"), index, upwards)
    assert [row.pk for row in rows[1:3]] == upwards[1:3]
    assert [row.pk for row in rows.iterator(chunk_size=3)] == upwards
