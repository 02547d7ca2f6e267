from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import FIRST_DAY, LAST_DAY, Bitmaps, Entry, Period, arrange, collect

some_days = st.one_of(st.integers(735_000, 735_040), st.sampled_from([FIRST_DAY, LAST_DAY]))
keys = st.integers(1, 30)


@st.composite
def entries(draw):
    """Records with values, a start, and up to three periods of one facet that do not overlap."""
    found = {}
    for key in draw(st.sets(keys)):
        bounds = sorted(draw(st.sets(some_days, max_size=6)))
        periods = [
            Period("kind", draw(st.integers(0, 2)), first, last)
            for first, last in zip(bounds[::2], bounds[1::2], strict=False)
        ]
        values = [("colour", value) for value in draw(st.sets(st.integers(0, 3)))]
        days = {"start": draw(some_days)} if draw(st.booleans()) else {}
        found[key] = Entry(key, values, days, periods)
    return found


def plain(bitmaps: Bitmaps) -> dict:
    found = {facet: {value: set(bits) for value, bits in values.items()} for facet, values in bitmaps.items()}
    return {facet: values for facet, values in found.items() if values}


@given(entries(), st.sets(keys))
def test_the_sum_of_the_days_of_some_records(records, some):
    days = collect(records.values()).days("start")
    expected = sum(records[key].days.get("start", 0) for key in some if key in records)
    assert days.total(BitMap(some)) == expected


@given(entries(), some_days, some_days)
def test_days_between_two_days(records, one, other):
    first, last = sorted((one, other))
    days = collect(records.values()).days("start")
    expected = {key for key, entry in records.items() if "start" in entry.days and first <= entry.days["start"] <= last}
    assert set(days.between(first, last)) == expected
    assert set(days.until(last)) == {
        key for key, entry in records.items() if "start" in entry.days and entry.days["start"] <= last
    }


def test_no_day_is_before_the_first_and_every_known_one_is_before_the_end():
    days = collect([Entry(1, [], {"start": FIRST_DAY}), Entry(2, [], {"start": LAST_DAY}), Entry(3, [])])
    assert set(days.days("start").until(FIRST_DAY - 1)) == set()
    assert set(days.days("start").until(LAST_DAY + 10)) == {1, 2}


@given(entries(), some_days, some_days)
def test_values_during_days(records, one, other):
    first, last = sorted((one, other))
    expected: dict[int, set[int]] = {}
    for key, entry in records.items():
        for period in entry.periods:
            if period.first <= last and period.last >= first:
                expected.setdefault(period.value, set()).add(key)
    periods = collect(records.values()).periods("kind")
    assert {value: set(bits) for value, bits in periods.during(first, last).items()} == expected
    later = {key for key, entry in records.items() if any(period.first > first for period in entry.periods)}
    assert set(periods.after(first)) == later
    assert set(periods.ever()) == {key for key, entry in records.items() if entry.periods}


@given(entries(), entries(), st.booleans())
def test_a_change_gives_what_collecting_anew_gives_and_leaves_the_old_one_alone(before, after, told):
    old = collect(before.values())
    untouched = plain(old)
    changed = BitMap([*before, *after])
    former = {"colour": [value for entry in before.values() for _facet, value in entry.values]} if told else {}
    assert plain(old.changed(changed, after.values(), former)) == plain(collect(after.values()))
    assert plain(old) == untouched


def test_a_place_may_come_in_several_lots():
    days = [(("start", 5), BitMap([1])), (("start", 5), BitMap([2])), (("start", 6), BitMap([3]))]
    found = arrange([(("colour", 1), BitMap([1])), (("colour", 1), BitMap([2]))], days)
    assert set(found["colour"][1]) == {1, 2}
    assert set(found.days("start").until(5)) == {1, 2}


@given(
    st.dictionaries(st.integers(0, 40), st.dates(), max_size=20),
    st.sets(st.integers(0, 40)),
)
def test_the_first_and_the_last_day_of_some_records(days, records):
    bitmaps = collect(Entry(key, (), {"start": day.toordinal()}) for key, day in days.items())
    known = [day.toordinal() for key, day in days.items() if key in records]
    found = bitmaps.days("start")
    assert found.first(BitMap(records)) == min(known, default=None)
    assert found.last(BitMap(records)) == max(known, default=None)


@given(
    st.dictionaries(st.integers(0, 40), st.dates(max_value=date(3, 1, 1)), max_size=30),
    st.sets(st.integers(0, 50)),
    st.integers(0, 60),
)
def test_some_records_in_the_order_of_their_days(days, records, most):
    bitmaps = collect(Entry(key, (), {"start": day.toordinal()}) for key, day in days.items())
    found = bitmaps.days("start")
    known = sorted((day, key) for key, day in days.items() if key in records)
    unknown = sorted(records - days.keys())
    forwards = [*(key for _day, key in known), *unknown]
    backwards = [*(key for _day, key in reversed(known)), *reversed(unknown)]
    assert found.in_order(BitMap(records), most, later=False) == forwards[:most]
    assert found.in_order(BitMap(records), most, later=True) == backwards[:most]
