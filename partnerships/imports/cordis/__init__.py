"""CORDIS, the European Commission's files of the projects that it funds, into contracts and partners."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.importing import BadRowsError, RefusedError, Report, one_run, progress
from cnrs_intl.catalogue.readers import listed
from offices.models import Country
from partnerships.imports.cordis import contracts, participations, partners, vocabularies
from partnerships.imports.cordis.layouts import Kind, open_dataset
from partnerships.imports.cordis.staging import stage

KINDS = {
    "contracts": gettext_lazy("contracts"),
    "partners": gettext_lazy("partners"),
    "names": gettext_lazy("further names of partners"),
    "participations": gettext_lazy("participations"),
    "programmes": gettext_lazy("programmes and their parts"),
    "schemes": gettext_lazy("funding schemes"),
    "calls": gettext_lazy("calls for proposals"),
}


def new_report() -> Report:
    return Report(dict(KINDS))


def import_cordis(
    paths: Iterable[Path],
    report: Report,
    *,
    everything: bool = False,
    skip_bad_rows: bool = False,
    dry_run: bool = False,
    show_progress: bool = False,
) -> None:
    """Read the files and merge them into the register, all in one transaction; `report` tells what happened.

    `everything` also takes projects in which this organisation has no part. `BadRowsError` where rows are bad and
    `skip_bad_rows` is not set, `UnreadableError` where a file is; nothing is written then, nor in a dry run.
    """
    dataset = open_dataset(list(paths), everything=everything)
    if dataset.others:
        report.notes.append(_("Not needed, not read: %(files)s") % {"files": listed(dataset.others)})
    if not any(dataset.of(Kind.ORGANISATIONS)):
        report.notes.append(_("There is no file of organisations: contracts are read, participations are not."))
    if not Country.objects.exists():
        raise RefusedError(_("There are no countries in the register yet: load the reference data first."))
    with one_run(dry_run=dry_run):
        with progress("CORDIS", dataset.size, wanted=show_progress) as bar:
            stage(dataset, report, bar.update, everything=everything)
        if report.bad_rows and not skip_bad_rows:
            raise BadRowsError(
                _("Nothing was written. Correct the rows, or import the good ones alone with --skip-bad-rows.")
            )
        vocabularies.resolve(report)
        partners.merge(report)
        contracts.merge(report)
        participations.merge(report)
