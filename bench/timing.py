"""Timing: medians of warm runs, in milliseconds."""

import gc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

RUNS, WARM_UP = 7, 2
SLOW = 2_000.0
SLOW_RUNS = 3


def once(act: Callable[[], Any]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def timed(act: Callable[[], Any], *, before: Callable[[], Any] = lambda: None, runs: int = RUNS) -> float:
    """The median of `runs` runs after a warm-up; `before` is not counted."""
    times = []
    for _ in range(WARM_UP + runs):
        before()
        times.append(once(act))
    return median(times[WARM_UP:])


def timed_reference(act: Callable[[], Any]) -> float:
    """The same for what may take long: three runs where one takes over two seconds."""
    first = once(act)
    return median([first, *(once(act) for _ in range(SLOW_RUNS - 1))]) if first > SLOW else timed(act)


def resident() -> int:
    """Memory of this process, in bytes."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096
