import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history_context import told
from cnrs_intl.catalogue.natural_keys import Inserts, NaturalKeys
from cnrs_intl.env import ROOT
from partnerships.catalogue.upkeep import analyse
from partnerships.imports.registry import read_organizations
from partnerships.services.registry import link_partners
from partnerships.services.staff import set_up_groups

FOLDER = ROOT / "fixtures"
FIXTURES = ("reference", "offices", "partners", "laboratories", "structures", "clusters")
CONTRACTS = FOLDER / "cordis" / "current"
REGISTRY = FOLDER / "ror" / "organizations.csv"

# The record that a row belongs to: the field that names it, and the model. A natural key starts with its owner's.
OWNERS = {
    "offices.coverage": ("office", "offices.office"),
    "partnerships.exchange": ("site", "partnerships.collaboration"),
    "partnerships.instrumentrule": ("instrument", "partnerships.instrument"),
    "partnerships.laboratorylabel": ("laboratory", "partnerships.laboratory"),
    "partnerships.participation": ("collaboration", "partnerships.collaboration"),
    "partnerships.partnername": ("partner", "partnerships.partner"),
    "partnerships.site": ("structure", "partnerships.collaboration"),
    "partnerships.structure": ("collaboration_ptr", "partnerships.collaboration"),
    "partnerships.structurecode": ("structure", "partnerships.collaboration"),
    "partnerships.succession": ("successor", "partnerships.collaboration"),
    "partnerships.term": ("structure", "partnerships.collaboration"),
}
OWNING = {model for _field, model in OWNERS.values()}


class Command(BaseCommand):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.help = _(
            "Load the demonstration data: the fixtures, the EU contracts, the links of partners to ROR, "
            "and the groups of the staff. "
            "A record that is already there is left as it is, with all that belongs to it."
        )

    def handle(self, **options: Any) -> None:
        with told(command="load_demo"), transaction.atomic():
            for name in FIXTURES:
                self._load(FOLDER / f"{name}.json")
            call_command("import_cordis", str(CONTRACTS), stdout=self.stdout, stderr=self.stderr)
            self._link()
            set_up_groups()
        analyse()

    def _load(self, path: Path) -> None:
        """Add the rows of a fixture whose records are not there, and say how many there were of each kind."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be read. Is the project's folder complete?") % {"path": path}
            ) from error
        try:
            added = add_missing(rows)
        except (IntegrityError, DeserializationError) as error:
            raise CommandError(
                _("%(file)s does not fit what the database holds: load it before other data. %(reason)s")
                % {"file": path.name, "reason": error}
            ) from error
        for label, count in Counter(row["model"] for row in rows).items():
            self.stdout.write(
                _("%(kind)s: %(count)d in the demonstration data, %(new)d new")
                % {"kind": _model(label)._meta.verbose_name_plural, "count": count, "new": added[label]}
            )

    def _link(self) -> None:
        report = link_partners(records=read_organizations(REGISTRY))
        self.stdout.write(
            _("Partners linked to ROR: %(linked)d; left unlinked because of a doubt: %(doubtful)d")
            % {"linked": len(report.linked), "doubtful": len(report.ambiguous) + len(report.taken)}
        )


def add_missing(rows: list[dict[str, Any]]) -> Counter[str]:
    """Save the rows that are not in the database; the number of each model that were added.

    What belongs to a record is added with it or not at all: somebody may have changed or removed it since.
    """
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_label[row["model"]].append(row["fields"])
    added: Counter[str] = Counter()
    new_records: set[tuple[str, Any]] = set()
    keys = NaturalKeys()
    for label, all_fields in by_label.items():
        owner_field, owner_model = OWNERS.get(label, ("", ""))
        model: Any = _model(label)
        inserts = Inserts(model, keys)
        for fields in all_fields:
            if owner_field and (owner_model, fields[owner_field][0]) not in new_records:
                continue
            if inserts.add(fields):
                added[label] += 1
                if label in OWNING:
                    new_records.add((label, fields[model.natural_key_fields[0]]))
        inserts.save()
    return added


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)
