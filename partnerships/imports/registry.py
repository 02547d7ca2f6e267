"""Reads the extract of the registry of research organisations (ROR): one organisation a row."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from partnerships.services.registry import RegistryRecord

_ACRONYM = "acronym"


def read_organizations(path: Path) -> Iterator[RegistryRecord]:
    """The records of a CSV file with semicolons; other names are written `kind@language:text`, with `|` between."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";", strict=True):
            yield RegistryRecord(
                ror_id=row["ror_id"],
                names=(row["name"], *_full_names(row["other_names"])),
                country=row["country"],
                city=row["city"],
                latitude=Decimal(row["latitude"]),
                longitude=Decimal(row["longitude"]),
                is_active=row["status"] == "active",
            )


def _full_names(cell: str) -> Iterator[str]:
    for name in filter(None, cell.split("|")):
        label, _, text = name.partition(":")
        if label.partition("@")[0] != _ACRONYM:
            yield text
