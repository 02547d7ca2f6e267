"""manage.py import_cordis: CORDIS files into the register."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.importing import RefusedError, Report, described
from cnrs_intl.catalogue.sources import UnreadableError
from partnerships.catalogue.upkeep import analyse, store_bitmaps_when_long
from partnerships.imports.cordis import import_cordis, new_report

SHOWN = 50
EXIT_SOME_SKIPPED = 3


class Command(BaseCommand):
    help = (
        "Import CORDIS projects with all their participants: a folder, a zip archive or CSV files, in the layout since"
        " 2021 or in that of 2015 to 2020. Exit code 0: all was read; 1: nothing was written; 3: bad rows were skipped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folder, .zip archive or .csv files")
        parser.add_argument("--dry-run", action="store_true", help="do all the work and write nothing")
        parser.add_argument("--all", action="store_true", help="also projects in which this organisation has no part")
        parser.add_argument("--skip-bad-rows", action="store_true", help="write the good rows, leave out the bad ones")
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="write all bad rows to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        report = new_report()
        path: Path | None = options["report"]
        try:
            stream = path.open("w", newline="", encoding="utf-8") if path else None
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s") % {"file": path, "reason": error.strerror}
            ) from error
        try:
            with told(command="import_cordis"):
                self._import(report, options)
        finally:
            if stream:
                with stream:
                    report.write_bad_rows(stream)
        if report.bad_rows:
            sys.exit(EXIT_SOME_SKIPPED)

    def _import(self, report: Report, options: dict[str, Any]) -> None:
        try:
            import_cordis(
                options["paths"],
                report,
                everything=options["all"],
                skip_bad_rows=options["skip_bad_rows"],
                dry_run=options["dry_run"],
                show_progress=options["verbosity"] > 0,
            )
        except (RefusedError, UnreadableError) as error:
            self._list_bad_rows(report, has_file=bool(options["report"]))
            raise CommandError(str(error)) from error
        self._list_bad_rows(report, has_file=bool(options["report"]))
        for line in report.lines():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write(_("Dry run: nothing was written."))
        else:
            analyse()
            store_bitmaps_when_long()

    def _list_bad_rows(self, report: Report, *, has_file: bool) -> None:
        for bad_row in report.bad_rows[:SHOWN]:
            self.stderr.write(described(bad_row))
        found = len(report.bad_rows)
        if found:
            self.stderr.write(ngettext("%(count)d bad row", "%(count)d bad rows", found) % {"count": found})
        if found > SHOWN and not has_file:
            self.stderr.write(
                _("The first %(shown)d are shown; --report FILE.csv writes them all to a file.") % {"shown": SHOWN}
            )
