"""The ledger of a site: people received and sent, by year and category, for one home institution at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

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


Figures = Mapping[Cell, Entry | None]
"""What is counted, by cell; None, like a cell that is not there: nobody counted."""


class LedgerConflictError(Exception):
    """Others wrote into `cells` what is neither what was there before nor what is given. `known`: all that is saved."""

    def __init__(self, cells: list[Cell], known: Mapping[Cell, Entry]) -> None:
        super().__init__(len(cells))
        self.cells, self.known = cells, known


def changes(entries: Figures, former: Figures, *, with_months: bool) -> dict[Cell, Entry | None]:
    """The entries that are not as they were before; without `with_months`, by the number of people alone."""
    return {
        cell: entry
        for cell, entry in entries.items()
        if _shown(entry, with_months) != _shown(former.get(cell), with_months)
    }


@transaction.atomic
def save_ledger(*, site: Site, home: int | None, entries: Figures, former: Figures, with_months: bool) -> int:
    """Write the cells that differ from `former`, what they were when they were read; returns how many were written.

    All or nothing. A cell of None is emptied. Without `with_months`, person-months stay as they are.
    LedgerConflictError: somebody else changed the same cells meanwhile, to something else.
    """
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    years = {cell.year for cell in entries}
    rows = {_cell(row): row for row in Exchange.objects.filter(site=site, home=home, year__in=years)}
    known = {cell: Entry(row.head_count, row.person_months) for cell, row in rows.items()}
    own = changes(entries, former, with_months=with_months)
    by_others = changes({cell: known.get(cell) for cell in own}, former, with_months=with_months)
    wanted = changes(own, known, with_months=with_months)
    if disputed := sorted(wanted.keys() & by_others.keys()):
        raise LedgerConflictError(disputed, known)
    for cell, entry in wanted.items():
        _write(site, home, cell, _with_known_months(entry, known.get(cell), with_months), rows.get(cell))
    return len(wanted)


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


def _shown(entry: Entry | None, with_months: bool) -> Entry | None:
    return Entry(entry.people, entry.months if with_months else None) if entry else None


def label_of(cell: Cell) -> str:
    """“2025, doctoral student, received”, in the reader's language."""
    told = {"year": cell.year, "category": cell.category.label, "direction": cell.direction.label}
    return _("%(year)d, %(category)s, %(direction)s") % told


def _cell(row: Exchange) -> Cell:
    return Cell(row.year, Direction(row.direction), ExchangeCategory(row.category))
