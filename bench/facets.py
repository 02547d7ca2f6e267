"""G1 to G4 and G16: all facet counts, beside other engines over the same data."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bench import naive
from bench.cases import ANYBODY, Case
from bench.engines import DuckDB, Popcount, Sets, Tantivy
from bench.goals import UNEXPLAINED, Result, below_a_million, compared, skipped
from bench.naive import Counts
from bench.timing import VERY_SLOW, once, timed, timed_reference
from cnrs_intl.catalogue.sight import PUBLIC
from partnerships.catalogue import CatalogueIndex

LARGE, SMALL = 0.1, 0.01


class DisagreementError(AssertionError):
    """Two engines count differently: neither figure means anything."""


def filled(counts: Counts) -> Counts:
    return {facet: present for facet, values in counts.items() if (present := {v: n for v, n in values.items() if n})}


def agree(name: str, case: Case, found: Counts, expected: Counts) -> None:
    """Raise DisagreementError where counts differ."""
    found, expected = filled(found), filled(expected)
    for facet in found.keys() | expected.keys():
        if found.get(facet) != expected.get(facet):
            raise DisagreementError(f"{name}, {case.name}: {facet} differs from the catalogue's counts.")


def measure(cases: list[Case], folder: Path) -> Iterator[Result]:
    day = cases[0].day
    index = CatalogueIndex.current(ANYBODY)
    facets, universe = index.views.of_day(day, PUBLIC).facets, index.universe
    sets = {
        name: {v: kept for v, bits in values.items() if (kept := bits & universe)} for name, values in facets.items()
    }
    sets = {name: values for name, values in sets.items() if values}
    ours = {case.name: timed(lambda case=case: case.result.counts) for case in cases}  # type: ignore[misc]
    yield from _naive(cases, ours, len(universe))
    plain = [case for case in cases if case.is_plain]
    yield from _limit(plain, ours, sets, folder)
    yield from _engines(plain, ours, sets, folder, len(universe))


def _naive(cases: list[Case], ours: dict[str, float], among: int) -> Iterator[Result]:
    for case in cases:
        answers: list[Counts] = []
        first = once(lambda case=case: answers.append(naive.facet_counts(case)))  # type: ignore[misc]  # noqa: B023
        (expected,) = answers
        agree("naive SQL", case, expected, case.result.counts)
        values = sum(map(len, expected.values()))
        yield Result(
            goal="G16", case=case.name, reference=f"{values} counts", figure="equal", ratio="–", met=True,
        )  # fmt: skip
        if case.is_plain and case.result.total >= LARGE * among:
            time = first
            if first <= VERY_SLOW:
                time = timed_reference(lambda case=case: naive.facet_counts(case))  # type: ignore[misc]
            met = time >= 300 * ours[case.name]
            note = below_a_million(among)
            yield compared("G2", case.name, "naive SQL", time, ours[case.name], met=met, note=note, ahead=True)


def _limit(cases: list[Case], ours: dict[str, float], sets: Sets, folder: Path) -> Iterator[Result]:
    try:
        limit = Popcount(sets, folder)
    except FileNotFoundError as error:
        yield skipped("G1", str(error))
        return
    for case in cases:
        counts, time = limit.run(case.result.ids)
        expected = {facet: values for facet, values in case.result.counts.items() if facet not in case.chosen}
        agree("C loop", case, {facet: counts.get(facet, {}) for facet in expected}, expected)
        note = f"Each of the {len(limit.places)} counts is a call from Python; the loop in C has none."
        yield compared("G1", case.name, "C loop", time, ours[case.name], met=ours[case.name] <= 5 * time, note=note)


def _engines(
    cases: list[Case], ours: dict[str, float], sets: Sets, folder: Path, among: int
) -> Iterator[Result]:  # fmt: skip
    engines: tuple[tuple[Callable[[Sets, Path], DuckDB | Tantivy], int], ...] = ((DuckDB, 10), (Tantivy, 5))
    for make, wanted in engines:
        engine = make(sets, folder)
        for case in cases:
            agree(engine.name, case, engine.counts(case), case.result.counts)
            time, own = timed_reference(lambda case=case: engine.counts(case)), ours[case.name]  # type: ignore[misc]  # noqa: B023
            if case.result.total >= LARGE * among:
                note = below_a_million(among)
                yield compared("G3", case.name, engine.name, time, own, met=time >= wanted * own, note=note, ahead=True)
            elif case.result.total <= SMALL * among and engine.name == Tantivy.name:
                yield compared("G4", case.name, engine.name, time, own, met=own - time <= 10, note=UNEXPLAINED)
