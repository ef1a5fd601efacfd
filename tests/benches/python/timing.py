"""Timing and figures of the workloads that run in Python."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

WRONG = 3

CALLS_WARM_NS = 1_500_000_000
CALLS_BATCH_NS = 4_000_000
CALLS_BATCHES = 300
# Threads that contend change every 5 ms: a span has many changes.
CONTENDED_NS = 500_000_000
CONTENDED_SPANS = 8
BULK_WARM_NS = 1_000_000_000
BULK_NS = 3_000_000_000
BULK_LEAST = 5


def fail(message: str) -> NoReturn:
    """End the process because of a wrong result."""
    print(f"WRONG RESULT {message}", file=sys.stderr, flush=True)
    os._exit(WRONG)


def check(what: str, right: object) -> None:
    """End the process unless a result is right."""
    if not right:
        fail(what)


class Report:
    """Figures of one workload and one system, on the process's own standard output: Python's may be the host's."""

    def __init__(self, workload: str, system: str) -> None:
        """Keep the names."""
        self.workload, self.system = workload, system

    def figure(self, variant: str, metric: str, value: float, unit: str) -> None:
        """Write one figure."""
        fields = ("FIGURE", self.workload, self.system, variant, metric, f"{value:.6f}", unit)
        os.write(1, ("\t".join(fields) + "\n").encode())

    def times(self, variant: str, nanos: list[int], runs: float, prefix: str = "") -> None:
        """Write minimum and median of some times, each of so many runs."""
        ordered = sorted(nanos)
        self.figure(variant, prefix + "min", ordered[0] / 1e3 / runs, "us")
        self.figure(variant, prefix + "median", ordered[len(ordered) // 2] / 1e3 / runs, "us")


def timed(run: Callable[[int], object], count: int) -> int:
    """Time one batch."""
    start = time.perf_counter_ns()
    run(count)
    return time.perf_counter_ns() - start


def calls(report: Report, variant: str, run: Callable[[int], object], each: int = 1, prefix: str = "") -> None:
    """Time batches of calls, after 1.5 s that are not timed.

    Parameters
    ----------
    report : Report
        Where the figures go.
    variant, prefix : str
        The way of calling; what the metrics' names begin with.
    run : callable
        Makes so many turns.
    each : int
        Calls in a turn.
    """
    _turns_in(run, CALLS_WARM_NS, 200)
    count = 200
    while timed(run, count) < CALLS_BATCH_NS:
        count *= 2
    report.times(variant, [timed(run, count) for _ in range(CALLS_BATCHES)], count * each, prefix)


def contended_calls(report: Report, variant: str, run: Callable[[int], object]) -> None:
    """Time how many calls are done in each of eight spans of half a second while another thread runs Python.

    How far that one gets meanwhile is reported, too: as a part of what it does while this thread sleeps.
    """
    means: list[float] = []

    def spans() -> None:
        for _ in range(CONTENDED_SPANS):
            start = time.perf_counter_ns()
            turns = _turns_in(run, CONTENDED_NS, 20)
            means.append((time.perf_counter_ns() - start) / 1e3 / turns)

    with Spinner() as spinner:
        _turns_in(run, CALLS_WARM_NS, 20)
        alone = spinner.rate(lambda: time.sleep(0.5))
        beside = spinner.rate(spans)
    means.sort()
    report.figure(variant, "min", means[0], "us")
    report.figure(variant, "median", means[len(means) // 2], "us")
    report.figure(variant, "other-thread", 100 * beside / alone, "%")


def _turns_in(run: Callable[[int], object], nanos: int, step: int) -> int:
    """Make turns for a time, and count them; the clock is read after so many."""
    start = time.perf_counter_ns()
    turns = 0
    while time.perf_counter_ns() - start < nanos:
        run(step)
        turns += step
    return turns


def bulk(reports: Sequence[Report], variant: str, run: Callable[[], Any], prefix: str = "", part: float = 1) -> None:
    """Time single runs for three seconds, after one that is not timed; results are dropped outside the timed part.

    A run that does only part of the work is reported in proportion.
    """
    repeat(run, BULK_WARM_NS, 2)
    times = repeat(run, BULK_NS, BULK_LEAST)
    for report in reports:
        report.times(variant, times, part, prefix)


def repeat(run: Callable[[], Any], nanos: int, least: int) -> list[int]:
    """Time single runs for so long, at least so many."""
    times: list[int] = []
    until = time.perf_counter_ns() + nanos
    while len(times) < least or time.perf_counter_ns() < until:
        start = time.perf_counter_ns()
        result = run()
        times.append(time.perf_counter_ns() - start)
        del result
    return times


class Spinner:
    """A second thread that runs Python without end, for as long as it is entered."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self.going = True
        self.turns = 0
        self.thread = threading.Thread(target=self._spin, daemon=True)

    def _spin(self) -> None:
        turns = 0
        while self.going:
            for _ in range(100):
                turns += 1
            self.turns = turns

    def __enter__(self) -> Spinner:
        """Start it, and let it come to its speed."""
        self.thread.start()
        time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.going = False
        self.thread.join()

    def rate(self, meanwhile: Callable[[], object]) -> float:
        """Count turns of the loop a microsecond while something else is done."""
        turns, start = self.turns, time.perf_counter_ns()
        meanwhile()
        return (self.turns - turns) * 1e3 / (time.perf_counter_ns() - start)
