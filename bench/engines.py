"""The same counts by other engines, over the facets of what is published, as of today.

Each gives facet -> value -> count for a choice in at most one facet, which does not narrow its own facet.
"""

import csv
import shutil
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import tantivy
from pyroaring import BitMap

from bench.cases import Case
from bench.naive import Counts

Sets = Mapping[str, Mapping[str, BitMap]]
MEMORY = 200_000_000


class DuckDB:
    """One table of (facet, value, id), two threads."""

    name = "DuckDB"

    def __init__(self, sets: Sets, folder: Path) -> None:
        path = folder / "facts.csv"
        with path.open("w", newline="") as stream:
            writer = csv.writer(stream)
            for facet, values in sets.items():
                for value, keys in values.items():
                    writer.writerows((facet, value, key) for key in keys)
        self._connection = duckdb.connect(config={"threads": 2})
        kinds = ", ".join(f"'{facet}'" for facet in sets)
        self._connection.execute(f"CREATE TYPE facet AS ENUM ({kinds})")
        self._connection.execute(
            "CREATE TABLE fact AS SELECT facet::facet AS facet, value, id FROM read_csv(?, header=false, "
            "columns={'facet': 'VARCHAR', 'value': 'VARCHAR', 'id': 'INTEGER'}) ORDER BY id",
            [str(path)],
        )
        # Values as numbers, as a column store would have them.
        self._connection.execute("CREATE TABLE word AS SELECT row_number() OVER () AS number, value FROM "
                                 "(SELECT DISTINCT value FROM fact)")  # fmt: skip
        self._connection.execute("CREATE TABLE narrow AS SELECT facet, number::INTEGER AS number, id "
                                 "FROM fact JOIN word USING (value) ORDER BY id")  # fmt: skip
        self._words = dict(self._connection.execute("SELECT number, value FROM word").fetchall())
        self._numbers = {value: number for number, value in self._words.items()}

    def counts(self, case: Case) -> Counts:
        if not case.chosen:
            return self._read("SELECT facet, number, count(*) FROM narrow GROUP BY ALL", [])
        ((facet, (value,)),) = case.chosen.items()
        chosen = "SELECT id FROM narrow WHERE facet = ? AND number = ?"
        return self._read(
            f"SELECT facet, number, count(*) FROM narrow SEMI JOIN ({chosen}) AS chosen USING (id) WHERE facet <> ? "  # noqa: S608
            "GROUP BY ALL UNION ALL SELECT facet, number, count(*) FROM narrow WHERE facet = ? GROUP BY ALL",
            [facet, self._numbers[value], facet, facet],
        )

    def _read(self, statement: str, values: list[Any]) -> Counts:
        found: Counts = {}
        for facet, number, count in self._connection.execute(statement, values).fetchall():
            found.setdefault(facet, {})[self._words[number]] = count
        return found


class Tantivy:
    """One column for each facet, counted by aggregations."""

    name = "Tantivy"

    def __init__(self, sets: Sets, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for facet in sets:
            builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        path = folder / "tantivy"
        path.mkdir()
        self._index = tantivy.Index(self._schema, str(path))
        self._facets = list(sets)
        writer = self._index.writer(heap_size=MEMORY, num_threads=2)
        for document in _documents(sets):
            writer.add_document(tantivy.Document(**document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def counts(self, case: Case) -> Counts:
        if not case.chosen:
            return self._aggregate(tantivy.Query.all_query(), self._facets)
        ((facet, (value,)),) = case.chosen.items()
        others = [name for name in self._facets if name != facet]
        narrowed = self._aggregate(tantivy.Query.term_query(self._schema, facet, value), others)
        return narrowed | self._aggregate(tantivy.Query.all_query(), [facet])

    def _aggregate(self, query: Any, facets: list[str]) -> Counts:
        asked = {facet: {"terms": {"field": facet, "size": 10_000}} for facet in facets}
        found = self._index.searcher().aggregate(query, asked)
        return {facet: {b["key"]: b["doc_count"] for b in found[facet]["buckets"]} for facet in facets}


def _documents(sets: Sets) -> Any:
    """For each record, its values by facet."""
    records: dict[int, dict[str, list[str]]] = {}
    for facet, values in sets.items():
        for value, keys in values.items():
            for key in keys:
                records.setdefault(key, {}).setdefault(facet, []).append(value)
    return records.values()


class Popcount:
    """A C loop over dense bitmaps: where memory and processor set the limit."""

    def __init__(self, sets: Sets, folder: Path) -> None:
        compiler = shutil.which("gcc") or shutil.which("cc")
        if compiler is None:
            raise FileNotFoundError("There is no C compiler here.")
        self._program, self._data = folder / "popcount", folder / "bitmaps"
        source = Path(__file__).with_name("popcount.c")
        subprocess.run([compiler, "-O3", "-march=native", "-o", self._program, source], check=True)
        self.places = [(facet, value) for facet, values in sets.items() for value in values]
        self._words = 1 + max(keys.max() for values in sets.values() for keys in values.values()) // 64
        self._bitmaps = b"".join(self._dense(sets[facet][value]) for facet, value in self.places)

    def run(self, selection: BitMap) -> tuple[Counts, float]:
        """Counts within `selection`, and milliseconds of one pass."""
        head = struct.pack("=QQ", len(self.places), self._words)
        self._data.write_bytes(head + self._dense(selection) + self._bitmaps)
        output = subprocess.run([self._program, self._data], check=True, capture_output=True, text=True).stdout.split()
        found: Counts = {}
        for (facet, value), count in zip(self.places, output, strict=False):
            if int(count):
                found.setdefault(facet, {})[value] = int(count)
        return found, float(output[-1]) / 1e6

    def _dense(self, keys: BitMap) -> bytes:
        dense = bytearray(self._words * 8)
        for key in keys:
            dense[key >> 3] |= 1 << (key & 7)
        return bytes(dense)
