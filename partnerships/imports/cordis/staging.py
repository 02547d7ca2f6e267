"""Files to staging tables: only the projects asked for, with all their organisations; bad rows reported, not staged."""

from collections.abc import Callable, Iterator
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnrs_intl.catalogue.importing import Report
from cnrs_intl.catalogue.merging import column_types, copy_rows, create_stage, rows_of, run
from cnrs_intl.catalogue.readers import BadRow, Row
from cnrs_intl.catalogue.sources import UnreadableError
from partnerships.imports.cordis import cleaning
from partnerships.imports.cordis.layouts import Dataset, File, Kind
from partnerships.models import EUContract, Participation, Partner

HOME_PIC = "999997930"
Advance = Callable[[int], object]

CONTRACT_FIELDS = (
    "grant_number", "acronym", "title_en", "summary_en", "website", "country", "framework", "programme", "call",
    "scheme", "topic", "topic_title", "ec_status", "start", "end", "signed_on", "total_cost", "ec_contribution",
    "grant_doi", "rcn", "keywords",
)  # fmt: skip
PARTNER_FIELDS = ("pic", "name", "kind", "country", "city", "website", "latitude", "longitude", "slug")


def stage(dataset: Dataset, report: Report, advance: Advance, *, everything: bool) -> None:
    """Fill the staging tables from the files."""
    _create_tables()
    wanted = None if everything else _projects_with_us(dataset)
    _stage_projects(dataset, report, wanted, advance)
    _stage_organisations(dataset, report, wanted, advance)
    _stage_titles(dataset, report, wanted, advance)
    for file in dataset.files:
        if file.table.looks_cut:
            report.notes.append(
                _("%(file)s has exactly as many lines as a spreadsheet can hold: was it cut?")
                % {"file": file.table.name}
            )
    _drop_second_projects(dataset, report)
    _drop_orphans(report)
    for table in ("cordis_project", "cordis_participation", "cordis_topic", "cordis_programme"):
        run(f"ANALYZE {table}")


def _create_tables() -> None:
    texts = dict.fromkeys(("file", "framework", "programme", "call", "scheme"), "text")
    create_stage("cordis_project", column_types(EUContract, CONTRACT_FIELDS) | texts | {"line": "integer"})
    part = ("role", "position", "ec_contribution", "net_ec_contribution", "total_cost", "left_early")
    organisation = column_types(Partner, PARTNER_FIELDS) | column_types(Participation, part)
    create_stage("cordis_participation", organisation | {"grant_number": "text", "short_name": "text"})
    for name in ("cordis_topic", "cordis_programme"):
        create_stage(name, {"grant_number": "text", "code": "text", "title": "text", "is_main": "boolean"})


def _projects_with_us(dataset: Dataset) -> set[str]:
    """Grant numbers of the projects in which this organisation takes part; a row that is bad is met again later."""
    return {
        row["grant"].strip()
        for file in dataset.of(Kind.ORGANISATIONS)
        for row in file.table.rows(
            {name: file.headings[name] for name in ("grant", "pic")}, complain=lambda bad_row: None
        )
        if row["pic"].strip() == HOME_PIC
    }


def _rows(file: File, report: Report, wanted: set[str] | None, advance: Advance) -> Iterator[Row]:
    for row in file.table.rows(file.headings, report.complain, advance):
        if wanted is None or row["grant"].strip() in wanted:
            yield row


def _stage_projects(dataset: Dataset, report: Report, wanted: set[str] | None, advance: Advance) -> None:
    sequence = count(1)

    def values() -> Iterator[cleaning.Values]:
        for file in dataset.of(Kind.PROJECTS):
            for row in _rows(file, report, wanted, advance):
                if cleaned := cleaning.project(row, next(sequence), file.layout.age):
                    yield cleaned
                else:
                    report.counts["contracts"].skipped += 1
            if file.table.line_count < 2:
                raise UnreadableError(_("%(file)s has a header and no row.") % {"file": file.table.name})

    copy_rows("cordis_project", cleaning.PROJECT_COLUMNS, values())


def _stage_organisations(dataset: Dataset, report: Report, wanted: set[str] | None, advance: Advance) -> None:
    sequence = count(1)
    countries = cleaning.country_codes()

    def values() -> Iterator[cleaning.Values]:
        for file in dataset.of(Kind.ORGANISATIONS):
            for row in _rows(file, report, wanted, advance):
                if cleaned := cleaning.organisation(row, next(sequence), file.layout.age, countries):
                    yield cleaned
                else:
                    report.counts["participations"].skipped += 1

    copy_rows("cordis_participation", cleaning.ORGANISATION_COLUMNS, values())


def _stage_titles(dataset: Dataset, report: Report, wanted: set[str] | None, advance: Advance) -> None:
    def values(kind: Kind) -> Iterator[cleaning.Values]:
        for file in dataset.of(kind):
            for row in _rows(file, report, wanted, advance):
                if cleaned := cleaning.titled(row):
                    yield cleaned

    copy_rows("cordis_topic", ("grant_number", "code", "title", "is_main"), values(Kind.TOPICS))
    copy_rows("cordis_programme", ("grant_number", "code", "title", "is_main"), values(Kind.PROGRAMMES))


def _drop_second_projects(dataset: Dataset, report: Report) -> None:
    """A grant number names one project: a second row with it is a bad row."""
    run("CREATE INDEX ON cordis_project (grant_number, seq)")
    seconds = rows_of(
        """
        DELETE FROM cordis_project AS later USING cordis_project AS first
        WHERE later.grant_number = first.grant_number AND first.seq < later.seq
          AND NOT EXISTS (
              SELECT FROM cordis_project AS sooner
              WHERE sooner.grant_number = first.grant_number AND sooner.seq < first.seq
          )
        RETURNING later.file, later.line, later.grant_number, first.file, first.line
        """
    )
    headings = {file.table.name: file.headings["grant"] for file in dataset.of(Kind.PROJECTS)}
    for file, number, grant, first_file, first_line in sorted(seconds):
        reason = _("the grant number is already in %(file)s, line %(line)d") % {"file": first_file, "line": first_line}
        report.complain(BadRow(file, number, headings[file], grant, reason))
        report.counts["contracts"].skipped += 1


def _drop_orphans(report: Report) -> None:
    """Participations in projects that are not there, or not good, go nowhere."""
    orphans = run(
        """
        DELETE FROM cordis_participation AS o
        WHERE NOT EXISTS (SELECT FROM cordis_project AS p WHERE p.grant_number = o.grant_number)
        """
    )
    report.counts["participations"].skipped += orphans
    if orphans:
        report.notes.append(
            ngettext(
                "%(count)d participation is in a project that is not among those read.",
                "%(count)d participations are in projects that are not among those read.",
                orphans,
            )
            % {"count": orphans}
        )
