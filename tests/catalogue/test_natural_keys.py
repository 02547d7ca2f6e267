import pytest
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError

from cnrs_intl.catalogue.natural_keys import Inserts, NaturalKeys
from offices.models import Country
from partnerships.models import Collaboration, Programme, SocietalChallenge, Structure
from tests.builders import instrument, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys():
    return NaturalKeys()


def put(model, keys, *rows):
    inserts = Inserts(model, keys)
    added = [inserts.add(row) for row in rows]
    inserts.save()
    return added


def test_a_row_may_name_one_that_waits_in_the_same_list(keys):
    put(Programme, keys, {"code": "FP7", "name_en": "FP7"}, {"code": "FP7-X", "name_en": "X", "parent": ["FP7"]})
    assert Programme.objects.get(code="FP7-X").parent.code == "FP7"


def test_links_are_written_and_what_is_there_is_left(keys):
    put(Programme, keys, {"code": "FP7", "name_en": "FP7"}, {"code": "H2020", "name_en": "H2020"})
    row = {"number": 3, "name_en": "Energy", "programmes": [["H2020"], ["FP7"]]}
    assert put(SocietalChallenge, keys, row) == [True]
    assert put(SocietalChallenge, NaturalKeys(), row | {"name_en": "Other"}) == [False]
    challenge = SocietalChallenge.objects.get()
    assert (challenge.name_en, challenge.programmes.count()) == ("Energy", 2)


def test_a_child_model_is_found_by_the_key_of_its_parent(keys):
    region("europe")
    country = {"iso2": "DE", "iso3": "DEU", "cordis_code": "DE", "name_en": "Germany", "region": ["europe"]}
    put(Country, keys, country)
    instrument("UMI")
    changed_at = "2020-01-02T00:00:00Z"
    put(Collaboration, keys, {"slug": "lab", "country": ["DE"], "updated_at": changed_at})
    assert put(Structure, keys, {"collaboration_ptr": ["lab"], "instrument": ["UMI"]}) == [True]
    assert put(Structure, keys, {"collaboration_ptr": ["lab"], "instrument": ["UMI"]}) == [False]
    structure = Structure.objects.get()
    assert (structure.slug, structure.country_id, structure.instrument.code) == ("lab", "DE", "UMI")
    assert structure.updated_at.isoformat() == "2020-01-02T00:00:00+00:00"
    assert keys.find(Structure, ["lab"]) == structure.pk


def test_a_row_that_names_nothing_known_is_refused_by_name(keys):
    with pytest.raises(DeserializationError, match="parent: there is no programme NONE"):
        put(Programme, keys, {"code": "FP7", "name_en": "FP7", "parent": ["NONE"]})


def test_what_the_database_refuses_is_an_integrity_error(keys):
    row = {"code": "FP7", "name_en": "FP7"}
    with pytest.raises(IntegrityError):
        put(Programme, keys, row, row)
