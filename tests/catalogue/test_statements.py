"""A statement gives what its queryset would give, each time anew, for the values that it is given."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection
from django.db.models import Count, Q, QuerySet

from cnrs_intl.catalogue.faceting import Among, as_array
from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC, Sight
from cnrs_intl.catalogue.statements import Given, Statement, statement
from offices.models import Country, Coverage, Office
from partnerships.models import Partner
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices():
    return builders.office("Tokyo", covers=("JP", "US")), builders.office("Beijing", covers=("SG",))


def test_rows_come_with_their_relations_and_annotations_in_one_query(offices, django_assert_num_queries):
    tokyo, _beijing = offices
    covered = Statement(
        Coverage.objects.filter(office=Given("office")).select_related("country").order_by("-country__iso2")
    )
    counted = Statement(Office.objects.filter(pk=Given("key")).annotate(number=Count("coverages")))
    with django_assert_num_queries(2):
        assert [each.country.iso2 for each in covered.read(office=tokyo.pk)] == ["US", "JP"]
        assert [(each, each.number) for each in counted.read(key=tokyo.pk)] == [(tokyo, 2)]


def test_each_reading_has_its_own_values_and_sees_what_was_written_since(offices):
    tokyo, beijing = offices
    covered = Statement(Coverage.objects.filter(office=Given("office")))
    assert [len(covered.read(office=each.pk)) for each in (tokyo, beijing, tokyo)] == [2, 1, 2]
    tokyo.coverages.all().delete()
    assert covered.read(office=tokyo.pk) == []


def test_values_of_several_kinds_may_be_given():
    found = [builders.partner(name) for name in ("Kyoto", "Osaka")]
    asked = Statement(
        Partner.objects.filter(Q(name=Given("name")) | Among("pk", Given("keys")) | Q(parent=Given("up")))
    )
    assert set(asked.read(name="Kyoto", keys=as_array([found[1].pk]), up=None)) == set(found)
    assert asked.read(name="' OR 1=1 --", keys=as_array([]), up=None) == []
    with pytest.raises(KeyError, match="up"):
        asked.read(name="Kyoto", keys=as_array([]))


def test_dictionaries_and_prefetched_relations_are_read_too(offices, django_assert_num_queries):
    tokyo, _beijing = offices
    named = Statement(Office.objects.filter(slug=Given("slug")).values("slug", "city_en"))
    assert named.read(slug="tokyo") == [{"slug": "tokyo", "city_en": "Tokyo"}]
    with_coverages = Statement(Office.objects.filter(pk=Given("key")).prefetch_related("coverages"))
    with django_assert_num_queries(2):
        (found,) = with_coverages.read(key=tokyo.pk)
        assert len(found.coverages.all()) == 2


def test_a_question_that_has_no_answer_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Statement(Country.objects.filter(pk__in=[])).read() == []


def test_a_function_has_a_statement_for_each_key():
    made: list[Sight] = []

    @statement
    def some(sight: Sight) -> QuerySet[Office]:
        made.append(sight)
        return Office.objects.all().in_sight(sight)

    draft = builders.office("Tokyo", publication="draft")
    assert [some(sight).read() for sight in (PUBLIC, EVERYTHING, PUBLIC)] == [[], [draft], []]
    assert made == [PUBLIC, EVERYTHING]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection():
    builders.office("Tokyo", covers=())
    cities = Statement(Office.objects.filter(start=Given("day")) | Office.objects.filter(city_en=Given("city")))
    found = cities.read(day=date(2000, 1, 1), city="Tokyo")

    def read() -> None:
        try:
            found.extend(cities.read(day=date(2000, 1, 1), city="Tokyo"))
        finally:
            connection.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert len(found) == 2
