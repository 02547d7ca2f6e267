"""G13: the CSV file of everything, beside COPY of the same bytes."""

import csv
import io
from collections.abc import Iterator
from time import perf_counter

from django.db import connection, transaction
from django.test import Client

from bench.goals import UNEXPLAINED, Result, compared, ms
from bench.timing import once, resident, timed_reference
from partnerships.catalogue.rows import with_columns
from partnerships.models import Collaboration

ADDRESS = "/en/collaborations.csv"
MEGABYTE = 1_000_000


def _export() -> tuple[float, float, int, int]:
    """Milliseconds to the first byte and to the last, bytes, growth of memory in bytes."""
    before, start, size, most, first = resident(), perf_counter(), 0, 0, 0.0
    response = Client().get(ADDRESS)
    for number, chunk in enumerate(response.streaming_content):
        first = first or (perf_counter() - start) * 1000
        size += len(chunk)
        if number % 2_000 == 0:
            most = max(most, resident())
    return first, (perf_counter() - start) * 1000, size, max(0, max(most, resident()) - before)


_SAME = """
COPY (
    SELECT record.id, record.slug, record.acronym, record.title_en, document.visible, document.start, document."end",
           document.budget, record.country_id, instrument.code, contract.grant_number,
           (SELECT string_agg(DISTINCT partner.name, '; ') FROM partnerships_participation AS taker
            JOIN partnerships_partner AS partner ON partner.id = taker.partner_id
            WHERE taker.collaboration_id = record.id AND NOT partner.is_home AND partner.publication = 'published'),
           (SELECT string_agg(institute.acronym, '; ') FROM partnerships_collaboration_institutes AS link
            JOIN partnerships_institute AS institute ON institute.id = link.institute_id
            WHERE link.collaboration_id = record.id),
           (SELECT string_agg(code.code, '; ') FROM partnerships_structurecode AS code
            WHERE code.structure_id = record.id)
    FROM partnerships_collaboration AS record
    JOIN partnerships_searchdocument AS document ON document.collaboration_id = record.id
    LEFT JOIN partnerships_structure AS structure ON structure.collaboration_ptr_id = record.id
    LEFT JOIN partnerships_instrument AS instrument ON instrument.id = structure.instrument_id
    LEFT JOIN partnerships_eucontract AS contract ON contract.collaboration_ptr_id = record.id
    WHERE document.visible ORDER BY document.start_down DESC, record.id DESC
) TO STDOUT WITH (FORMAT csv)
"""


def _copy() -> None:
    """The same columns of the same rows in the same order, by one statement."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(_SAME) as copy:
        for _data in copy:
            pass


def _iterate() -> None:
    """The rows of the page's own queryset as CSV, through Django's iterator."""
    rows = with_columns(Collaboration.objects.published(), staff=False).order_by("-search_document__start_down", "-pk")
    names = ("pk", "slug", "title_en", "kind", "partners_found", "institutes_found", "start", "end", "budget")
    writer = csv.writer(io.StringIO())
    with transaction.atomic():
        for row in rows.values_list(*names).iterator(chunk_size=2_000):
            writer.writerow(row)


def measure() -> Iterator[Result]:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    _export()
    runs = [_export() for _ in range(3)]
    first, whole, size, growth = (sorted(values)[1] for values in zip(*runs, strict=True))
    reference = timed_reference(_copy)
    yield compared("G13", f"{size / MEGABYTE:,.0f} MB (median of 3)", "COPY of the same rows", reference, whole,
                   met=reference >= 0.8 * whole, note=UNEXPLAINED)  # fmt: skip
    iterator = once(_iterate)
    yield compared("G13", "all rows", "Django iterator (one run)", iterator, whole, met=iterator >= 5 * whole,
                   note=UNEXPLAINED, ahead=True)  # fmt: skip
    yield Result(goal="G13", case="first byte", reference="100 ms", figure=ms(first), ratio="–", met=first <= 100,
                 note="" if first <= 100 else UNEXPLAINED)  # fmt: skip
    yield Result(goal="G13", case="growth", reference="20 MB", figure=f"{growth / MEGABYTE:.0f} MB", ratio="–",
                 met=growth <= 20 * MEGABYTE, note="" if growth <= 20 * MEGABYTE else UNEXPLAINED)  # fmt: skip
