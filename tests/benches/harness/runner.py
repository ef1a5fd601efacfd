"""Interleaved rounds of fresh processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence

from harness.figures import Figure, parse
from harness.place import Place, say
from harness.systems import System
from harness.workloads import Workload

ANSWER = "FIRST\t45"
COLD_STARTS = 4
# On top of the length of workloads that take a given time.
LIMIT_SECONDS = 300
WRONG = 3


class MeasureError(Exception):
    """A program failed, or computed something wrong."""


def environment(place: Place, display: str | None) -> dict[str, str]:
    """Make the environment of every program: the virtual environment active, nothing that changes Python's start."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "DRUA", "JAVA_TOOL", "_JAVA"))
    }
    venv = place.python.parent.parent
    kept.update(PATH=f"{venv / 'bin'}:{os.environ['PATH']}", VIRTUAL_ENV=str(venv), JAVA_HOME=str(place.java_home))
    if display is not None:
        kept["DISPLAY"] = display
    return kept


def warm(command: Sequence[str], surroundings: Mapping[str, str], limit: float) -> list[Figure]:
    """Run a program to its end, for at most so many seconds, and read its figures."""
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=limit)
    if done.returncode:
        kind = "a wrong result" if done.returncode == WRONG else f"status {done.returncode}"
        raise MeasureError(f"{' '.join(command)}\nended with {kind}:\n{(done.stdout + done.stderr)[-4000:]}")
    figures = list(parse(done.stdout))
    if not figures:
        raise MeasureError(f"{' '.join(command)}\nprinted no figure:\n{(done.stdout + done.stderr)[-4000:]}")
    return figures


def cold(command: Sequence[str], surroundings: Mapping[str, str]) -> float:
    """Time a program from its start to its first result, in microseconds."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        line, micros = "", 0.0
        for line in process.stdout:
            micros = (time.perf_counter() - start) * 1e6
            if line.startswith("FIRST"):
                break
        process.stdout.read()
        errors = process.stderr.read()
    if line.strip() != ANSWER:
        raise MeasureError(
            f"{' '.join(command)}\nprinted {line!r} as its first result, expected {ANSWER!r}:\n{errors[-4000:]}"
        )
    return micros


def measure(workload: Workload, system: System, surroundings: Mapping[str, str]) -> list[Figure]:
    """Measure a workload once on one system."""
    command = system.command(workload.name)
    if not workload.cold:
        return warm(command, surroundings, LIMIT_SECONDS + system.place.seconds)
    times = sorted(cold(command, surroundings) for _ in range(COLD_STARTS))
    pairs = (("min", times[0]), ("median", times[len(times) // 2]))
    return [Figure(workload.name, system.reported_as, "cold", metric, value, "us") for metric, value in pairs]


def rounds(
    workloads: Sequence[Workload], systems: Mapping[str, System], count: int, surroundings: Mapping[str, str]
) -> list[Figure]:
    """Measure everything so many times; systems take turns within a workload, and no process serves twice.

    Raises
    ------
    MeasureError
        If a program fails or computes something wrong.
    """
    figures: list[Figure] = []
    for workload in workloads:
        if workload.cold:
            for (
                name
            ) in workload.systems:  # not measured: fills the file cache, and Drua's cache of the interpreter's probe
                cold(systems[name].command(workload.name), surroundings)
    for number in range(count):
        for workload in workloads:
            if workload.once and number > 0:
                continue
            # Every other round the other way about, so that nobody always follows the same neighbour.
            for name in workload.systems if number % 2 == 0 else reversed(workload.systems):
                measured = measure(workload, systems[name], surroundings)
                figures += measured
                shown = ", ".join(
                    f"{f.variant} {f.value:.4g}" for f in measured if f.metric == "min" and f.system != "numpy"
                )
                say(f"round {number + 1}/{count}  {workload.name}  {systems[name].reported_as}: {shown} us")
    return figures
