import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.colours import READABLE, Colours, contrast, ink_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_what_is_written_on_any_colour_can_be_read(colour):
    assert contrast(ink_on(colour), colour) >= 3.7
    assert contrast(colour, colour) == 1


@given(COLOURS, COLOURS)
def test_contrast_does_not_ask_which_is_above(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_black_on_white_is_the_most():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_nothing_set_is_no_style():
    assert Colours().css == ""


def test_only_what_is_set_differs():
    css = Colours(header="#00284b", link="#7a0019").css
    assert "--deep: #00284b; --on-deep: #ffffff;" in css
    assert "prefers-color-scheme: light) { :root { --link: #7a0019; } }" in css
    assert "--accent" not in css


@pytest.mark.parametrize("wrong", ["red", "#fff", "#12345g", "#0b2a4a; } body { display: none"])
@pytest.mark.parametrize("name", ["header", "accent", "link"])
def test_what_is_no_colour_is_refused_by_name(name, wrong):
    with pytest.raises(ValueError, match=f"{name.upper()} is"):
        Colours(**{name: wrong})


@pytest.mark.parametrize(
    "pair", [{"accent": "#0b2a4b"}, {"header": "#ffe066"}, {"header": "#777777", "accent": "#888888"}]
)
def test_an_accent_that_cannot_be_read_on_the_header_is_refused(pair):
    with pytest.raises(ValueError, match="ACCENT cannot be read"):
        Colours(**pair)


def test_a_pale_link_is_refused():
    assert contrast("#ffd84d", "#ffffff") < READABLE
    with pytest.raises(ValueError, match="LINK"):
        Colours(link="#ffd84d")
