from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from cnrs_intl.catalogue.facets import FacetIndex

RECORDS = st.sets(st.integers(0, 60))
FACETS = {"kind": "abc", "country": "xyz", "year": "12"}
facets = st.fixed_dictionaries(
    {name: st.fixed_dictionaries(dict.fromkeys(values, RECORDS)) for name, values in FACETS.items()}
)
choices = st.fixed_dictionaries(
    {}, optional={name: st.sets(st.sampled_from(values + "?")) for name, values in FACETS.items()}
)


def naive(universe, values, chosen):
    selection = set(universe)
    for name, wanted in chosen.items():
        if wanted:
            selection &= set().union(*(values[name].get(value, set()) for value in wanted))
    return selection


@given(RECORDS, facets, choices, st.none() | RECORDS)
def test_a_count_is_the_size_of_the_list_it_leads_to(universe, values, chosen, within):
    index = FacetIndex(
        BitMap(universe),
        {name: {value: BitMap(bits) for value, bits in group.items()} for name, group in values.items()},
    )
    narrowed = None if within is None else BitMap(within)
    inside = universe if within is None else universe & within
    assert set(index.select(chosen, narrowed)) == naive(inside, values, chosen)
    counts = index.counts(chosen, narrowed)
    for name, group in values.items():
        for value in group:
            expected = len(naive(inside, values, {**chosen, name: {value}}))
            assert counts[name].get(value, 0) == expected
            assert (value in counts[name]) == (expected > 0 or value in chosen.get(name, ()))


def test_counting_changes_nothing():
    index = FacetIndex(BitMap([1, 2, 3]), {"kind": {"a": BitMap([1, 2])}})
    index.counts({})["kind"]["a"] = 99
    assert index.counts({}) == {"kind": {"a": 2}}
    assert index.select({}) == BitMap([1, 2, 3])


def test_a_facet_can_be_chosen_and_not_counted():
    index = FacetIndex(BitMap([1, 2]), {"kind": {"a": BitMap([1])}, "tag": {"b": BitMap([2])}}, uncounted=["tag"])
    assert index.counts({"tag": ["b"]}) == {"kind": {}}
