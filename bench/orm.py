"""The rows of an import written the ways that Django offers, in a transaction that is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction

from bench.timing import once
from offices.models import Country
from partnerships.models import Collaboration, EUContract, Participation, Partner, Programme

BATCH = 1_000


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _copies(queryset: models.QuerySet[Any], mark: str, **unique: str) -> dict[int, Any]:
    """The same rows by their key, to be written under another one, with `mark` in what must be unique."""
    found = {}
    for number, row in enumerate(queryset.iterator()):
        found[row.pk], row.pk = row, None
        row._state.adding = True
        for name, text in unique.items():
            setattr(row, name, text.format(mark=mark, number=number) or None)
    return found


def bulk_create(last: int) -> tuple[int, float]:
    """(rows, milliseconds) of partners, shared parts of contracts and participations, a thousand at a time.

    Django refuses `bulk_create` of contracts, as they are in two tables: the half that it takes is written.
    """
    partners = _copies(Partner.objects.filter(pic__startswith="9"), "bulk", slug="{mark}-{number}", pic="", ror_id="")
    shared = _copies(Collaboration.objects.filter(pk__gt=last), "bulk", slug="{mark}-{number}")
    takers = _copies(Participation.objects.filter(collaboration__gt=last, partner__in=list(partners)), "bulk").values()

    def write() -> None:
        Partner.objects.bulk_create(partners.values(), batch_size=BATCH)
        Collaboration.objects.bulk_create(shared.values(), batch_size=BATCH)
        for taker in takers:
            taker.collaboration, taker.partner = shared[taker.collaboration_id], partners[taker.partner_id]
        Participation.objects.bulk_create(takers, batch_size=BATCH)

    with _undone():
        time = once(write)
    return len(partners) + len(shared) + len(takers), time


def update_or_create(contracts: int) -> tuple[int, float]:
    """(rows, milliseconds) of so many contracts with a partner and a participation each, one after another."""
    framework, country = Programme.objects.frameworks()[0], Country.objects.first()

    def write() -> None:
        for number in range(contracts):
            partner, _made = Partner.objects.update_or_create(
                slug=f"one-{number}", defaults={"name": f"One {number}", "country": country}
            )
            contract, _made = EUContract.objects.update_or_create(
                grant_number=f"{number:012}",
                framework=framework,
                defaults={"slug": f"one-{number}", "title_en": "One", "country": country, "programme": framework},
            )
            Participation.objects.update_or_create(
                collaboration=contract, partner=partner, position=1, defaults={"role": "participant"}
            )

    with _undone():
        time = once(write)
    # A contract is a row in each of two tables, counted as one, as in the import.
    return 3 * contracts, time
