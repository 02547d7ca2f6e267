from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from offices.models import Country, Coverage
from tests import builders


@pytest.mark.django_db
def test_a_country_is_covered_by_one_office_at_a_time():
    washington = builders.office("Washington", covers=("US",))
    ottawa = builders.office("Ottawa", covers=("CL",))
    again = Coverage(office=ottawa, country=builders.country("US"), start=date(2022, 1, 1))
    with pytest.raises(ValidationError, match="already covers it"):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    washington.coverages.update(end=date(2021, 12, 31))
    again.full_clean()
    again.save()
    us = builders.country("US")
    assert Coverage.objects.on(date(2021, 12, 31)).get(country=us).office == washington
    assert Coverage.objects.on(date(2022, 1, 1)).get(country=us).office == ottawa


@pytest.mark.django_db
def test_countries_know_their_office_of_the_day():
    builders.office("Tokyo", covers=("JP",))
    builders.country("DE")
    rows = {row.iso2: row.office_slug for row in Country.objects.as_of(date(2014, 1, 1))}
    assert rows == {"JP": "tokyo", "DE": None}
    before = Country.objects.as_of(date(1999, 12, 31)).get(iso2="JP")
    assert before.office_slug is None


@pytest.mark.django_db
def test_a_draft_office_is_not_named_on_the_list_of_countries():
    builders.office("Tokyo", covers=("JP",), publication="draft")
    assert Country.objects.as_of(date(2014, 1, 1)).get(iso2="JP").office_slug is None
