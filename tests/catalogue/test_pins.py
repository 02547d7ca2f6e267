import re
import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.pins import FRANCE, HEIGHT, WIDTH, Pin, pin_map

TOKYO = Pin(latitude=35.69, longitude=139.69, label="Tokyo", is_main=True)
LILLE = Pin(latitude=50.63, longitude=3.06, label="Lille", link="/extensions/1/")
CAMPUS = Pin(latitude=50.61, longitude=3.17, label="Villeneuve-d'Ascq")
pins = st.builds(
    Pin,
    latitude=st.floats(-55, 80),
    longitude=st.floats(-168, 180),
    label=st.sampled_from(["Metz", "Atlanta", "<b>&"]),
    is_main=st.booleans(),
    link=st.sampled_from(["", "/structures/1/"]),
)


def drawn(*pins, **options):
    return ElementTree.fromstring(f"<svg>{pin_map(pins, **options)}</svg>")  # noqa: S314


def circles(picture):
    return [(float(each.get("cx")), float(each.get("cy"))) for each in picture.iter("circle")]


def texts(picture):
    return [each.text for each in picture.iter("text")]


def test_main_and_other_sites_differ_and_a_line_joins_them():
    picture = drawn(LILLE, TOKYO)
    assert [each.get("class") for each in picture.iter("circle")] == ["pin main", "pin"]
    assert len([each for each in picture.iter("path") if each.get("class") == "way"]) == 1
    assert texts(picture) == ["Tokyo", "Lille"]
    assert [each.get("href") for each in picture.iter("a")] == ["/extensions/1/"]


def test_without_a_main_site_there_is_no_line():
    assert not [each for each in drawn(LILLE, CAMPUS).iter("path") if each.get("class") == "way"]


def test_pins_that_would_cover_each_other_share_a_mark_and_keep_their_names():
    picture = drawn(LILLE, CAMPUS, TOKYO)
    assert len(circles(picture)) == 2
    assert sorted(texts(picture)) == ["Lille", "Tokyo", "Villeneuve-d'Ascq"]


def test_a_view_of_france_shows_france_and_not_japan():
    picture = drawn(LILLE, around=FRANCE, highlighted=frozenset({"FR"}))
    lands = [each for each in picture.iter("path") if each.get("class").startswith("land")]
    assert [each.get("class") for each in lands].count("land here") == 1
    assert len(lands) < 60
    (x, y), = circles(picture)  # fmt: skip
    assert WIDTH / 4 < x < WIDTH * 3 / 4
    assert y < HEIGHT / 3


def test_a_single_place_is_in_the_middle_of_its_region():
    assert circles(drawn(TOKYO)) == [(WIDTH / 2, HEIGHT / 2)]


@given(st.lists(pins, min_size=1, max_size=8))
def test_every_pin_is_inside_the_picture_and_no_text_is_markup(found):
    picture = drawn(*found)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in circles(picture))
    assert set(texts(picture)) == {pin.label for pin in found}
    assert not re.search("nan|inf", ElementTree.tostring(picture, encoding="unicode"))
