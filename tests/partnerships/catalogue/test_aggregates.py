"""What is remembered for a version: counted once, and forgotten as soon as anything it is made of moves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.utils.timezone import localdate

from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC, Sight
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.aggregates import (
    OfVersion,
    Sums,
    beside,
    by_terms,
    coordinated,
    of_partner,
    overlap,
    passages,
    renewed,
    sums,
)
from partnerships.catalogue.standing import standing
from partnerships.models import EUContract, Participation, Partner, StructureCode, Succession
from tests import builders

STAFF = User(username="staff", is_staff=True, is_superuser=True)
ANYBODY = AnonymousUser()
committed = pytest.mark.django_db(transaction=True)


def now(reader=ANYBODY) -> CatalogueIndex:
    connection.check_constraints()
    return CatalogueIndex.current(reader)


def home() -> Partner:
    return builders.partner("Home", iso2="FR", is_home=True)


def taking(contract, partner, role="participant", amount=None, occurrence=1) -> Participation:
    return Participation.objects.create(
        collaboration=contract, partner=partner, role=role, ec_contribution=amount, occurrence=occurrence
    )


@committed
def test_a_count_is_made_once_for_a_version_a_reader_and_its_arguments():
    made = []
    count = OfVersion(lambda index, *arguments: made.append((index.sight, arguments)))
    for reader in (ANYBODY, STAFF, ANYBODY):
        count(now(reader), 1)
    count(now(), 2)
    assert made == [(PUBLIC, (1,)), (EVERYTHING, (1,)), (PUBLIC, (2,))]
    builders.structure()
    count(now(), 1)
    assert len(made) == 4


@committed
def test_what_is_counted_in_a_transaction_is_not_kept():
    made = []
    count = OfVersion(lambda index: made.append(index.version))
    with transaction.atomic():
        count(now())
        count(now())
    count(now())
    assert len(made) == 3


@committed
def test_an_edit_of_an_amount_or_a_role_shows_at_once():
    organisation, contract = home(), builders.contract()
    taking(contract, organisation, amount=100)
    key = (contract.programme_id, 2014)
    assert sums(now())[key] == Sums(Decimal(100), Decimal(1_000_000), Decimal(0), 0)
    assert not coordinated(now())
    Participation.objects.update(ec_contribution=250)
    assert sums(now())[key].own == 250
    Participation.objects.update(role="coordinator")
    assert set(coordinated(now())) == {contract.pk}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_eucontract SET total_cost = 7")
    assert (sums(now())[key].cost, sums(now())[key].costed) == (7, 1)
    Participation.objects.all().delete()
    assert sums(now())[key].own == 0
    assert not coordinated(now())


@committed
def test_a_succession_shows_at_once():
    before, after = builders.structure(kind="PICS"), builders.structure(kind="LIA")
    assert passages(now()) == {}
    Succession.objects.create(predecessor=before, successor=after)
    assert set(passages(now())["PICS", "LIA"].keys) == {before.pk}
    Succession.objects.all().delete()
    assert passages(now()) == {}


@pytest.mark.django_db
def test_amounts_are_those_of_what_the_reader_may_see_each_contract_once():
    organisation = home()
    shown, hidden = builders.contract(), builders.contract(publication="draft")
    for contract in (shown, hidden):
        taking(contract, organisation, amount=10)
        taking(contract, organisation, role="third_party", amount=5)
        taking(contract, builders.partner(), amount=1_000)
    key = (shown.programme_id, 2014)
    assert sums(now())[key].own == 15
    assert sums(now())[key].contribution == 1_000_000
    assert sums(now(STAFF))[key].own == 30
    EUContract.objects.update(start=None, end=None)
    assert set(sums(now())) == {(shown.programme_id, None)}


@pytest.mark.django_db
def test_amounts_of_a_scope_are_those_of_what_is_public_and_of_its_own_work():
    organisation = home()
    shown = builders.contract(partners=(builders.partner(iso2="JP"),))
    ours = builders.contract(partners=(builders.partner(iso2="JP"),), publication="draft")
    theirs = builders.contract(partners=(builders.partner(iso2="DE"),), publication="draft")
    for contract, amount in ((shown, 1), (ours, 10), (theirs, 100)):
        taking(contract, organisation, amount=amount)
    key = (shown.programme_id, 2014)
    index = replace(now(), sight=Sight.of(country=["JP"]))
    assert [sums(each)[key].own for each in (now(), index, now(STAFF))] == [1, 11, 111]
    assert [standing(each, localdate()).eu_contribution for each in (now(), index, now(STAFF))] == [
        contract.ec_contribution * number for number in (1, 2, 3)
    ]
    assert index.unpublished == [ours.pk]


@pytest.mark.django_db
def test_another_coordinator_is_not_the_organisation():
    organisation, other = home(), builders.partner()
    ours, theirs = builders.contract(), builders.contract()
    taking(ours, organisation, role="coordinator")
    taking(theirs, organisation)
    taking(theirs, other, role="coordinator")
    assert set(coordinated(now())) == {ours.pk}


@pytest.mark.django_db
def test_structures_by_the_number_of_their_terms():
    once = builders.structure()
    twice = builders.structure(terms=((date(2000, 1, 1), date(2003, 12, 31)), (date(2004, 1, 1), None)))
    never = builders.structure(terms=())
    found = by_terms(now())
    assert {number: set(keys) for number, keys in found.items()} == {1: {once.pk}, 2: {twice.pk}}
    assert {name: set(keys) for name, keys in renewed(now()).items()} == {"yes": {twice.pk}, "no": {once.pk}}
    assert never.pk not in found[1]


@pytest.mark.django_db
def test_passages_by_a_new_code_and_by_a_succession_that_both_ends_may_be_seen_of():
    lab = builders.structure(code="IRL 1", kind="IRL")
    StructureCode.objects.create(
        structure=lab, instrument=builders.instrument("UMI"), code="UMI 1", end=date(2018, 12, 31)
    )
    StructureCode.objects.filter(code="IRL 1").update(start=date(2019, 1, 1))
    first, second = builders.structure(kind="LIA"), builders.structure(kind="UMI", publication="draft")
    same = builders.structure(kind="LIA")
    builders.succession(first, second)
    builders.succession(first, same)
    builders.succession(same, lab)
    found = passages(now())
    assert set(found) == {("UMI", "IRL"), ("LIA", "UMI")}
    assert set(found["UMI", "IRL"].renamed) == {lab.pk}
    assert not found["UMI", "IRL"].followed
    # The laboratory began as a UMI, so that is what the one before it led to.
    assert set(found["LIA", "UMI"].followed) == {same.pk}
    assert set(passages(now(STAFF))["LIA", "UMI"].followed) == {first.pk, same.pk}


@pytest.mark.django_db
def test_where_partners_meet_and_where_they_do_not():
    contracts_only, structures_only, both = builders.partner(), builders.partner(), builders.partner()
    university = builders.partner()
    institute = builders.partner(parent=university)
    alone = builders.structure(partners=(structures_only,))
    meeting = builders.structure(partners=(both, structures_only))
    of_a_part = builders.structure(partners=(institute,))
    builders.contract(partners=(contracts_only, both))
    builders.contract(partners=(contracts_only, university))
    found = overlap(now())
    assert {name: set(keys) for name, keys in found.partners.items()} == {
        "contracts": {contracts_only.pk},
        "structures": {structures_only.pk, institute.pk},
        "both": {both.pk, university.pk},
    }
    assert found.most == [(contracts_only.pk, 2)]
    assert {name: set(keys) for name, keys in found.structures.items()} == {
        "some": {meeting.pk, of_a_part.pk}, "none": {alone.pk}
    }  # fmt: skip


@pytest.mark.django_db
def test_collaborations_of_a_partner_also_of_one_that_no_facet_knows():
    organisation, hidden = home(), builders.partner(publication="draft")
    part = builders.partner(parent=hidden)
    contract = builders.contract(partners=(organisation, hidden))
    lab = builders.structure(partners=(part,))
    draft = builders.structure(partners=(part,), publication="draft")
    assert set(of_partner(now(), organisation.pk)) == {contract.pk}
    assert set(of_partner(now(STAFF), hidden.pk)) == {contract.pk, lab.pk, draft.pk}
    assert set(of_partner(now(), part.pk)) == {lab.pk}


@pytest.mark.django_db
def test_partners_most_often_beside_one():
    one, often, once, other = (builders.partner(name) for name in ("One", "Often", "Once", "Other"))
    builders.structure(partners=(one, often))
    builders.contract(partners=(one, often, once))
    builders.contract(partners=(other,))
    assert [(name, count) for _slug, name, count in beside(now(), one.pk)][:2] in (
        [("One", 2), ("Often", 2)], [("Often", 2), ("One", 2)]
    )  # fmt: skip
    assert ("Other", 1) not in [(name, count) for _slug, name, count in beside(now(), one.pk)]
    assert beside(now(), home().pk) == []
