from datetime import date
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from cnrs_intl.catalogue.drawing import (
    LANE_HEIGHT,
    WIDEST_COLUMN,
    TimeAxis,
    axis_around,
    column_groups,
    opposed_bars,
    period_bars,
    period_lanes,
)

TODAY = date(2026, 7, 1)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
periods = st.builds(
    lambda ends: SimpleNamespace(start=ends[0], end=ends[1]),
    st.tuples(st.none() | days, st.none() | days).map(lambda pair: pair if None in pair else tuple(sorted(pair))),
)
counts = st.lists(st.tuples(st.integers(1990, 2030), st.lists(st.integers(0, 500), min_size=2, max_size=2)), min_size=1)


@given(st.lists(periods), days)
def test_an_axis_holds_every_day_it_is_made_for(items, today):
    axis = axis_around(items, today, 600)
    known = [day for item in items for day in (item.start, item.end) if day]
    assert axis.first <= min([today, *known])
    assert axis.last >= max([today, *known])
    assert axis.x(axis.first) == 0
    assert axis.x(axis.last) == 600


@given(days, days, days)
def test_later_days_are_further_right_and_never_outside(first, one, other):
    axis = TimeAxis(first, date(2201, 1, 1), 120)
    earlier, later = sorted((one, other))
    assert 0 <= axis.x(earlier) <= axis.x(later) <= 120


@given(days, days, st.integers(1, 20))
def test_years_are_few_and_in_order(one, other, most):
    first, last = sorted((one, other))
    labelled = TimeAxis(first, last, 600).years(most)
    assert 1 <= len(labelled) <= most + 1
    assert [year for _x, year in labelled] == sorted({year for _x, year in labelled})


@given(st.lists(periods, min_size=1), days)
def test_every_period_has_a_bar_that_can_be_seen(items, today):
    axis = axis_around(items, today, 600)
    bars = period_bars(axis, items, today)
    assert [bar.item for bar in bars] == items
    assert all(bar.x >= 0 and bar.width >= 2 for bar in bars)


def test_a_bar_is_present_on_its_first_and_last_day_and_an_open_one_always():
    last = SimpleNamespace(start=date(2026, 1, 1), end=TODAY)
    first = SimpleNamespace(start=TODAY, end=date(2030, 1, 1))
    unknown = SimpleNamespace(start=None, end=None)
    before = SimpleNamespace(start=date(2020, 1, 1), end=date(2026, 6, 30))
    axis = axis_around([last, first, before], TODAY, 600)
    assert [bar.is_present for bar in period_bars(axis, [last, first, unknown, before], TODAY)] == [1, 1, 1, 0]
    assert period_bars(axis, [unknown], TODAY)[0].width == 599


def test_the_last_year_of_the_calendar_is_no_error():
    assert axis_around([SimpleNamespace(start=date.max, end=None)], TODAY, 600).last == date(date.max.year, 1, 1)


@given(counts)
def test_columns_stand_around_the_middle_of_their_group_and_do_not_overlap(values):
    groups = column_groups(values, 600, 130)
    assert [label for _middle, label, _columns in groups] == [label for label, _series in values]
    edge = -0.1
    for middle, _label, (left, right) in groups:
        assert left.x >= edge - 0.2
        assert abs(right.x - left.x - left.width) <= 0.2
        assert abs((left.x + right.x + right.width) / 2 - middle) <= 0.2
        assert left.width <= WIDEST_COLUMN
        edge = right.x + right.width
    assert edge <= 600.2


@given(counts)
def test_heights_say_the_numbers(values):
    most = max(number for _label, series in values for number in series)
    for (_label, series), (_middle, _same, columns) in zip(values, column_groups(values, 600, 130), strict=True):
        assert [column.value for column in columns] == series
        for column in columns:
            assert abs(column.height - (130 * column.value / most if most else 0)) <= 0.1
            assert abs(column.y + column.height - 130) <= 0.1


def test_a_group_without_values_keeps_its_place_and_its_label():
    groups = column_groups([(2018, (3, 1)), (2019, ()), (2020, (1, 2))], 600, 130)
    assert [(label, len(columns)) for _middle, label, columns in groups] == [(2018, 2), (2019, 0), (2020, 2)]
    assert [middle for middle, _label, _columns in groups] == [100, 300, 500]


@given(st.lists(st.lists(periods, min_size=1, max_size=4), min_size=1, max_size=6), days)
def test_lanes_lie_below_each_other_and_labels_within_the_axis(rows, today):
    axis = axis_around([item for items in rows for item in items], today, 600)
    lanes, height = period_lanes(axis, [(str(number), items, ()) for number, items in enumerate(rows)], today)
    assert [lane.label for lane in lanes] == [str(number) for number in range(len(rows))]
    assert [lane.y - lanes[0].y for lane in lanes] == [number * LANE_HEIGHT for number in range(len(rows))]
    assert height == lanes[-1].y + LANE_HEIGHT
    for lane in lanes:
        assert 0 <= lane.x <= 602
        assert lane.anchor == ("start" if min(bar.x for bar in lane.bars) <= 300 else "end")


@given(st.lists(st.tuples(st.text(), st.integers(0, 900), st.integers(0, 900))))
def test_opposed_bars_share_a_middle_and_a_scale(values):
    bars = opposed_bars(values, 160)
    assert [(bar.item, bar.balance) for bar in bars] == [(item, right - left) for item, left, right in values]
    assert len({bar.middle for bar in bars}) <= 1
    for bar in bars:
        assert bar.start >= -0.1
        assert bar.middle + bar.right_width <= 160.2
