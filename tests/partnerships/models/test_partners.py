import pytest
from django.core.exceptions import ValidationError

from partnerships.models import Partner
from tests import builders


@pytest.mark.django_db
def test_a_ror_id_is_checked_and_of_one_partner():
    one = builders.partner(ror_id="02feahw73")
    with pytest.raises(ValidationError, match="another partner has it"):
        Partner(name="x", slug="x", country=one.country, ror_id="02feahw73").full_clean()
    with pytest.raises(ValidationError, match="not a ROR id"):
        Partner(name="x", slug="x", country=one.country, ror_id="02feahw74").full_clean()
    Partner(name="x", slug="x", country=one.country).full_clean()


@pytest.mark.django_db
def test_a_published_partner_has_a_country():
    with pytest.raises(ValidationError, match="Country: a published partner"):
        Partner(name="x", slug="x", publication="published").full_clean()


@pytest.mark.django_db
def test_partners_sort_without_accents_whatever_the_server():
    names = ["Zürich", "École", "ecole b", "Østfold", "Łódź", "Açores"]
    for name in names:
        builders.partner(name)
    assert [each.name for each in Partner.objects.all()] == ["Açores", "École", "ecole b", "Łódź", "Østfold", "Zürich"]
