"""The catalogue after random edits of the demonstration, beside the register and beside a catalogue read anew.

`EDITS=1000 EDITS_SEED=3 pytest tests/partnerships/catalogue/test_snapshots.py` makes a thousand edits of another seed.
"""

import os
from datetime import date
from io import StringIO
from random import Random

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from partnerships.catalogue import CatalogueIndex, upkeep
from partnerships.catalogue.check import differences
from partnerships.catalogue.snapshots import read
from tests.partnerships.catalogue.edits import Editor

EDITS, SEED = int(os.environ.get("EDITS", "50")), int(os.environ.get("EDITS_SEED", "1"))
BETWEEN_CHECKS = 200
STAFF = User(username="staff", is_staff=True, is_superuser=True)


def plain(snapshot):
    found = {facet: {value: set(bits) for value, bits in values.items()} for facet, values in snapshot.bitmaps.items()}
    words = {name: sorted(rows, key=str) for name, rows in snapshot.vocabulary.items()}
    return snapshot.version, words, {facet: values for facet, values in found.items() if values}


def agree(day: date) -> None:
    assert [str(difference) for difference in differences(day, sample=0)][:20] == []
    live = CatalogueIndex.current(STAFF).views.snapshot
    assert plain(live) == plain(read(None))


@pytest.mark.django_db(transaction=True)
def test_random_edits_leave_the_catalogue_right_and_the_workers_index_up_to_date():
    call_command("load_demo", stdout=StringIO())
    upkeep.store_bitmaps()
    editor, random = Editor(SEED), Random(SEED)  # noqa: S311
    checked = 0
    agree(date(2015, 6, 1))
    while editor.count < EDITS:
        editor.batch()
        if random.random() < 0.5:
            CatalogueIndex.current(STAFF)
        if random.random() < 0.05:
            upkeep.store_bitmaps()
        if editor.count - checked >= BETWEEN_CHECKS:
            checked = editor.count
            agree(date(random.randrange(1996, 2032), 2, 28))
    print(dict(editor.done))  # noqa: T201
    assert editor.done["refused"] < editor.count
    agree(date.today())
    agree(date(2013, 12, 31))
