import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import translation

from cnrs_intl.catalogue.sight import EVERYTHING, PUBLIC, Sight
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.vocabulary import Vocabulary
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def words(sight=PUBLIC):
    return Vocabulary(CatalogueIndex.current(AnonymousUser()).version, sight)


def test_a_new_name_is_said_at_once_in_both_languages():
    country, office, instrument = builders.country("JP"), builders.office("Tokyo"), builders.instrument("UMI")
    programme = builders.programme()
    assert words().label("country", "JP") == "Japan"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE offices_country SET name_en = 'Nippon', name_fr = 'Nihon' WHERE iso2 = 'JP'")
    assert (words().label("country", "JP"), words().label("located_in", "JP")) == ("Nippon", "Nippon")
    with translation.override("fr"):
        assert words().label("country", "JP") == "Nihon"
    type(office).objects.update(city_en="Kyoto")
    type(instrument).objects.update(name_en="Joint unit")
    type(programme).objects.update(name_en="Seventh")
    type(country.region).objects.update(name_en="East")
    found = [("office", "tokyo"), ("kind", "UMI"), ("programme", "FP7"), ("region", country.region.code)]
    assert [words().label(*each) for each in found] == ["Kyoto", "UMI – Joint unit", "FP7 Seventh", "East"]


def test_a_sentence_has_the_code_of_an_instrument_and_small_letters():
    builders.instrument("UMI")
    assert words().said("instrument", "UMI") == "UMI"
    assert not words().knows("instrument", "contract")
    assert (words().said("status", "ended"), words().label("status", "ended")) == ("ended", "Ended")


def test_only_the_staff_may_name_an_office_that_is_not_published():
    office = builders.office("Atlantis", publication="draft")
    assert (words().knows("office", "atlantis"), words(EVERYTHING).knows("office", "atlantis")) == (False, True)
    assert words(Sight.of(office=["atlantis"])).knows("office", "atlantis")
    assert not words(Sight.of(office=["lemuria"])).knows("office", "atlantis")
    type(office).objects.update(publication="published")
    assert words().knows("office", "atlantis")
