"""The layouts in which CORDIS has published its projects, told apart by their headers, never by file names.

Columns that are not named here are never read. Among them are those that hold persons' names and telephone numbers,
streets, and tax numbers. CORDIS lists a few natural persons as organisations and does not mark them; what is kept of
any organisation is therefore the little that makes it known as one: name, acronym, type, city, country, web site and
place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnrs_intl.catalogue.cells import Message
from cnrs_intl.catalogue.readers import Table, listed
from cnrs_intl.catalogue.sources import UnreadableError, find_csv


class Kind(StrEnum):
    PROJECTS = "projects"
    ORGANISATIONS = "organisations"
    TOPICS = "topics"
    PROGRAMMES = "programmes"


@dataclass(frozen=True)
class Layout:
    """One layout of one file. `columns` gives our name of each column and the headings that it has had.

    `age` sorts layouts: what an older one tells does not replace what a newer one told.
    """

    kind: Kind
    label: Message
    age: str
    columns: dict[str, tuple[str, ...]]
    required: tuple[str, ...]

    def missing(self, header: Iterable[str]) -> list[str]:
        present = set(header)
        return [" / ".join(self.columns[name]) for name in self.required if present.isdisjoint(self.columns[name])]

    def headings(self, header: Iterable[str]) -> dict[str, str]:
        """The heading of each column of ours that the file has; where it has two, the first we know counts."""
        present = set(header)
        return {
            name: next(heading for heading in known if heading in present)
            for name, known in self.columns.items()
            if not present.isdisjoint(known)
        }


_PROJECT: dict[str, tuple[str, ...]] = {
    "acronym": ("acronym",),
    "status": ("status",),
    "title": ("title",),
    "start": ("startDate",),
    "end": ("endDate",),
    "framework": ("frameworkProgramme",),
    "topic": ("topics",),
    "objective": ("objective",),
    "total_cost": ("totalCost",),
    "ec_contribution": ("ecMaxContribution",),
    "scheme": ("fundingScheme",),
    "rcn": ("rcn",),
}
_ORGANISATION: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "short_name": ("shortName",),
    "activity": ("activityType",),
    "country": ("country",),
    "city": ("city",),
    "role": ("role",),
    "ec_contribution": ("ecContribution",),
    "left_early": ("endOfParticipation",),
}

LAYOUTS = (
    Layout(
        Kind.PROJECTS,
        gettext_lazy("projects, layout of 2015 to 2020"),
        "2015",
        _PROJECT
        | {
            "grant": ("reference", "id"),
            "programme": ("programme",),
            "call": ("call",),
            "website": ("projectUrl",),
            "coordinator": ("coordinator",),
        },
        ("grant", "title", "start", "end", "framework", "programme", "coordinator"),
    ),
    Layout(
        Kind.PROJECTS,
        gettext_lazy("projects, layout since 2021"),
        "2021",
        _PROJECT
        | {
            "grant": ("id",),
            "programme": ("legalBasis",),
            "signed": ("ecSignatureDate",),
            "call": ("subCall",),
            "master_call": ("masterCall",),
            "updated": ("contentUpdateDate",),
            "doi": ("grantDoi",),
            "keywords": ("keywords",),
        },
        ("grant", "title", "start", "end", "framework", "updated"),
    ),
    Layout(
        Kind.ORGANISATIONS,
        gettext_lazy("organisations, layout of 2015 to 2020"),
        "2015",
        _ORGANISATION | {"grant": ("projectReference", "projectID"), "pic": ("id",), "website": ("organizationUrl",)},
        ("grant", "pic", "name", "country", "role"),
    ),
    Layout(
        Kind.ORGANISATIONS,
        gettext_lazy("organisations, layout since 2022"),
        "2021",
        _ORGANISATION
        | {
            "grant": ("projectID",),
            "pic": ("organisationID",),
            "website": ("organizationURL",),
            "place": ("geolocation",),
            "position": ("order",),
            "net_ec_contribution": ("netEcContribution",),
            "total_cost": ("totalCost",),
            "updated": ("contentUpdateDate",),
        },
        ("grant", "pic", "name", "country", "role"),
    ),
    Layout(
        Kind.TOPICS,
        gettext_lazy("topics, layout since 2022"),
        "2021",
        {"grant": ("projectID",), "code": ("topic",), "title": ("title",)},
        ("grant", "code", "title"),
    ),
    Layout(
        Kind.PROGRAMMES,
        gettext_lazy("legal bases, layout since 2022"),
        "2021",
        {
            "grant": ("projectID",),
            "code": ("legalBasis",),
            "title": ("title",),
            "is_main": ("uniqueProgrammePart",),
        },
        ("grant", "code", "title", "is_main"),
    ),
)


@dataclass(frozen=True)
class File:
    """A table whose layout is known."""

    table: Table
    layout: Layout
    headings: dict[str, str]


@dataclass(frozen=True)
class Dataset:
    """The files of one import, and the names of those that hold something else."""

    files: tuple[File, ...]
    others: tuple[str, ...]

    def of(self, kind: Kind) -> Iterator[File]:
        return (file for file in self.files if file.layout.kind == kind)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.table.source.size for file in self.files)


def open_dataset(paths: Iterable[Path], *, everything: bool) -> Dataset:
    """Find the files and tell their layouts. `UnreadableError` where what is needed is not there."""
    named = {path.name for path in paths if path.is_file()}
    files, others = [], []
    for source in find_csv(paths):
        table = Table(source)
        if layout := next((layout for layout in LAYOUTS if not layout.missing(table.header)), None):
            files.append(File(table, layout, layout.headings(table.header)))
        elif table.name in named or _is_meant_for_us(table.name):
            raise UnreadableError(_what_is_missing(table))
        else:
            others.append(table.name)
    dataset = Dataset(tuple(files), tuple(others))
    _check_complete(dataset, everything=everything)
    return dataset


def _is_meant_for_us(name: str) -> bool:
    stem = Path(name).stem.lower()
    return stem.endswith(("project", "projects", "organization", "organizations"))


def _what_is_missing(table: Table) -> str:
    """For the layouts that the header is nearest to, the columns it lacks."""
    lacking = sorted(((layout.missing(table.header), layout) for layout in LAYOUTS), key=lambda pair: len(pair[0]))
    known = "".join(
        "\n  " + _("%(layout)s: missing %(columns)s") % {"layout": layout.label, "columns": listed(columns)}
        for columns, layout in lacking
    )
    return _("%(file)s: line 1: the header is that of no known layout. The layouts known:%(known)s") % {
        "file": table.name,
        "known": known,
    }


def _check_complete(dataset: Dataset, *, everything: bool) -> None:
    if not any(dataset.of(Kind.PROJECTS)):
        raise UnreadableError(
            _("There is no file of projects (project.csv, cordis-fp7projects.csv) among those given.")
        )
    if not everything and not any(dataset.of(Kind.ORGANISATIONS)):
        raise UnreadableError(
            _(
                "There is no file of organisations (organization.csv, cordis-fp7organizations.csv), so that the"
                " projects this organisation takes part in cannot be told. Give it too, or import all with --all."
            )
        )
