"""Small files in CORDIS's layouts, and the import of them."""

import csv

import pytest
from django.apps import apps

from partnerships.imports.cordis import import_cordis, new_report

HOME = {
    "organisationID": "999997930",
    "name": "CENTRE NATIONAL DE LA RECHERCHE SCIENTIFIQUE CNRS",
    "country": "FR",
}
PROJECT = {
    "id": "101", "acronym": "ALPHA", "status": "SIGNED", "title": "A title", "startDate": "2014-01-01",
    "endDate": "2016-12-31", "totalCost": "1000.50", "ecMaxContribution": "900", "legalBasis": "FP7-PEOPLE",
    "topics": "T-1", "ecSignatureDate": "2013-12-01", "frameworkProgramme": "FP7", "masterCall": "", "subCall": "C-1",
    "fundingScheme": "MC-IEF", "nature": "", "objective": "Why.", "contentUpdateDate": "2017-01-01 10:00:00",
    "rcn": "7", "grantDoi": "10.3030/101", "keywords": "one, two",
}  # fmt: skip
ORGANISATION = {
    "projectID": "101", "projectAcronym": "ALPHA", "organisationID": "999976105", "vatNumber": "BE0325777171",
    "name": "UNIVERSITE DE LIEGE", "shortName": "ULIEGE", "SME": "", "activityType": "HES", "street": "20 AOUT",
    "postCode": "4000", "city": "LIEGE", "country": "BE", "nutsCode": "BE", "geolocation": "50.64,5.57",
    "organizationURL": "http://www.ulg.ac.be", "contactForm": "https://example.org/form", "contentUpdateDate": "",
    "rcn": "", "order": "2", "role": "participant", "ecContribution": "528340.97", "netEcContribution": "600000",
    "totalCost": "960619,95", "endOfParticipation": "false", "active": "",
}  # fmt: skip
OLD_PROJECT = {
    "rcn": "7", "reference": "101", "acronym": "ALPHA", "status": "", "programme": "FP7-PEOPLE", "topics": "T-1",
    "frameworkProgramme": "FP7", "title": "A title", "startDate": "2014-01-01", "endDate": "2016-12-31",
    "projectUrl": "", "objective": "Why.", "totalCost": "1000,5", "ecMaxContribution": "900", "call": "C-1",
    "fundingScheme": "MC-IEF", "coordinator": "CNRS", "coordinatorCountry": "FR",
    "participants": "UNIVERSITE DE LIEGE;OTHER", "participantCountries": "BE;FR", "subjects": "",
}  # fmt: skip
OLD_ORGANISATION = {
    "projectRcn": "7", "projectReference": "101", "projectAcronym": "ALPHA", "role": "participant", "id": "999976105",
    "name": "UNIVERSITE DE LIEGE", "shortName": "ULIEGE", "activityType": "HES", "endOfParticipation": "false",
    "ecContribution": "528340,97", "country": "BE", "street": "20 AOUT", "city": "LIEGE", "postCode": "4000",
    "organizationUrl": "", "vatNumber": "", "contactForm": "", "contactType": "Legal", "contactTitle": "Mme",
    "contactFirstNames": "Ada", "contactLastNames": "Lovelace", "contactFunction": "Head",
    "contactTelephoneNumber": "+3245556677", "contactFaxNumber": "+3245556678",
}  # fmt: skip


def written(path, rows, quoting, encoding):
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.DictWriter(stream, rows[-1], delimiter=";", quoting=quoting, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def home():
    """The row of this organisation, as coordinator."""
    return HOME | {"role": "coordinator", "order": "1", "activityType": "REC", "shortName": "CNRS", "geolocation": ""}


@pytest.fixture
def current(tmp_path, home):
    """Writes a folder in the layout since 2022: each row is what differs from a good row."""

    def made(projects=({},), organisations=({},), name="current", with_home=True, **files):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        projects = [PROJECT | row for row in projects]
        ours = [home | {"projectID": row["id"]} for row in projects] if with_home else []
        organisations = [ORGANISATION | row for row in [*ours, *organisations]]
        for file, rows in {"project": projects, "organization": organisations, **files}.items():
            written(folder / f"{file}.csv", rows, csv.QUOTE_ALL, "utf-8-sig")
        return folder

    return made


@pytest.fixture
def old(tmp_path, home):
    """The same in the layout of 2015 to 2020, quoted where it must be, with contact persons."""

    def made(projects=({},), organisations=({},)):
        folder = tmp_path / "old"
        folder.mkdir(exist_ok=True)
        ours = {"id": home["organisationID"], "name": home["name"], "role": "coordinator", "country": "FR"} | {
            "activityType": "REC",
            "shortName": "CNRS",
            "ecContribution": "",
            "city": "",
        }
        written(folder / "cordis-fp7projects.csv", [OLD_PROJECT | row for row in projects], csv.QUOTE_MINIMAL, "utf-8")
        written(
            folder / "cordis-fp7organizations.csv",
            [OLD_ORGANISATION | row for row in [ours, *organisations]],
            csv.QUOTE_MINIMAL,
            "utf-8",
        )
        return folder

    return made


@pytest.fixture
def imported(countries):
    """Imports and gives the report."""

    def run(*paths, **options):
        report = new_report()
        import_cordis(paths, report, **options)
        return report

    return run


@pytest.fixture
def everything():
    """All rows of the register, to compare before and after."""

    def rows():
        models = apps.get_app_config("partnerships").get_models()
        return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}

    return rows
