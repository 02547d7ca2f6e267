"""G14: loading and rebuilding the bitmaps, and an edit."""

from collections.abc import Iterator

from bench.cases import ANYBODY
from bench.goals import UNEXPLAINED, Result, ms
from bench.timing import once, timed
from partnerships.catalogue import CatalogueIndex
from partnerships.catalogue.snapshots import read
from partnerships.catalogue.upkeep import store_bitmaps, write_documents
from partnerships.models import CatalogueVersion, Collaboration

LOAD, REBUILD = 500, 10_000
SAMPLE = 2_000
GROUPED = "Three quarters of it, at a million rows, is PostgreSQL grouping keys by value, one process a core."


def measure() -> Iterator[Result]:
    load = timed(lambda: read(None))
    yield Result(goal="G14", case="load", reference=ms(LOAD), figure=ms(load), ratio="–", met=load <= LOAD,
                 note="" if load <= LOAD else UNEXPLAINED)  # fmt: skip
    rebuild = sorted(_rebuild() for _ in range(3))[1]
    yield Result(goal="G14", case="rebuild of the bitmaps (median of 3)", reference=ms(REBUILD), figure=ms(rebuild),
                 ratio="–", met=rebuild <= REBUILD, note="" if rebuild <= REBUILD else GROUPED)  # fmt: skip
    time = once(lambda: write_documents(1, SAMPLE)) / SAMPLE
    yield Result(goal="G14", case="a document written anew (for information)", reference="–", figure=ms(time),
                 ratio="–", met=None, note="No goal is set.")  # fmt: skip
    yield _edit()


def _rebuild() -> float:
    CatalogueVersion.objects.update(base=0)
    return once(store_bitmaps)


def _edit() -> Result:
    """A record is withdrawn, then published again; the next answers must show both."""
    record = Collaboration.objects.published().order_by("pk")[0]
    before = CatalogueIndex.current(ANYBODY).query().total

    def withdraw() -> bool:
        Collaboration.objects.filter(pk=record.pk).update(publication="draft")
        return CatalogueIndex.current(ANYBODY).query().total == before - 1

    seen: list[bool] = []
    time = once(lambda: seen.append(withdraw()))
    Collaboration.objects.filter(pk=record.pk).update(publication="published")
    seen.append(CatalogueIndex.current(ANYBODY).query().total == before)
    return Result(goal="G14", case="an edit, committed and asked for", reference="the next answer", figure=ms(time),
                  ratio="–", met=all(seen), note="" if all(seen) else "The edit was not seen.")  # fmt: skip
