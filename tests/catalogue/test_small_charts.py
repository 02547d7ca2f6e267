import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.small_charts import HEIGHT, LEAST, WIDTH, diagram, year_columns


@given(st.lists(st.integers(0, 10**6), max_size=40))
def test_columns_stay_inside_and_what_is_there_is_seen(counts):
    rectangles = list(ElementTree.fromstring(year_columns(counts, max(counts, default=1))))  # noqa: S314
    assert len(rectangles) == sum(count > 0 for count in counts)
    for each in rectangles:
        x, y, width, height = (float(each.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH + 0.1
        assert LEAST <= height <= HEIGHT
        assert abs(y + height - HEIGHT) < 0.2


def test_arrows_lead_from_node_to_node_with_their_numbers():
    drawn = diagram([["PICS"], ["LIA"], [], ["UMI", "IRL"]], [("PICS", "LIA", 1), ("UMI", "IRL", 28), ("X", "LIA", 5)])
    root = ElementTree.fromstring(drawn)  # noqa: S314
    texts = [each.text for each in root.iter("text")]
    assert texts == ["1", "28", "PICS", "LIA", "UMI", "IRL"]
    widths = [float(each.get("stroke-width")) for each in root.iter("path")][::2]
    assert widths[0] < widths[1]


def test_an_arrow_back_points_back():
    path = re.findall(r' d="([^"]+)"', diagram([["A"], ["B"]], [("B", "A", 1)]))[0]
    first, last = (float(place.split()[0]) for place in (path[1:], path.rsplit(" ", 2)[1] + " "))
    assert first > last


def test_nothing_to_draw_is_no_drawing_and_names_are_text():
    assert diagram([["A"]], []) == ""
    assert "&lt;b&gt;" in diagram([["<b>"], ["B"]], [("<b>", "B", 1)])
