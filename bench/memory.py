"""python -m bench.memory DATABASE [FOLDER]: by how much a fresh process grows while it works.

The work is to stream the CSV file of everything, or, with a folder, to import its CORDIS files in a dry run. Writes
bytes: the most memory in use meanwhile, less what was in use before, when the catalogue had been loaded and a file of
nothing sent. What that had freed is first given back to the system, or the work would grow into it unseen.
"""

import ctypes
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cnrs_intl.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from partnerships.imports.cordis import import_cordis, new_report  # noqa: E402

ADDRESS = "/en/collaborations.csv"
NOTHING = {"starts_in": "1900"}
PROCESS = Path("/proc/self")
KILOBYTE = 1024
FORGET_THE_HIGHEST = "5"


def growth(work: Callable[[], None]) -> int:
    _read(NOTHING)
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    before = _memory("VmRSS")
    (PROCESS / "clear_refs").write_text(FORGET_THE_HIGHEST)
    work()
    return _memory("VmHWM") - before


def _read(query: dict[str, str]) -> None:
    for _chunk in Client().get(ADDRESS, query).streaming_content:
        pass


def _import(folders: list[Path]) -> None:
    import_cordis(folders, new_report(), everything=True, dry_run=True)


def _memory(name: str) -> int:
    """What the kernel says of this process: VmRSS, in use, or VmHWM, the highest it has been."""
    (line,) = (line for line in (PROCESS / "status").read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * KILOBYTE


if __name__ == "__main__":
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["*"]
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
    folders = [Path(name) for name in sys.argv[2:]]
    sys.stdout.write(f"{growth((lambda: _import(folders)) if folders else (lambda: _read({})))}\n")
