"""The facets of the partners follow whatever writes, and what is undone is in none of them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction

from offices.models import Coverage
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.partners import PartnerIndex
from partnerships.models import Partner
from tests import builders

STAFF = User(username="staff", is_staff=True, is_superuser=True)
ANYBODY = AnonymousUser()
DAY = date(2015, 6, 1)
committed = pytest.mark.django_db(transaction=True)


def counts(reader=ANYBODY):
    return PartnerIndex.current(reader).of_day(DAY).counts({})


@committed
def test_every_column_that_is_counted_is_followed_whatever_writes_it():
    partner = builders.partner(kind="university")
    assert counts()["type"] == {"university": 1}
    Partner.objects.update(kind="company")
    assert counts()["type"] == {"company": 1}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_partner SET kind = '', country_id = %s", [builders.country("US").pk])
    assert (counts()["type"], counts()["country"]) == ({}, {"US": 1})
    builders.partner(kind="agency")
    assert counts()["type"] == {"agency": 1}
    Partner.objects.filter(pk=partner.pk).delete()
    assert counts()["country"] == {"JP": 1}
    Partner.objects.update(is_home=True)
    assert counts()["country"] == {}


@committed
def test_regions_and_offices_are_those_of_the_countries_on_the_day():
    builders.partner()
    office = builders.office(covers=("JP",))
    assert (counts()["region"], counts()["office"]) == ({"asia-oceania": 1}, {"tokyo": 1})
    Coverage.objects.update(end=date(2010, 1, 1))
    assert counts()["office"] == {}
    Coverage.objects.update(end=None)
    type(office).objects.update(publication="draft")
    assert (counts()["office"], counts(STAFF)["office"]) == ({}, {"tokyo": 1})


@committed
def test_what_is_rolled_back_is_in_no_count():
    builders.partner(kind="university")
    builders.structure()
    assert counts()["type"] == {"university": 1}
    with transaction.atomic():
        Partner.objects.update(kind="company")
        connection.check_constraints()
        assert counts()["type"] == {"company": 1}
        transaction.set_rollback(True)
    assert counts()["type"] == {"university": 1}
    with transaction.atomic():
        Partner.objects.update(kind="company")
        assert counts()["type"] == {"company": 1}, "what this transaction wrote, before it has a version"
        transaction.set_rollback(True)
    assert counts()["type"] == {"university": 1}


@committed
def test_only_the_staff_count_what_is_not_published():
    builders.partner(publication="draft")
    builders.partner(iso2="US")
    assert counts()["country"] == {"US": 1}
    assert counts(STAFF)["country"] == {"JP": 1, "US": 1}


@committed
def test_partners_are_read_once_for_each_version(django_assert_num_queries):
    builders.partner()
    known = PartnerIndex.current(ANYBODY)
    with django_assert_num_queries(1):
        assert PartnerIndex.current(STAFF).views is known.views
    builders.partner()
    with django_assert_num_queries(2):
        assert PartnerIndex.current(ANYBODY).views is not known.views


@committed
def test_a_kind_moves_the_version_and_writes_no_document():
    builders.structure(partners=(builders.partner(),))
    before = CatalogueIndex.current(ANYBODY)
    Partner.objects.update(kind="company")
    after = CatalogueIndex.current(ANYBODY)
    assert after.version > before.version
    assert after.views.bitmaps is before.views.bitmaps
