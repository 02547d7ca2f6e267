from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission, User

from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC, Sight, sight_of
from offices.models import Coverage, Office
from partnerships.models import (
    Cluster,
    Collaboration,
    Exchange,
    Participation,
    Partner,
    Scope,
    Site,
    StructureCode,
    Succession,
    Term,
)
from tests import builders

pytestmark = pytest.mark.django_db


def member(offices=(), institutes=(), username="member"):
    user = User.objects.create_user(username, is_staff=True)
    scope = Scope.objects.create(user=user)
    scope.offices.set(offices)
    scope.institutes.set(institutes)
    return User.objects.get(pk=user.pk)


def test_a_scope_is_the_countries_that_its_offices_cover_today():
    tokyo = builders.office("Tokyo", covers=("JP", "SG"))
    builders.office("Santiago", covers=("CL",))
    institute = builders.institute()
    Coverage.objects.filter(country="SG").update(end=date(2015, 1, 1))
    Coverage.objects.create(office=tokyo, country=builders.country("US"), start=date(2100, 1, 1))
    assert sight_of(member([tokyo], [institute])) == Sight.of(
        office=["tokyo"], country=["JP"], institute=[institute.pk]
    )


def test_an_office_that_covers_nothing_is_in_its_own_scope():
    office = builders.office("Atlantis", covers=(), publication="draft")
    user = member([office])
    assert sight_of(user) == Sight.of(office=["atlantis"])
    assert list(Office.objects.visible_to(user)) == [office]


def test_the_staff_without_a_scope_sees_what_the_public_sees():
    user = User.objects.create_user("nobody", is_staff=True)
    assert sight_of(user) == PUBLIC
    assert sight_of(member()) == PUBLIC


def test_the_whole_register_is_seen_by_permission():
    user = User.objects.create_user("head", is_staff=True)
    group = Group.objects.create(name="everything")
    group.permissions.add(Permission.objects.get(codename="see_everything"))
    user.groups.add(group)
    assert sight_of(User.objects.get(pk=user.pk)) == EVERYTHING
    User.objects.update(is_staff=False)
    assert sight_of(User.objects.get(pk=user.pk)) == PUBLIC


def test_a_scope_is_read_once_for_a_request(django_assert_num_queries):
    user = member([builders.office("Tokyo")])
    with django_assert_num_queries(2):
        sight_of(user)
    with django_assert_num_queries(0):
        sight_of(user)


def test_collaborations_of_the_scope_are_seen_in_any_state_and_no_others():
    tokyo = builders.office("Tokyo")
    tokyo_partner = builders.partner(publication="draft")
    in_country = builders.structure(publication="draft")
    by_partner = builders.contract(publication="archived", partners=(tokyo_partner,))
    further = builders.structure(iso2="CL", publication="in_review")
    further.other_countries.add(builders.country("JP"))
    of_institute = builders.structure(iso2="US", institutes=("INC",), publication="draft")
    public = builders.structure(iso2="US")
    builders.structure(iso2="US", institutes=("INSIS",), publication="draft")
    keys = {each.pk for each in (in_country, by_partner, further, of_institute, public)}
    user = member([tokyo], [builders.institute("INC")])
    assert set(Collaboration.objects.visible_to(user).values_list("pk", flat=True)) == keys
    assert set(Partner.objects.visible_to(user)) == {tokyo_partner}


def test_what_belongs_to_a_record_is_seen_with_it():
    here, there = (builders.structure(iso2=iso2, publication="draft") for iso2 in ("JP", "US"))
    for each in (here, there):
        builders.exchange(each.sites.get())
        Participation.objects.create(collaboration=each, partner=builders.partner(iso2="CL"))
    builders.succession(here, there)
    user = member([builders.office("Tokyo")])
    for model, owner in (
        (Term, "structure"),
        (StructureCode, "structure"),
        (Site, "structure"),
        (Exchange, "site__structure"),
        (Participation, "collaboration"),
    ):
        assert {row[0] for row in model.objects.visible_to(user).values_list(owner)} == {here.pk}, model
    assert not Succession.objects.visible_to(user).exists(), "the other end is not seen"


def test_a_cluster_is_of_its_country_or_of_the_region_of_one():
    own = builders.cluster(publication="draft")
    regional = builders.cluster(publication="draft", country=None, region=builders.region("asia-oceania"))
    builders.cluster(publication="draft", country=builders.country("US"))
    builders.cluster(publication="draft", country=None, region=builders.region("americas"))
    assert set(Cluster.objects.visible_to(member([builders.office("Tokyo")]))) == {own, regional}
