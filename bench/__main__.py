"""python -m bench --rows 100000: generate, measure, print a table and write it to a file."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cnrs_intl.settings")
os.environ.setdefault("DEBUG", "true")
django.setup()

from django.db import connection  # noqa: E402

from bench import database, imports, pages, run, site  # noqa: E402
from bench.cases import cases  # noqa: E402
from bench.goals import GOALS  # noqa: E402
from cnrs_intl.database import cluster  # noqa: E402
from cnrs_intl.env import VAR, environment  # noqa: E402


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the catalogue against its goals.")
    parser.add_argument("--rows", type=int, default=100_000, help="collaborations (100000)")
    parser.add_argument("--seed", type=int, default=1, help="the same one gives the same data (1)")
    parser.add_argument("--output", type=Path, help="the Markdown file to write (var/bench-ROWS.md)")
    parser.add_argument("--page", action="store_true", help="only the time of a page, in milliseconds")
    parser.add_argument("--site", action="store_true", help="only the times of the pages of the demonstration")
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
        database.prepare(site.SITE, 0, options.seed)
        print(json.dumps(site.times()))
        return
    database.prepare(str(options.rows), options.rows, options.seed)
    if options.page:
        print(json.dumps(pages.page_time(cases()[1])))
        return
    _report(options.rows, options.seed, options.output or VAR / f"bench-{options.rows}.md")


def _report(rows: int, seed: int, output: Path) -> None:
    results = []
    with tempfile.TemporaryDirectory() as name:
        for result in run.measure(rows, seed, Path(name)):
            print(
                f"{result.goal} {GOALS[result.goal]}: {result.case}, {result.figure} ({result.reference})", flush=True
            )
            results.append(result)
        results += imports.measure(Path(name), rows, seed)
    text = run.described(rows, seed, results)
    output.write_text(text)
    print(f"\n{text}\nWritten to {output}.")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
