import pytest

from tests import builders

pytestmark = pytest.mark.django_db


def test_questions(found):
    record, other = builders.cluster("Tsukuba"), builders.cluster("Valley", country=builders.country("US"))
    for question in ({"q": "tsuk"}, {"country": "JP"}, {"region": "asia-oceania"}):
        assert found("clusters", record, **question), question
        assert not found("clusters", other, **question), question
