from datetime import date

import pytest

from partnerships.models import Site, StructureCode
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed():
    """UMI 3218 until 2020, IRL 3218 since."""
    made = builders.structure("JRL", code="IRL 3218", kind="IRL", terms=((date(2008, 1, 1), None),))
    made.codes.update(start=date(2021, 1, 1))
    umi = builders.instrument("UMI")
    days = {"start": date(2008, 1, 1), "end": date(2020, 12, 31)}
    StructureCode.objects.create(structure=made, instrument=umi, code="UMI 3218", **days)
    return made


@pytest.mark.parametrize("text", ["UMI 3218", "irl3218", "IRL-3218", "jrl"])
def test_any_code_and_the_acronym_find_one_record(ask, renamed, text):
    builders.structure("OTHER")
    assert ask("structures", q=text) == {renamed.get_absolute_url()}


def test_the_instrument_is_that_of_the_day(found, renamed):
    assert found("structures", renamed, kind="IRL")
    assert not found("structures", renamed, kind="UMI")
    assert found("structures", renamed, kind="UMI", active_on="2014-07-01")
    assert not found("structures", renamed, kind="IRL", active_on="2020-12-31")
    assert found("structures", renamed, kind="IRL", active_on="2021-01-01")


def test_family(found):
    record = builders.structure(kind="LIA")
    assert found("structures", record, family="associated_laboratory")
    assert not found("structures", record, family="joint_unit")
    assert found("structures", record, family=["joint_unit", "associated_laboratory"])


def test_located_in_is_the_main_site_and_not_the_partners_country(found):
    record = builders.structure(iso2="JP", partners=(builders.partner(iso2="US"),))
    Site.objects.create(structure=record, role="mirror", country=builders.country("SG"), city_en="Singapore")
    assert found("structures", record, located_in="JP")
    assert not found("structures", record, located_in="US")
    assert not found("structures", record, located_in="SG")
    assert found("structures", record, country="US")


def test_located_in_is_read_as_of_the_day(found):
    record = builders.structure(iso2="JP")
    record.sites.update(end=date(2012, 12, 31))
    assert not found("structures", record, located_in="JP")
    assert found("structures", record, located_in="JP", active_on="2012-12-31")


def test_cluster(found):
    inside, outside = builders.structure(), builders.structure()
    cluster = builders.cluster(structures=(inside,))
    assert found("structures", inside, cluster=cluster.slug)
    assert not found("structures", outside, cluster=cluster.slug)


def test_between_two_terms_a_structure_is_not_active(found):
    terms = ((date(2000, 1, 1), date(2003, 12, 31)), (date(2006, 1, 1), date(2009, 12, 31)))
    record = builders.structure(terms=terms)
    assert not found("structures", record, active_on="2005-01-01")
    assert found("structures", record, active_on="2006-01-01")
    assert found("structures", record, starts_in=2000, ends_in=2009)
    assert not found("structures", record, starts_in=2006)


def test_without_terms_the_status_is_not_known(found):
    record = builders.structure(terms=())
    assert found("structures", record, status="unknown")
    assert not found("structures", record, status="ended")
