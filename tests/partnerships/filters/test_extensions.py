import pytest

from tests import builders

pytestmark = pytest.mark.django_db


def test_questions_are_about_the_joint_unit(found):
    record = builders.extension(builders.structure("LIMMS", partners=(builders.partner(),), institutes=("INSIS",)))
    other = builders.extension(builders.structure("OTHER", iso2="US"), city_en="Metz")
    for question in ({"country": "JP"}, {"institute": "INSIS"}, {"q": "limms"}, {"q": "lille"}):
        assert found("extensions", record, **question), question
        assert not found("extensions", other, **question), question


def test_an_extension_is_found_by_the_code_of_its_unit(found):
    record = builders.extension(builders.structure(code="UMI 2820"))
    assert found("extensions", record, q="umi2820")
