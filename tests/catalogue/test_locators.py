import re

import pytest

from cnrs_intl.catalogue.locators import Mark, locate
from cnrs_intl.catalogue.maps import world


def marks(*codes):
    return {code: Mark(f"Country {code}", f"/{code}/") for code in codes}


def box(locator):
    left, top, width, height = (float(number) for number in locator.view_box.split())
    return left, top, left + width, top + height


def linked(locator):
    return re.findall(r'<a href="/(..)/">', locator.drawing)


@pytest.mark.parametrize(
    "land", [land for land in world()[1] if land.path or land.iso2 in ("SG", "MT")], ids=lambda land: land.iso2
)
def test_every_country_is_within_its_part_of_the_map_and_is_its_only_link(land):
    found = locate(marks(land.iso2))
    left, top, right, bottom = box(found)
    assert left < land.x < right
    assert top < land.y < bottom
    assert 1.3 < (right - left) / (bottom - top) < 2.3
    assert linked(found) == [land.iso2]


def test_a_part_shows_the_neighbours_and_not_the_rest_of_the_world():
    part, whole = locate(marks("JP")), locate(marks("JP"), whole=True)
    assert 0 < part.drawing.count('class="land"') < whole.drawing.count('class="land"')
    assert whole.view_box == "0.0 0.0 960.0 470.0"


def test_a_territory_holds_all_its_countries():
    found = locate(marks("US", "MX", "SG"))
    lands = {land.iso2: land for land in world()[1]}
    left, _top, right, _bottom = box(found)
    assert all(left < lands[code].x < right for code in ("US", "MX", "SG"))
    assert sorted(linked(found)) == ["MX", "SG", "US"]


def test_a_small_country_is_a_dot():
    assert "<circle" in locate(marks("SG")).drawing


def test_what_the_map_does_not_know_has_none():
    assert locate({}) is None
    assert locate(marks("QQ")) is None


def test_labels_and_addresses_are_shown_as_text():
    drawing = locate({"JP": Mark("<b>", '/"')}).drawing
    assert "<title>&lt;b&gt;</title>" in drawing
    assert 'href="/&quot;"' in drawing
