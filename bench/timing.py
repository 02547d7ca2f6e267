"""Timing: medians of warm runs, in milliseconds; and the growth of memory."""

import subprocess
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

RUNS, WARM_UP = 7, 2
SLOW, VERY_SLOW = 2_000.0, 10_000.0
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


def by_turns(*acts: Callable[[], Any], before: Callable[[], Any] = lambda: None, runs: int = RUNS) -> list[float]:
    """The same of several acts, one after another in each run: what slows the machine down for a while slows all."""
    times: list[list[float]] = [[] for _act in acts]
    for _ in range(WARM_UP + runs):
        for act, found in zip(acts, times, strict=True):
            before()
            found.append(once(act))
    return [median(found[WARM_UP:]) for found in times]


def timed_reference(act: Callable[[], Any]) -> float:
    """The same for what may take long: three runs where one takes over two seconds, one where it takes over ten."""
    first = once(act)
    if first > VERY_SLOW:
        return first
    return median([first, *(once(act) for _ in range(SLOW_RUNS - 1))]) if first > SLOW else timed(act)


def growth_of_a_process(*arguments: str) -> int:
    """Bytes by which a fresh process grows: see `bench.memory`, which takes the arguments after the database."""
    program = [sys.executable, "-m", "bench.memory", str(connection.settings_dict["NAME"]), *arguments]
    return int(subprocess.run(program, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
