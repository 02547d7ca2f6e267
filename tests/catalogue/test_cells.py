from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue import cells
from cnrs_intl.catalogue.cells import CellError

DAYS = st.dates(date(cells.FIRST_YEAR, 1, 1), date(cells.LAST_YEAR, 12, 31))
AMOUNTS = st.decimals(0, 999_999_999_999, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("528340.97", "528340.97"),
        ("960619,95", "960619.95"),
        ("1 999 895,00", "1999895"),
        ("1\u00a0999\u202f895", "1999895"),
        ("58900000.", "58900000"),
        ("0", "0"),
        ("206622.40000000002", "206622.40"),
    ],
)
def test_an_amount_has_a_comma_or_a_point(cell, value):
    assert cells.amount(cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["", " ", "\u00a0"])
def test_an_empty_amount_is_unknown_and_not_zero(cell):
    assert cells.amount(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["1.999.895", "1,999,895", "1.999,95", "NaN", "inf", "1e308", "-5", "−5", "12 €", ".5", "٣", "9" * 13, "9" * 50],
)
def test_what_is_not_an_amount_is_refused(cell):
    with pytest.raises(CellError):
        cells.amount(cell)


def test_an_amount_that_rounds_up_to_thirteen_digits_is_refused():
    with pytest.raises(CellError):
        cells.amount("999999999999.999")


@given(AMOUNTS, st.sampled_from(".,"))
def test_every_amount_is_read_back_with_either_mark(value, mark):
    assert cells.amount(f"{value:.2f}".replace(".", mark)) == value


@given(st.text())
def test_any_text_is_an_amount_of_a_sane_size_or_a_refusal(text):
    try:
        value = cells.amount(text)
    except CellError:
        return
    assert value is None or 0 <= value < 10**12


@given(DAYS)
def test_every_day_is_read_back_from_each_way_of_writing(day):
    moment = datetime.combine(day, datetime.min.time())
    for cell in (day.isoformat(), f"{moment:%Y-%m-%d %H:%M:%S}", f"{day:%d/%m/}{day.year:04}"):
        assert cells.day(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "2015-02-30",
        "01/02/15",
        "31.12.9999",
        "9999-12-31",
        "0001-01-01",
        "42005",
        "20140201",
        "2014-W05",
        "2014-02-01 25:00:00",
    ],
)
def test_what_is_not_a_day_is_refused(cell):
    with pytest.raises(CellError):
        cells.day(cell)


def test_an_empty_day_is_unknown():
    assert cells.day("  ") is None


@given(st.text())
def test_any_text_is_a_plausible_day_or_a_refusal(text):
    try:
        value = cells.day(text)
    except CellError:
        return
    assert value is None or cells.FIRST_YEAR <= value.year <= cells.LAST_YEAR


@pytest.mark.parametrize(("cell", "value"), [("true", True), ("FALSE", False), ("", None)])
def test_a_truth_has_three_states(cell, value):
    assert cells.truth(cell) is value


def test_another_truth_is_refused():
    with pytest.raises(CellError):
        cells.truth("perhaps")


def test_a_line_is_trimmed_composed_and_has_no_line_break():
    assert cells.line("  E\u0301tude\r\n of\u00a0\n two \u202elines", 30) == "Étude of two lines"


def test_a_line_that_is_too_long_is_refused_and_not_cut():
    with pytest.raises(CellError, match="3 characters"):
        cells.line("four", 3)


def test_paragraphs_keep_their_line_breaks():
    assert cells.paragraphs(" one\r\ntwo\rthree ") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("www.gsk.com", "http://www.gsk.com"),
        ("https://www.regionh.dk/", "https://www.regionh.dk/"),
        ("javascript:alert(1)", ""),
        ("javascript://x.fr/%0aalert(1)", ""),
        ("http://user:word@host.fr", ""),
        ("none", ""),
        ("see our site.", ""),
        ("http://[", ""),
    ],
)
def test_a_web_address_is_http_or_nothing(cell, address):
    assert cells.web_address(cell, 200) == address


@pytest.mark.parametrize("cell", ["48.8534951,2.3483915", "(48.8534951, 2.3483915)"])
def test_a_place_is_latitude_and_longitude(cell):
    assert cells.degrees(cell) == (Decimal("48.85350"), Decimal("2.34839"))


@pytest.mark.parametrize("cell", ["91,2", "48,181", "48.85", "48,85,2,35"])
def test_a_place_elsewhere_is_refused(cell):
    with pytest.raises(CellError):
        cells.degrees(cell)


@pytest.mark.parametrize("cell", ["0", "40000", "1.5", "-1", "first"])
def test_a_position_is_a_small_whole_number(cell):
    with pytest.raises(CellError):
        cells.whole(cell)
