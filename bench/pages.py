"""G5 to G9 and G15: the list page as a reader gets it, and pages of keys."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench import naive
from bench.cases import Case
from bench.goals import UNEXPLAINED, Result, below_a_million, compared, ms, skipped
from bench.timing import once, timed
from cnrs_intl.kept_pages import pages as kept_pages
from partnerships.catalogue.index import NEWEST, PAGE_SIZE, TEXTS
from partnerships.views.collaborations import CollaborationList

SMALL_ROWS = 10_000
FAR, LAST_NUMBERED = 10_000, 400
MOST_QUERIES = 5
GOOD = 200
PROFILED = "At a million rows the template takes a third of it, counts a quarter, the rows a seventh."
_TEXT = "SELECT collaboration_id FROM partnerships_searchdocument WHERE document @@ catalogue_phrase(%s)"


def get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != GOOD:
        raise RuntimeError(f"{address} answers {response.status_code}.")


@contextmanager
def without_facets() -> Iterator[None]:
    """The same page with neither facets, map nor timeline."""
    with (
        mock.patch.object(CollaborationList, "facets", return_value=[]),
        mock.patch.object(CollaborationList, "map", return_value=""),
        mock.patch.object(CollaborationList, "timeline", return_value=[]),
    ):
        yield


def page_time(case: Case) -> float:
    client = Client()
    # As it is served: with DEBUG, Django keeps the text of every query.
    with override_settings(DEBUG=False):
        return timed(lambda: get(client, case.address), before=kept_pages.clear)


def measure(cases: list[Case], rows: int, seed: int) -> Iterator[Result]:
    whole = {case.name: page_time(case) for case in cases}
    third, common, rare = cases[1], cases[3], cases[4]
    yield from _facets_cost(third, whole[third.name])
    yield from _growth(whole[third.name], rows, seed)
    yield from _text(common, rare, whole)
    yield from _far(cases[0])
    yield from _queries(cases)


def _facets_cost(case: Case, whole: float) -> Iterator[Result]:
    with without_facets():
        bare = page_time(case)
    yield compared("G5", f"page, {case.name}", "without facets", bare, whole, met=whole <= 3.5 * bare,
                   note=PROFILED)  # fmt: skip
    sql = bare + once(lambda: naive.facet_counts(case))
    yield compared("G5", f"page, {case.name}", "with facets by SQL (one run)", sql, whole, met=sql >= 100 * whole,
                   note=below_a_million(case.result.total), ahead=True)  # fmt: skip


def _growth(whole: float, rows: int, seed: int) -> Iterator[Result]:
    if rows <= SMALL_ROWS:
        yield skipped("G6", f"There are not more than {SMALL_ROWS:,} rows.")
        return
    # A process of its own: a process has one database and one catalogue.
    program = [sys.executable, "-m", "bench", "--rows", str(SMALL_ROWS), "--seed", str(seed), "--page"]
    small = json.loads(subprocess.run(program, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    note = UNEXPLAINED
    yield compared("G6", "page, 30 %", f"at {SMALL_ROWS:,} rows", small, whole, met=whole <= 3 * small, note=note)


def _text(common: Case, rare: Case, whole: dict[str, float]) -> Iterator[Result]:
    for case in (common, rare):

        def raw(case: Case = case) -> None:
            with connection.cursor() as cursor:
                cursor.execute(_TEXT, [case.text])
                cursor.fetchall()

        reference = timed(raw)
        first = timed(lambda case=case: case.result.ids, before=TEXTS._found.cache_clear)  # type: ignore[misc]
        yield compared("G7", f"{case.name}, first time", "keys by SQL", reference, first,
                       met=first <= 1.5 * reference + 15, note=UNEXPLAINED)  # fmt: skip
        yield Result(goal="G7", case=f"page, {case.name}, known", reference="20 ms", figure=ms(whole[case.name]),
                     ratio="–", met=whole[case.name] <= 20,
                     note="" if whole[case.name] <= 20 else PROFILED)  # fmt: skip
    time = timed(lambda: rare.result.page(), before=TEXTS._found.cache_clear)
    yield Result(goal="G8", case=rare.name, reference="5 ms", figure=ms(time), ratio="–", met=time <= 5,
                 note="" if time <= 5 else UNEXPLAINED)  # fmt: skip


def _far(case: Case) -> Iterator[Result]:
    pages = -(-case.result.total // PAGE_SIZE)
    number = min(LAST_NUMBERED, pages)
    time = timed(lambda: case.result.page(number=number))
    yield Result(goal="G9", case=f"page {number}, by number", reference="20 ms", figure=ms(time), ratio="–",
                 met=time <= 20, note="" if time <= 20 else UNEXPLAINED)  # fmt: skip
    first, number = timed(lambda: case.result.page()), min(FAR, pages)
    if number == 1:
        yield skipped("G9", "There is one page.")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collaboration_id FROM partnerships_searchdocument WHERE visible "
            "ORDER BY start_down DESC, collaboration_id DESC OFFSET %s LIMIT 1",
            [(number - 1) * PAGE_SIZE - 1],
        )
        (before,) = cursor.fetchone()
    keyset = timed(lambda: case.result.page(order=NEWEST, after=before))
    yield compared("G9", f"page {number:,}, by keyset", "page 1", first, keyset, met=keyset <= 3 * first,
                   note=UNEXPLAINED)  # fmt: skip


def _queries(cases: list[Case]) -> Iterator[Result]:
    client = Client()
    counted = {}
    for case in cases:
        get(client, case.address)
        kept_pages.clear()
        with CaptureQueriesContext(connection) as queries:
            get(client, case.address)
        counted[case.name] = len(queries)
    most, least = max(counted.values()), min(counted.values())
    met = most <= MOST_QUERIES
    yield Result(
        goal="G15", case="all cases", reference=f"{MOST_QUERIES} queries", ratio="–", met=met,
        figure=f"{most} queries" if most == least else f"{least} to {most} queries",
        note="" if met else ", ".join(f"{name}: {count}" for name, count in counted.items()),
    )  # fmt: skip
