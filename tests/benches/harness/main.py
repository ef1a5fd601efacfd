"""The command line of the benchmarks."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace

from harness.display import Display
from harness.figures import line, summarise
from harness.place import BuildError, Place, say
from harness.runner import MeasureError, environment, rounds
from harness.systems import SYSTEMS
from harness.workloads import WORKLOADS, Workload

MEASURED, FAILED, USAGE = 0, 1, 2


def _end(number: int, _frame: object) -> None:
    """End by an exception, so that programs and display are ended, too."""
    sys.exit(128 + number)


def chosen(names: Sequence[str], systems: str) -> list[Workload]:
    """Pick workloads by name, all for none, with only the named systems where some are named.

    Raises
    ------
    KeyError
        If there is no workload or system of such a name.
    """
    for name in names:
        if name not in WORKLOADS:
            raise KeyError(f'no workload "{name}"; there are: {", ".join(WORKLOADS)}')
    only = [name for name in systems.split(",") if name]
    for name in only:
        if name not in SYSTEMS:
            raise KeyError(f'no system "{name}"; there are: {", ".join(SYSTEMS)}')
    picked = [WORKLOADS[name] for name in dict.fromkeys(names)] or list(WORKLOADS.values())
    if only:
        picked = [replace(w, systems=tuple(s for s in w.systems if s in only)) for w in picked]
    return [workload for workload in picked if workload.systems]


def main(arguments: Sequence[str]) -> int:
    """Measure, print the figures, and say by the status whether that worked."""
    parser = argparse.ArgumentParser(
        prog="run", description="Measure Drua and its peers; one tab-separated line a figure."
    )
    parser.add_argument("workloads", nargs="*", metavar="workload", help=f"all of: {', '.join(WORKLOADS)}")
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS", "3")), help="interleaved rounds (3)")
    parser.add_argument("--systems", default="", help=f"only these, separated by commas: {', '.join(SYSTEMS)}")
    parser.add_argument("--seconds", type=int, default=300, help="length of mm-soak (300)")
    options = parser.parse_args(arguments)
    try:
        workloads = chosen(options.workloads, options.systems)
    except KeyError as error:
        say(str(error.args[0]))
        return USAGE
    signal.signal(signal.SIGTERM, _end)
    try:
        place = Place(max(options.seconds, 1))
        names = dict.fromkeys(name for workload in workloads for name in workload.systems)
        systems = {name: SYSTEMS[name](place) for name in names}
        for name, system in systems.items():
            say(f"preparing {name}")
            system.prepare()
        with contextlib.ExitStack() as stack:
            needs_display = any(name in ("java", "java-dialog", "drua-command") for name in names)
            display = stack.enter_context(Display()) if needs_display else None
            figures = rounds(workloads, systems, max(options.rounds, 1), environment(place, display))
    except (BuildError, MeasureError) as error:
        say(str(error))
        return FAILED
    for figure in summarise(figures):
        print(line(figure), flush=True)
    return MEASURED
