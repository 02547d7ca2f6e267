"""One run: all measurements, one after another, in one process."""

import platform
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from os import cpu_count, getloadavg, sysconf
from pathlib import Path

from django.db import connection

from bench import facets, files, pages, site, upkeep
from bench.cases import cases
from bench.goals import GOALS, Result, table

GIGABYTE = 1 << 30


def measure(rows: int, seed: int, folder: Path) -> Iterator[Result]:
    """All goals but those of the import, in the database that is connected to."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    asked = cases()
    yield from pages.measure(asked, rows, seed)
    yield from site.measure(seed)
    yield from facets.measure(asked, folder)
    yield from upkeep.measure()
    yield from files.measure()


def described(title: str, seed: int, results: list[Result], goals: Mapping[str, str] = GOALS) -> str:
    """A section of the report: what was measured where and when, and the table."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    memory = sysconf("SC_PAGE_SIZE") * sysconf("SC_PHYS_PAGES") / GIGABYTE
    missed = sorted({result.goal for result in results if result.met is False}, key=lambda goal: int(goal[1:]))
    return (
        f"## {title}\n\n"
        f"{date.today().isoformat()}, seed {seed}; {cpu_count()} cores, {memory:.0f} GB of memory, load "
        f"{getloadavg()[1]:.1f}; PostgreSQL {server}, Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in ("django", "psycopg", "pyroaring", "duckdb", "tantivy"))
        + ".\n\n"
        + (f"Missed: {', '.join(missed)}.\n\n" if missed else "Every goal measured is met.\n\n")
        + table(results, goals)
    )
