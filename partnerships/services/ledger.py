"""The ledger of a site: people received and sent, by year and category, for one home institution at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.choices import Direction, ExchangeCategory
from partnerships.models import Exchange, Site


@dataclass(frozen=True, order=True)
class Cell:
    year: int
    direction: Direction
    category: ExchangeCategory


@dataclass(frozen=True)
class Entry:
    people: int
    months: Decimal | None = None
    """Person-months; None: not counted."""


def read_ledger(*, site: Site, home: int | None, years: Iterable[int]) -> dict[Cell, Entry]:
    """What is counted in these years of people of the institution `home`; None: of one that is not named."""
    rows = Exchange.objects.filter(site=site, home=home, year__in=list(years))
    return {_cell(row): Entry(row.head_count, row.person_months) for row in rows}


def state_of(entries: Mapping[Cell, Entry]) -> str:
    """A short text that differs when the entries do."""
    written = [(*_plain(cell), entries[cell].people, str(entries[cell].months)) for cell in sorted(entries)]
    return sha256(repr(written).encode()).hexdigest()[:16]


@transaction.atomic
def save_ledger(
    *, site: Site, home: int | None, entries: Mapping[Cell, Entry | None], seen: str, with_months: bool
) -> int:
    """Write every cell given, or none; returns how many changed. A cell of None is emptied: nobody was counted.

    `seen`: the state of the cells when they were read. Without `with_months`, person-months stay as they are.
    ValidationError: somebody else changed cells meanwhile, and they are not as given.
    """
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    years = {cell.year for cell in entries}
    rows = {_cell(row): row for row in Exchange.objects.filter(site=site, home=home, year__in=years)}
    known = {cell: Entry(row.head_count, row.person_months) for cell, row in rows.items()}
    wanted = {cell: _with_known_months(entry, known.get(cell), with_months) for cell, entry in entries.items()}
    changed = {cell: entry for cell, entry in wanted.items() if known.get(cell) != entry}
    if changed and state_of(known) != seen:
        raise ValidationError(_in_conflict(changed, known))
    for cell, entry in changed.items():
        _write(site, home, cell, entry, rows.get(cell))
    return len(changed)


def _write(site: Site, home: int | None, cell: Cell, entry: Entry | None, row: Exchange | None) -> None:
    if entry is None:
        if row:
            row.delete()
        return
    row = row or Exchange(
        site_id=site.pk, home_id=home, year=cell.year, direction=cell.direction, category=cell.category
    )
    row.head_count, row.person_months = entry.people, entry.months
    if row.is_demo:  # no longer: the figure is the editor's own, and not from where the made-up one was
        row.is_demo, row.source = False, ""
    row.save()


def _with_known_months(entry: Entry | None, known: Entry | None, with_months: bool) -> Entry | None:
    if entry is None or with_months or known is None:
        return entry
    return Entry(entry.people, known.months)


def _in_conflict(changed: Mapping[Cell, Entry | None], known: Mapping[Cell, Entry]) -> list[str]:
    """What is saved now in the cells that would change: the second to save decides, knowing it."""
    now = [
        _("%(cell)s: %(people)s is saved now.")
        % {"cell": label_of(cell), "people": known[cell].people if cell in known else _("nothing")}
        for cell in sorted(changed)
    ]
    return [_("Somebody else saved this ledger meanwhile. Compare, then save again to keep your figures."), *now]


def label_of(cell: Cell) -> str:
    """“2025, doctoral student, received”, in the reader's language."""
    told = {"year": cell.year, "category": cell.category.label, "direction": cell.direction.label}
    return _("%(year)d, %(category)s, %(direction)s") % told


def _cell(row: Exchange) -> Cell:
    return Cell(row.year, Direction(row.direction), ExchangeCategory(row.category))


def _plain(cell: Cell) -> tuple[int, str, str]:
    return cell.year, str(cell.direction), str(cell.category)
