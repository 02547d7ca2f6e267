"""What a member of the staff sees of the catalogue is what `visible_to` says, in every form."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cnrs_intl.catalogue.sight import Sight, sight_of
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.partners import PartnerIndex
from partnerships.models import Collaboration, Participation, Partner, Scope
from tests import builders
from tests.partnerships.catalogue import naive
from tests.partnerships.catalogue.register import Register


def somebody(register, data) -> User:
    """A member of the staff with any scope, perhaps none."""
    user = User.objects.create_user("member", is_staff=True)
    scope = Scope.objects.create(user=user)
    scope.offices.set(data.draw(st.lists(st.sampled_from(register.offices), unique=True)))
    scope.institutes.set(data.draw(st.lists(st.sampled_from(register.institutes), unique=True)))
    return User.objects.get(pk=user.pk)


def is_seen(record, scope) -> bool:
    facts = naive.facts(record, date.today())
    own = {office.slug for office in scope.offices.all()} & facts["office"]
    institutes = {institute.acronym for institute in scope.institutes.all()} & facts["institute"]
    return bool(record.publication == "published" or own or institutes)


@pytest.mark.django_db
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_what_any_scope_sees_is_the_same_everywhere(seed, data):
    savepoint = transaction.savepoint()
    try:
        register = Register(seed)
        for _ in range(14):
            register.collaboration()
        Partner.objects.filter(pk__in=[partner.pk for partner in register.partners[::3]]).update(publication="draft")
        connection.check_constraints()
        user = somebody(register, data)
        expected = {record.pk for record in Collaboration.objects.all() if is_seen(record, user.scope)}
        assert set(Collaboration.objects.visible_to(user).values_list("pk", flat=True)) == expected
        index = CatalogueIndex.current(user)
        found = index.query()
        assert set(found.ids) == expected
        for facet, counts in found.counts.items():
            assert {value: index.query(chosen={facet: [value]}).total for value in counts} == counts
        assert set(found.timeline) <= set(range(1990, 2040))
        assert files(user) == [len(expected), expected]
        assert set(PartnerIndex.current(user).of_day(date.today()).universe) == set(
            Partner.objects.visible_to(user).filter(is_home=False).values_list("pk", flat=True)
        )
        named = {slug for slug, _name, _count in found.named_partners(50)}
        assert named <= set(Partner.objects.visible_to(user).values_list("slug", flat=True))
    finally:
        transaction.savepoint_rollback(savepoint)


def files(user):
    client = Client()
    client.force_login(user)
    count = client.get("/en/collaborations.json").json()["count"]
    body = b"".join(client.get("/en/collaborations.csv").streaming_content).decode("utf-8-sig")
    return [count, {int(line[0]) for line in list(csv.reader(io.StringIO(body)))[2:]}]


@pytest.mark.django_db
def test_a_line_names_the_partners_that_the_reader_sees():
    partners = [builders.partner(name, iso2, publication=state) for name, iso2, state in (
        ("Open", "US", "published"), ("Ours", "JP", "draft"), ("Theirs", "US", "draft"))]  # fmt: skip
    record = builders.structure(partners=tuple(partners))
    connection.check_constraints()
    expected = {
        AnonymousUser(): "Open",
        User(is_staff=True, is_active=True, is_superuser=True, pk=1): "Open; Ours; Theirs",
    }
    user = User.objects.create_user("member", is_staff=True)
    Scope.objects.create(user=user).offices.set([builders.office("Tokyo")])
    expected[User.objects.get(pk=user.pk)] = "Open; Ours"
    for reader, names in expected.items():
        client = Client()
        if reader.pk == 1:
            reader = User.objects.create_superuser("head")
        if reader.is_authenticated:
            client.force_login(reader)
        body = b"".join(client.get("/en/collaborations.csv").streaming_content).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(body)))[2][6] == names
        page = client.get("/en/collaborations/").content.decode()
        assert [name in page for name in ("Open", "Ours", "Theirs")] == [
            name in names for name in ("Open", "Ours", "Theirs")
        ]
    assert Participation.objects.filter(collaboration=record).count() == 3


@pytest.mark.django_db
def test_scopes_do_not_push_out_what_is_remembered_for_the_public():
    builders.structure()
    connection.check_constraints()
    views = CatalogueIndex.current(AnonymousUser()).views
    public = views.of_day(date(2020, 1, 1), sight_of(AnonymousUser()))
    for number in range(40):
        views.of_day(date(2020, 1, 1), Sight.of(country=["JP"], institute=[number]))
    assert views.of_day(date(2020, 1, 1), sight_of(AnonymousUser())) is public
