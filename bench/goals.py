"""The goals, their results and the table of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GOALS = {
    "G1": "all facet counts, filters only: at most 5 times a C loop of AND and POPCNT",
    "G2": "the same, sets of 10 % and more: at least 300 times ahead of naive SQL",
    "G3": "the same: at least 10 times ahead of DuckDB (2 threads), 5 times ahead of Tantivy",
    "G4": "sets under 1 %: within 10 ms of Tantivy",
    "G5": "whole list page: at most 3.5 times the page without facets, at least 100 times ahead of SQL facets",
    "G6": "whole list page: at most 3 times its time at 10,000 rows",
    "G7": "text: at most 1.5 times the raw query for keys + 15 ms at first; page of a known text within 20 ms",
    "G8": "page of keys of a rare word, text included: at most 5 ms",
    "G9": "far pages: at most 20 ms by number, at most 3 times page 1 by keyset",
    "G10": "rows of an import: at least 55 % of raw COPY into the indexed table, 2.4 times bulk_create, 50 times "
    "update_or_create, under 150 MB",
    "G11": "whole import, indexes in place: at most 2.2 times its SQL floors",
    "G12": "the same import again: at least 2 times faster, nothing rewritten",
    "G13": "CSV: at least 80 % of the speed of COPY, first byte within 100 ms, at most 20 MB of growth, 5 times a "
    "Django iterator",
    "G14": "bitmaps loaded within 0.5 s, rebuilt within 10 s; an edit is in the next answer",
    "G15": "at most 5 queries a list page, as many whatever is asked",
    "G16": "counts equal those of naive SQL",
    "G17": "every public page of the demonstration, made anew: at most 6 times a bare list page of Django",
    "G18": "every public page of this catalogue, as it is served: at most 1.5 times its time in the demonstration",
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """One line of the table. Figures carry their units."""

    goal: str
    case: str
    reference: str
    figure: str
    ratio: str
    met: bool | None
    """None: not measured; the note says why."""
    note: str = ""


UNEXPLAINED = "The cause was not examined."
MILLION = 1_000_000


def below_a_million(rows: int) -> str:
    """Why a goal set for a million rows may be missed."""
    return f"The goal is set for a million rows, these are {rows:,}." if rows < MILLION else UNEXPLAINED


def ms(value: float) -> str:
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.3g} ms"


def skipped(goal: str, why: str) -> Result:
    return Result(goal=goal, case="–", reference="–", figure="–", ratio="–", met=None, note=why)


def compared(
    goal: str, case: str, what: str, reference: float, figure: float, *, met: bool, note: str = "", ahead: bool = False
) -> Result:
    """A line of two times in milliseconds. `ahead`: the ratio says how many times we are faster."""
    ratio = reference / figure if ahead else figure / reference
    return Result(
        goal=goal, case=case, reference=f"{what} {ms(reference)}", figure=ms(figure),
        ratio=f"{ratio:,.1f} times {'faster' if ahead else 'the reference'}", met=met, note="" if met else note,
    )  # fmt: skip


def table(results: Iterable[Result], goals: Mapping[str, str] = GOALS) -> str:
    """Markdown: a row for each measurement, in the order of the goals."""
    by_goal: dict[str, list[Result]] = {goal: [] for goal in goals}
    for result in results:
        by_goal[result.goal].append(result)
    lines = ["| goal | case | reference | figure | ratio | | |", "|---|---|---|---|---|---|---|"]
    for goal, text in goals.items():
        found = by_goal[goal] or [skipped(goal, "Nothing to measure at this size.")]
        lines.append(f"| **{goal}** {text} | | | | | | |")
        for each in found:
            verdict = {True: "met", False: "**missed**", None: "not measured"}[each.met]
            lines.append(
                f"| | {each.case} | {each.reference} | {each.figure} | {each.ratio} | {verdict} | {each.note} |"
            )
    return "\n".join(lines) + "\n"
