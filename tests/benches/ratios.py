#!/usr/bin/env python3
"""Compare Drua's figures with the ratios that it is to reach: ``run | tee figures.tsv; ratios.py figures.tsv``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple

Figures = dict[tuple[str, str, str], float]


class Reach(NamedTuple):
    """A ratio of minima, Drua's by another system's, and the most that it may be."""

    workload: str
    system: str
    most: float


# "4 x faster than jep" is a ratio of at most 0.25.
REACH = (
    Reach("noop", "floor", 2.0),
    Reach("noop", "jep", 0.5),
    Reach("heap-shift-512", "floor", 1.1),
    Reach("heap-shift-2048", "floor", 1.1),
    Reach("heap-shift-2048", "jep", 0.25),
    Reach("direct-shift-512", "floor", 1.1),
    Reach("direct-shift-512", "jep", 1.0),
    Reach("direct-shift-2048", "floor", 1.1),
    Reach("direct-shift-2048", "jep", 1.0),
    Reach("handover-1g", "floor", 1.5),
    Reach("command-512", "java", 2.0),
    Reach("startup", "floor", 1.25),
)

# Named beside the others, without a reach: see README.md.
BESIDE = ("floor-numpy", "java-dialog")

# Workloads in which no pixel may be copied.
UNCOPIED = ("heap-shift-512", "heap-shift-2048", "direct-shift-512", "direct-shift-2048", "handover-1g")


def read(lines: Iterable[str]) -> Figures:
    """Read what ``run`` printed."""
    rows = (line.rstrip("\n").split("\t") for line in lines)
    return {(row[0], row[1], row[2]): float(row[3]) for row in rows if len(row) == 5}


def table(figures: Figures) -> Iterable[str]:
    """Write one row for each ratio that the figures allow, and one for each count of copied bytes."""
    yield "| workload | Drua, us | against | its, us | ratio | reach | |"
    yield "|---|---|---|---|---|---|---|"
    for workload, system, most in REACH:
        ours, theirs = figures.get((workload, "drua", "min")), figures.get((workload, system, "min"))
        if ours is not None and theirs is not None:
            ratio = ours / theirs
            met = "reached" if ratio <= most else "missed"
            yield f"| {workload} | {ours:.4g} | {system} | {theirs:.4g} | {ratio:.3g} | {most:g} | {met} |"
    for (workload, system, metric), theirs in sorted(figures.items()):
        ours = figures.get((workload, "drua", "min"))
        if system in BESIDE and metric == "min" and ours is not None:
            yield f"| {workload} | {ours:.4g} | {system} | {theirs:.4g} | {ours / theirs:.3g} | | |"
    for workload in UNCOPIED:
        copied = figures.get((workload, "drua", "copied"))
        if copied is not None:
            yield f"| {workload} | {copied:.0f} B copied | | | | 0 B | {'reached' if copied == 0 else 'missed'} |"


def main(arguments: list[str]) -> None:
    """Print the table for a file, or for standard input."""
    if arguments:
        with open(arguments[0], encoding="utf-8") as file:
            figures = read(file)
    else:
        figures = read(sys.stdin)
    print("\n".join(table(figures)))


if __name__ == "__main__":
    main(sys.argv[1:])
