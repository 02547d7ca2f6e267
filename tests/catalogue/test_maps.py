import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.maps import MIDDLE, WORLD, project, world

COUNTRIES = json.loads(WORLD.read_text())["countries"]
# Places of the drawing have one decimal, and the degrees of the label points two.
ROUNDING = 0.08
WIDTH, HEIGHT = 960, 470


def test_every_label_point_is_where_the_drawing_has_it():
    for land in COUNTRIES:
        x, y = project(land["latitude"], land["longitude"])
        assert abs(x - land["x"]) < ROUNDING, land["iso2"]
        assert abs(y - land["y"]) < ROUNDING, land["iso2"]


@pytest.mark.parametrize(
    ("iso2", "latitude", "longitude"), [("FR", 49.119, 6.173), ("JP", 35.69, 139.69), ("US", 33.749, -84.388)]
)
def test_a_town_lies_within_the_outline_of_its_country(iso2, latitude, longitude):
    path = next(land.path for land in world()[1] if land.iso2 == iso2)
    numbers = [float(number) for number in re.findall(r"-?[0-9.]+", path)]
    x, y = project(latitude, longitude)
    assert min(numbers[::2]) < x < max(numbers[::2])
    assert min(numbers[1::2]) < y < max(numbers[1::2])


@given(st.floats(-60, 90), st.floats(-180, 180))
def test_a_point_is_on_the_drawing_and_the_same_once_around_the_earth(latitude, longitude):
    x, y = project(latitude, longitude)
    assert -60 <= x <= WIDTH + 140
    assert -10 <= y <= HEIGHT + 10
    if abs((longitude - MIDDLE + 180) % 360) > 1e-6:
        again = project(latitude, longitude + 360)
        assert again == pytest.approx((x, y), abs=1e-6)


@given(st.floats(-59, 89), st.floats(-160, 180))
def test_north_is_up_and_east_is_right(latitude, longitude):
    x, y = project(latitude, longitude)
    assert project(latitude + 1, longitude)[1] < y
    if longitude < 179:
        assert project(latitude, longitude + 1)[0] > x
