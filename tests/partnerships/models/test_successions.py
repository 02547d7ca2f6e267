import pytest
from django.core.exceptions import ValidationError

from partnerships.models import Succession
from tests import builders
from tests.rules import check_now, refused


@pytest.mark.django_db
def test_a_pathway_has_no_way_back():
    first, second, third = (builders.structure() for _ in range(3))
    Succession.objects.create(predecessor=first, successor=second)
    Succession.objects.create(predecessor=second, successor=third)
    back = Succession(predecessor=third, successor=first)
    with pytest.raises(ValidationError, match="no way back"):
        back.full_clean()
    with refused("follow itself"):
        back.save()


@pytest.mark.django_db
def test_a_pathway_may_split_and_join():
    first, left, right, last = (builders.structure() for _ in range(4))
    for one, two in ((first, left), (first, right), (left, last), (right, last)):
        link = Succession(predecessor=one, successor=two)
        link.full_clean()
        link.save()
    check_now()


@pytest.mark.django_db
def test_a_structure_does_not_follow_itself():
    made = builders.structure()
    with pytest.raises(ValidationError, match="cannot follow itself"):
        Succession(predecessor=made, successor=made).full_clean()
