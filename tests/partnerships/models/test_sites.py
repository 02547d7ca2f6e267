from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange, FrenchExtension, Site
from partnerships.models.sites import extensions_without_main_abroad
from tests import builders
from tests.rules import check_now, refused


@pytest.mark.django_db
def test_an_extension_is_in_france():
    made = builders.structure()
    site = Site(structure=made, role="extension", country=builders.country("JP"))
    with pytest.raises(ValidationError, match="a French extension is in France"):
        site.full_clean()


@pytest.mark.django_db
def test_an_extension_needs_a_main_site_abroad_at_that_time():
    made = builders.structure(iso2="US", main_site=False)
    france = builders.country("FR")
    with refused("without a main site abroad"):
        builders.extension(made)
    main = Site.objects.create(structure=made, role="main", country=builders.country("US"), end=date(2010, 12, 31))
    with refused("without a main site abroad"):
        builders.extension(made, start=date(2011, 1, 1))
    builders.extension(made, start=date(2010, 1, 1))
    check_now()
    with refused("without a main site abroad"):
        main.country = france
        main.save()
    with refused("without a main site abroad"):
        main.delete()


@pytest.mark.django_db
def test_a_structure_can_be_deleted_with_its_extension():
    made = builders.extension().structure
    made.delete()
    check_now()
    assert not FrenchExtension.objects.exists()


@pytest.mark.django_db
def test_the_rule_for_unsaved_sites_is_that_of_the_database():
    france, japan = builders.country("FR"), builders.country("JP")
    abroad = Site(role="main", country=japan, end=date(2010, 12, 31))
    during, after = (Site(role="extension", country=france, start=date(year, 1, 1)) for year in (2010, 2011))
    mirror = Site(role="mirror", country=japan)
    assert extensions_without_main_abroad([abroad, during, after, mirror]) == [after]


@pytest.mark.django_db
def test_there_is_one_main_site_at_a_time():
    made = builders.structure()
    second = Site(structure=made, role="main", country=builders.country("SG"))
    with pytest.raises(ValidationError, match="another main site"):
        second.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("latitude", "longitude", "message"),
    [("91", "0", "Latitude"), ("0", "-181", "Longitude"), ("48.8", None, "both or neither")],
)
def test_coordinates_are_degrees_and_come_in_pairs(latitude, longitude, message):
    site = Site(structure=builders.structure(), country=builders.country("JP"), role="mirror")
    site.latitude, site.longitude = latitude, longitude
    with pytest.raises(ValidationError, match=message):
        site.full_clean()


@pytest.mark.django_db
def test_the_same_people_are_counted_once():
    site = builders.extension()
    again = Exchange(site=site, year=2014, direction="received", category="doctoral", head_count=1)
    with pytest.raises(ValidationError, match="already counted"):
        again.full_clean()


@pytest.mark.django_db
def test_extensions_are_found_among_many_sites_by_an_index():
    builders.extension()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for asked in (FrenchExtension.objects.all(), FrenchExtension.objects.published().as_of(date(2014, 1, 1))):
        assert "partnerships_site_extension" in asked.order_by().explain()


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("category", ExchangeCategory)
def test_what_was_counted_is_a_sentence_for_every_category(direction, category):
    one, three = (Exchange(year=2015, direction=direction, category=category, head_count=count) for count in (1, 3))
    assert str(one) == f"2015: 1 {category.label} {direction.label}"
    assert str(three) == f"2015: 3 {category.label}s {direction.label}"


@pytest.mark.parametrize("fields", [{}, {"category": "student"}, {"category": "x", "head_count": 1}])
def test_a_count_that_is_not_filled_in_has_a_name(fields):
    assert str(Exchange(**fields)) == "exchange"
