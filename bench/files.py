"""G13: the CSV file of everything, beside COPY of the same lines.

The file is that of `/en/collaborations.csv`: the thirteen columns of everything published, the newest first, as a
client of the whole application receives it. Its references are one `COPY (SELECT …) TO STDOUT (FORMAT csv)` each, of
the same columns of the same rows in the same order, as of today, written by hand and read to the end by psycopg:

- from the documents, where a line's cells are stored: the fastest that PostgreSQL gives these lines;
- from the tables of the register alone, as one would write it without a catalogue.

All three must give the same bytes. They are timed by turns, so that what else the machine does is in all of them.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test import Client
from django.utils import translation
from django.utils.text import capfirst

from bench.facets import DisagreementError
from bench.goals import UNEXPLAINED, Result, compared, ms
from bench.timing import VERY_SLOW, growth_of_a_process, once
from cnrs_intl.catalogue.sight import PUBLIC
from partnerships.catalogue.check import plain
from partnerships.catalogue.rows import with_columns
from partnerships.choices import Status
from partnerships.models import Collaboration

ADDRESS, SITE = "/en/collaborations.csv", "http://testserver/en/"
MEGABYTE = 1_000_000
RUNS, SLOW_RUNS = 7, 3
SLOW = ("register", "iterator")
"""References that may take minutes: run less often."""
SAME, AHEAD, FIRST, MOST = 0.8, 5, 100, 20 * MEGABYTE


def _label(status: Status) -> str:
    with translation.override("en"):
        return f"'{capfirst(str(status.label))}'"


def _inert(value: str) -> str:
    inert = rf"regexp_replace({value}, '^([=+@\-\t\r])', '''\1')"
    return f"""CASE WHEN {value} < 'A' COLLATE "C" THEN {inert} ELSE {value} END"""


def from_documents(day: date) -> str:
    place = f"width_bucket({day.toordinal()}, term_days)"
    return f"""
SELECT collaboration_id, '{SITE}' || cells[1], {_inert("cells[2]")}, {_inert("cells[3]")},
       {_inert(f"kinds[1 + width_bucket({day.toordinal()}, kind_days)]")}, {_inert("cells[5]")}, {_inert("cells[6]")},
       cells[8], {_inert("cells[9]")},
       CASE WHEN term_days = '{{}}' THEN {_label(Status.UNKNOWN)}
            WHEN {place} % 2 = 1 AND "end" <= DATE '{day}' + INTERVAL '1 year' THEN {_label(Status.ENDING_SOON)}
            WHEN {place} % 2 = 1 THEN {_label(Status.ACTIVE)}
            WHEN {place} < cardinality(term_days) THEN {_label(Status.UPCOMING)}
            ELSE {_label(Status.ENDED)} END,
       start, "end", budget
FROM partnerships_searchdocument WHERE visible ORDER BY start_down DESC, collaboration_id DESC
"""  # noqa: S608


def from_register(day: date) -> str:
    labels = ", ".join(f"('{status.value}', {_label(status)})" for status in Status)
    return f"""
WITH kind AS ({plain.facts(day)["kind"]}), status AS ({plain.status(day)}), label (value, label) AS (VALUES {labels}),
partners AS (
    SELECT id, string_agg(name, '; ' ORDER BY name COLLATE "C") AS names
    FROM (
        SELECT DISTINCT collaboration_id AS id, name
        FROM partnerships_participation JOIN partnerships_partner AS partner ON partner.id = partner_id
        WHERE NOT is_home AND publication = 'published'
    ) AS name GROUP BY 1
), institutes AS (
    SELECT collaboration_id AS id, string_agg(acronym, '; ' ORDER BY acronym) AS acronyms
    FROM partnerships_collaboration_institutes JOIN partnerships_institute AS i ON i.id = institute_id GROUP BY 1
), codes AS (
    SELECT structure_id AS id, string_agg(code, '; ' ORDER BY start DESC NULLS LAST, id) AS codes
    FROM partnerships_structurecode GROUP BY 1
), dates AS (
    SELECT structure_id AS id, min(start) AS start, NULLIF(max(COALESCE("end", '9999-12-31')), '9999-12-31') AS "end",
           NULL::numeric AS budget
    FROM partnerships_term GROUP BY 1
    UNION ALL
    SELECT collaboration_ptr_id, start, "end", COALESCE(total_cost, ec_contribution) FROM partnerships_eucontract
)
SELECT record.id,
       '{SITE}' || CASE WHEN contract.grant_number IS NULL THEN 'structures/' ELSE 'contracts/' END || slug || '/',
       {_inert("acronym")}, {_inert("COALESCE(NULLIF(title_en, ''), title_fr)")}, {_inert("kind.value")},
       {_inert("COALESCE(framework.code || ' ' || grant_number, codes.codes)")}, {_inert("partners.names")},
       country_id, {_inert("institutes.acronyms")}, label.label, dates.start, dates."end", dates.budget
