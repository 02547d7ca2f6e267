"""G10 to G12: a folder as CORDIS publishes it, imported twice into a database of its own."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from django.db import connection
from django.db.models import Max

from bench import database, orm
from bench.goals import UNEXPLAINED, Result, compared
from bench.timing import growth_of_a_process, once
from offices.models import Country
from partnerships.catalogue.generation import Texts, generate
from partnerships.catalogue.upkeep import analyse
from partnerships.imports.cordis import import_cordis, new_report
from partnerships.models import CatalogueVersion, Collaboration, EUContract, Participation, Partner

FIRST_GRANT, FIRST_ORGANISATION = 100_000_000, 900_000_000
SHARE, LEAST, MOST = 5, 200, 20_000
THOUSAND, ONE_BY_ONE = 1_000, 300
PARSED = "The import parses, checks and resolves too; the reference takes ready rows."
MOST_MEMORY = 150_000_000
COLUMNS = {
    "project.csv": (
        "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis",
        "topics", "ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "nature",
        "objective", "contentUpdateDate", "rcn", "grantDoi", "keywords",
    ),
    "organization.csv": (
        "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType",
        "street", "postCode", "city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm",
        "contentUpdateDate", "rcn", "order", "role", "ecContribution", "netEcContribution", "totalCost",
        "endOfParticipation", "active",
    ),
}  # fmt: skip


def write_folder(folder: Path, projects: int, seed: int, countries: list[str]) -> None:
    """`projects` made-up projects with three participants each, in the layout since 2022."""
    random = Random(seed)  # noqa: S311
    texts = Texts(projects, seed).some(projects, str(seed))
    with (folder / "project.csv").open("w", newline="") as p, (folder / "organization.csv").open("w", newline="") as o:
        files = {
            name: csv.DictWriter(stream, COLUMNS[name], restval="", delimiter=";", quoting=csv.QUOTE_ALL)
            for name, stream in (("project.csv", p), ("organization.csv", o))
        }
        for writer in files.values():
            writer.writeheader()
        for number, (title, _title, summary, _summary) in enumerate(texts):
            year = random.randrange(2014, 2021)
            files["project.csv"].writerow({
                "id": FIRST_GRANT + number, "acronym": f"MADE{number}", "status": "SIGNED", "title": title,
                "startDate": f"{year}-01-01", "endDate": f"{year + 3}-12-31", "totalCost": f"{1000 + number}",
                "ecMaxContribution": "900", "frameworkProgramme": "H2020", "legalBasis": "H2020-EU.1.1.",
                "topics": "ERC-2014", "fundingScheme": "ERC-STG", "objective": summary,
                "contentUpdateDate": "2022-01-01 10:00:00", "rcn": f"{number + 1}",
            })  # fmt: skip
            places = random.sample(range(max(3, projects // 10)), 3)
            for order, place in enumerate(places, start=1):
                files["organization.csv"].writerow({
                    "projectID": FIRST_GRANT + number, "organisationID": FIRST_ORGANISATION + place,
                    "name": f"MADE UP UNIVERSITY {place}", "activityType": "HES", "city": "CITY",
                    "country": countries[place % len(countries)], "order": order,
                    "role": "coordinator" if order == 1 else "participant", "ecContribution": "300",
                    "endOfParticipation": "false",
                })  # fmt: skip


def measure(folder: Path, rows: int, seed: int) -> Iterator[Result]:
    """Leaves the connection on the database of the import."""
    database.prepare("import", seed, lambda: generate(LEAST, seed), anew=True)
    projects = max(LEAST, min(MOST, rows // SHARE))
    folder = folder / "cordis"
    folder.mkdir()
    write_folder(folder, projects, seed, list(Country.objects.order_by("pk").values_list("cordis_code", flat=True)))
    last = Collaboration.objects.aggregate(last=Max("pk"))["last"]

    def run(*, dry_run: bool = False) -> None:
        import_cordis([folder], report, everything=True, dry_run=dry_run)

    report = new_report()
    rows_only = once(lambda: run(dry_run=True))
    growth, report = growth_of_a_process(str(folder)), new_report()
    whole = once(run)
    version, loaded, report = CatalogueVersion.objects.get().version, report, new_report()
    again = once(run)
    rewritten = sum(counts.created + counts.changed for counts in report.counts.values())
    copied, floors = _floors(last)
    case = f"{projects:,} projects (one run)"
    yield compared("G10", case, "COPY", copied, rows_only, met=rows_only <= copied / 0.55, note=PARSED)
    yield Result(goal="G10", case="growth of a fresh process", reference="150 MB", ratio="–",
                 figure=f"{growth / 1e6:.0f} MB", met=growth < MOST_MEMORY, note="")  # fmt: skip
    yield from _beside_django(case, sum(counts.created for counts in loaded.counts.values()), rows_only, last)
    yield compared("G11", case, "COPY + documents + GIN", floors, whole, met=whole <= 2.2 * floors,
                   note=UNEXPLAINED)  # fmt: skip
    met = again * 2 <= whole and not rewritten and version == CatalogueVersion.objects.get().version
    yield compared("G12", f"{case}, again; {rewritten} rewritten", "first time", whole, again, met=met, ahead=True,
                   note=UNEXPLAINED)  # fmt: skip


def _beside_django(case: str, rows: int, time: float, last: int) -> Iterator[Result]:
    """Milliseconds for each thousand rows, by the import and by what Django offers."""
    ours = time / rows * THOUSAND
    for name, wanted, (written, taken) in (
        ("bulk_create", 2.4, orm.bulk_create(last)),
        ("update_or_create", 50, orm.update_or_create(ONE_BY_ONE)),
    ):
        reference = taken / written * THOUSAND
        yield compared("G10", f"{case}, a thousand rows", name, reference, ours, met=reference >= wanted * ours,
                       ahead=True, note=PARSED)  # fmt: skip


def _floors(last: int) -> tuple[float, float]:
    """Milliseconds of COPY of the same rows into tables with the same indexes; the same with documents and GIN."""
    copied = sum(_copy(model._meta.db_table) for model in (Partner, Collaboration, EUContract, Participation))
    analyse()  # or what PostgreSQL knows of the tables is a matter of luck so soon after they were filled
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        documents = once(lambda: cursor.execute(
            "CREATE TEMPORARY TABLE floor AS SELECT * FROM partnerships_documents(ARRAY("
            "SELECT id FROM partnerships_collaboration WHERE id > %s))", [last],
        ))  # fmt: skip
        indexes = once(lambda: cursor.execute("CREATE INDEX ON floor USING gin (document)"))
        indexes += once(lambda: cursor.execute("CREATE INDEX ON floor USING gin (names gin_trgm_ops)"))
        cursor.execute("DROP TABLE floor")
    return copied, copied + documents + indexes


def _copy(table: str) -> float:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
            data = b"".join(bytes(chunk) for chunk in copy)
        cursor.execute(f"CREATE TABLE floor (LIKE {table} INCLUDING ALL)")

        def write() -> None:
            with cursor.copy("COPY floor FROM STDIN (FORMAT binary)") as copy:
                copy.write(data)

        time = once(write)
        cursor.execute("DROP TABLE floor")
    return time
