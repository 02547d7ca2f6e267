"""Rebuilding the catalogue, and storing its bitmaps as of the present version.

Documents are written a chunk at a time, each in a transaction of its own that holds the row of the version for a
moment: edits go on between two chunks, and what is interrupted leaves every chunk right. Bitmaps are replaced in one
transaction, with the version that they are of: until it ends, workers go on with the former ones and the changes since.
"""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Func, IntegerField, Sum
from pyroaring import BitMap

from cnrs_intl.catalogue.bitmaps import Bitmaps
from partnerships.catalogue.snapshots import read_documents
from partnerships.models import CatalogueChange, CatalogueVersion, Collaboration, SearchDocument

CHUNK = 2_000
LONG = 5_000
"""So many documents changed since the bitmaps were stored that a worker would feel it."""
FEW_RUNS = 16
"""A bitmap is kept as runs where it takes that many times less space so,"""
SMALL = 1_000
"""unless its bytes are so few that it does not matter."""
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('partnerships_facetbitmap'))"


def rebuild(progress: Callable[[int], object] = lambda count: None) -> int:
    """Write all documents and bitmaps anew; the number of documents that were not right."""
    differing = 0
    for first, last in _ranges():
        differing += write_documents(first, last)
        progress(last)
    store_bitmaps()
    return differing


def write_documents(first: int, last: int) -> int:
    """Write the documents of the keys from `first` to `last`; the number of those that differed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT partnerships_next_version()")
        (version,) = cursor.fetchone()
        cursor.execute(
            "SELECT partnerships_write_documents(%s, ARRAY("
            "SELECT id FROM partnerships_collaboration WHERE id BETWEEN %s AND %s "
            "UNION SELECT collaboration_id FROM partnerships_searchdocument WHERE collaboration_id BETWEEN %s AND %s))",
            [version, first, last, first, last],
        )
        (differing,) = cursor.fetchone()
    return int(differing)


def store_bitmaps() -> None:
    """Store bitmaps made of the documents, and forget the changes that they hold. Edits go on meanwhile.

    The version is read first. A document written after it is in the changes that stay, and is read again with them:
    it does not matter whether its bits are of before or after.
    """
    version = CatalogueVersion.objects.get().version
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(_ONE_AT_A_TIME)
        if CatalogueVersion.objects.get().base >= version:
            return
        bitmaps = read_documents()
        cursor.execute("DELETE FROM partnerships_facetbitmap")
        with cursor.copy("COPY partnerships_facetbitmap (facet, value, size, bits) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(("varchar", "int4", "int4", "bytea"))
            for row in _rows(bitmaps):
                copy.write_row(row)
        CatalogueChange.objects.filter(version__lte=version).delete()
        CatalogueVersion.objects.update(base=version)


def store_bitmaps_when_long() -> bool:
    """After an import: store the bitmaps if many documents changed since they were. Whether it was done."""
    changed = CatalogueChange.objects.aggregate(
        documents=Sum(Func("ids", function="cardinality", output_field=IntegerField()))
    )["documents"]
    if (changed or 0) < LONG:
        return False
    store_bitmaps()
    return True


def analyse() -> None:
    """Tell PostgreSQL what the tables hold now. Right after a bulk load it takes them for as small as they were."""
    quote = connection.ops.quote_name
    tables = [
        quote(model._meta.db_table)
        for app in ("offices", "partnerships")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def _rows(bitmaps: Bitmaps) -> Iterator[tuple[str, int, int, bytes]]:
    for facet, values in bitmaps.items():
        for value, bits in values.items():
            yield facet, value, len(bits), _stored(bits)


def _stored(bits: BitMap) -> bytes:
    """As runs only where they are few: many of them in little space take 200 times as long to be met with others."""
    plain: bytes = bits.serialize()
    if len(plain) < SMALL:
        return plain
    runs = bits.copy()
    runs.run_optimize()
    packed: bytes = runs.serialize()
    return packed if len(packed) * FEW_RUNS <= len(plain) else plain


def _ranges() -> Iterator[tuple[int, int]]:
    """First and last keys of the chunks that hold all records and all documents."""
    keys = [
        key
        for model in (Collaboration, SearchDocument)
        for key in (model.objects.order_by("pk").values_list("pk", flat=True).first(),
                    model.objects.order_by("-pk").values_list("pk", flat=True).first())
        if key is not None
    ]  # fmt: skip
    for first in range(min(keys, default=0), max(keys, default=-1) + 1, CHUNK):
        yield first, first + CHUNK - 1