FROM partnerships_collaboration AS record
LEFT JOIN partnerships_eucontract AS contract ON contract.collaboration_ptr_id = record.id
LEFT JOIN partnerships_programme AS framework ON framework.id = contract.framework_id
LEFT JOIN kind ON kind.id = record.id LEFT JOIN status ON status.id = record.id
LEFT JOIN label ON label.value = status.value LEFT JOIN partners ON partners.id = record.id
LEFT JOIN institutes ON institutes.id = record.id LEFT JOIN codes ON codes.id = record.id
LEFT JOIN dates ON dates.id = record.id
WHERE record.publication = 'published' ORDER BY COALESCE(dates.start, '0001-01-01') DESC, record.id DESC
"""  # noqa: S608


def _copy(rows: str) -> Iterator[bytes]:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY ({rows}) TO STDOUT WITH (FORMAT csv)") as copy:
        yield from copy


def _export() -> Iterator[bytes]:
    """The first chunk is what stands before the rows."""
    yield from Client().get(ADDRESS).streaming_content


def _iterate() -> None:
    """The rows of the page's own queryset as CSV, through Django's iterator; without the address and the status."""
    rows = with_columns(Collaboration.objects.published(), PUBLIC, day=date.today())
    names = ("pk", "acronym", "title_en", "kind", "codes_found", "partners_found", "country_id", "institutes_found",
             "start", "end", "budget")  # fmt: skip
    writer = csv.writer(io.StringIO())
    with transaction.atomic():
        ordered = rows.order_by("-search_document__start_down", "-pk").values_list(*names)
        for row in ordered.iterator(chunk_size=2_000):
            writer.writerow(row)


def _fingerprint(chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def agree(references: Mapping[str, str]) -> int:
    """The size of the file's lines, in bytes. Raises DisagreementError when a reference gives others."""
    found, size = _fingerprint(islice(_export(), 1, None))
    for name, rows in references.items():
        if _fingerprint(_copy(rows))[0] != found:
            raise DisagreementError(f"COPY from the {name} does not give the lines of the CSV file.")
    return size


def _first_row() -> float:
    """Milliseconds from the request to the first chunk with rows."""
    start = perf_counter()
    next(islice(_export(), 1, None), b"")
    return (perf_counter() - start) * 1000


def _drain(chunks: Callable[[], Iterable[bytes]]) -> None:
    for _chunk in chunks():
        pass


def _medians(references: Mapping[str, str]) -> dict[str, float]:
    acts: dict[str, Callable[[], None]] = {
        name: lambda rows=rows: _drain(lambda: _copy(rows))  # type: ignore[misc]
        for name, rows in references.items()
    }
    acts |= {"file": lambda: _drain(_export), "iterator": _iterate}
    times: dict[str, list[float]] = {name: [] for name in acts}
    for run in range(RUNS):
        for name, act in acts.items():
            if name not in SLOW or not times[name] or (run < SLOW_RUNS and times[name][0] <= VERY_SLOW):
                times[name].append(once(act))
    return {name: median(found) for name, found in times.items()}


def _limited(case: str, reference: str, figure: str, *, met: bool) -> Result:
    note = "" if met else UNEXPLAINED
    return Result(goal="G13", case=case, reference=reference, figure=figure, ratio="–", met=met, note=note)


def measure() -> Iterator[Result]:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    day = date.today()
    references = {"documents": from_documents(day), "register": from_register(day)}
    size = agree(references)
    times = _medians(references)
    whole, case = times["file"], f"{size / MEGABYTE:,.0f} MB (by turns)"
    for name in references:
        yield compared("G13", case, f"one COPY of the same lines from the {name}", times[name], whole,
                       met=times[name] >= SAME * whole, note=UNEXPLAINED)  # fmt: skip
    yield compared("G13", case, "Django iterator", times["iterator"], whole, met=times["iterator"] >= AHEAD * whole,
                   note=UNEXPLAINED, ahead=True)  # fmt: skip
    first = median(_first_row() for _ in range(RUNS))
    yield _limited("first row", f"{FIRST} ms", ms(first), met=first <= FIRST)
    grown = growth_of_a_process()
    yield _limited("growth of a fresh process", f"{MOST / MEGABYTE:.0f} MB", f"{grown / MEGABYTE:.0f} MB",
                   met=grown <= MOST)  # fmt: skip
