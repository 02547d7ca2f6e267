"""python -m bench --rows 100000: generate, measure, print a table and write it to a file."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cnrs_intl.settings")
os.environ.setdefault("DEBUG", "true")
django.setup()

from django.db import connection  # noqa: E402

from bench import admin, database, imports, pages, run, site  # noqa: E402
from bench.cases import cases  # noqa: E402
from bench.goals import GOALS, Result  # noqa: E402
from cnrs_intl.database import cluster  # noqa: E402
from cnrs_intl.env import VAR, environment  # noqa: E402
from partnerships.catalogue.generation import generate  # noqa: E402


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the catalogue against its goals.")
    parser.add_argument("--rows", type=int, default=100_000, help="collaborations (100000)")
    parser.add_argument("--seed", type=int, default=1, help="the same one gives the same data (1)")
    parser.add_argument("--output", type=Path, help="the Markdown file to write (var/bench-ROWS.md)")
    parser.add_argument("--page", action="store_true", help="only the time of a page, in milliseconds")
    parser.add_argument("--site", action="store_true", help="only pages of the demonstration, as asked for by name")
    parser.add_argument("--admin", action="store_true", help="only the administration")
    parser.add_argument("--clean", action="store_true", help="only drop the databases of earlier runs")
    options = parser.parse_args(arguments)
    # As in production: no log of queries.
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["*"]
    if environment.database_url is None:
        cluster().start()
    if options.clean:
        print(f"Dropped: {', '.join(database.drop_all()) or 'nothing'}.")
        return
    if options.site:
        database.prepare(site.SITE, options.seed, database.demonstration)
        for line in site.answers(sys.stdin):
            print(line, flush=True)
        return
    if options.admin:
        database.prepare(admin.DATABASE, options.seed, lambda: admin.fill(options.seed))
        _report_admin(options.seed, options.output or VAR / "bench-admin.md")
        return
    database.prepare(str(options.rows), options.seed, lambda: generate(options.rows, options.seed))
    if options.page:
        print(json.dumps(pages.page_time(cases()[1])))
        return
    _report(options.rows, options.seed, options.output or VAR / f"bench-{options.rows}.md")


def _report(rows: int, seed: int, output: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        results = list(_told(run.measure(rows, seed, Path(name)), GOALS))
        results += imports.measure(Path(name), rows, seed)
    _write(run.described(f"{rows:,} collaborations", seed, results), output)


def _report_admin(seed: int, output: Path) -> None:
    results = list(_told(admin.measure(), admin.GOALS))
    title = "The administration: 5,000 structures, 20,000 partners, 200,000 events of history"
    _write(run.described(title, seed, results, admin.GOALS), output)


def _told(results: Iterable[Result], goals: Mapping[str, str]) -> Iterator[Result]:
    for result in results:
        print(f"{result.goal} {goals[result.goal]}: {result.case}, {result.figure} ({result.reference})", flush=True)
        yield result


def _write(text: str, output: Path) -> None:
    output.write_text(text)
    print(f"\n{text}\nWritten to {output}.")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
