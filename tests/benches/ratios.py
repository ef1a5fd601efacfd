#!/usr/bin/env python3
"""Compare Drua's figures with the ratios that it is to reach: ``run | tee figures.tsv; ratios.py figures.tsv``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NamedTuple

Figures = dict[tuple[str, str, str], float]


class Reach(NamedTuple):
    """A ratio of minima, Drua's by another system's, and the most that it may be; ``plus`` us on top of that.

    ``ours`` is Drua's system where it has several, ``than`` the other system's workload where that is another one.
    """

    workload: str
    system: str
    most: float
    plus: float = 0.0
    ours: str = "drua"
    than: str | None = None


class Limit(NamedTuple):
    """The most that one of Drua's own figures may be."""

    workload: str
    metric: str
    most: float
    unit: str


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
    Reach("mm-shift-2048", "numpy", 1.1, plus=5.0),
    Reach("mm-shift-2048", "pyjavaz", 0.02),
    Reach("py-static-call", "floor", 1.5),
    Reach("py-static-call", "jep", 0.7),
    Reach("py-static-call", "jpype", 0.35),
    Reach("py-instance-call", "floor", 1.5),
    Reach("py-instance-call", "jep", 0.7),
    Reach("py-instance-call", "jpype", 0.35),
    Reach("py-static-call-contended", "jpype", 1.0),
    Reach("py-overload-call", "drua", 1.5, than="py-static-call"),
    Reach("lambda-call", "jpype", 0.5),
    # Arrays: in place, or one copy; -writable is an ndarray that can be written, -into a Java array that exists.
    Reach("array-short-4m-to-py", "memcpy", 1.3),
    Reach("array-short-4m-to-py", "jpype", 0.1),
    Reach("array-short-4m-to-py", "jpype-writable", 0.1, ours="drua-writable"),
    Reach("array-short-4m-to-java", "memcpy", 1.3),
    Reach("array-short-4m-to-java", "jpype", 0.1),
    Reach("array-short-4m-to-java", "memcpy", 1.3, ours="drua-into"),
    Reach("array-short-4m-to-java", "jpype-into", 0.1, ours="drua-into"),
    Reach("array-double-1m-to-py", "memcpy", 1.3),
    Reach("array-double-1m-to-java", "memcpy", 1.3),
    Reach("array-double-1m-to-java", "memcpy", 1.3, ours="drua-into"),
    Reach("list-string-100k", "jpype", 0.333),
    Reach("dict-100k", "java", 10.0),
    Reach("planes-100", "numpy", 1.05),
    Reach("planes-100", "numpy-beside-huge-pages", 1.05, ours="drua-huge-pages"),
    # 1.6 times faster.
    Reach("planes-100-parallel", "drua-serial", 0.625),
    Reach("xarray-512", "xarray", 2.0),
    # Both ways, by two copies of the columns.
    Reach("table-1m", "memcpy", 2.0),
    # 3 times faster.
    Reach("labels-to-rois", "skimage", 0.333),
)

LIMITS = (
    Limit("mm-noop-512", "min", 3.0, "us"),
    Limit("mm-noop-2048", "min", 3.0, "us"),
    Limit("mm-metadata", "min", 20.0, "us"),
    Limit("shared-stack-4g", "min", 20.0, "us"),
    Limit("shared-stack-4g", "large-planes-min", 20.0, "us"),
    Limit("shared-stack-4g", "large-planes-as-it-is-min", 20.0, "us"),
    Limit("img-1g", "min", 100.0, "us"),
    Limit("mm-soak", "lost", 0, "frames"),
    Limit("mm-soak", "p99.9", 1000.0, "us"),
    # Flat: less than a byte a frame, as a full run has 150,000; the process as a whole moves by some pages.
    Limit("mm-soak", "heap-growth", 150_000, "B"),
    Limit("mm-soak", "rss-growth", 8 << 20, "B"),
    Limit("mm-soak", "handles-growth", 0, "objects"),
    Limit("mm-soak", "owners-growth", 0, "objects"),
    Limit("mm-soak", "buffers-growth", 0, "objects"),
)

# Of the pipeline: a part of the memory bandwidth that the operation has without one, or so many GB/s, whichever is
# less.
PIPELINE_PART, PIPELINE_ENOUGH = 0.8, 5.0

# Named beside the others, without a reach: see README.md.
BESIDE = ("floor-numpy", "java-dialog", "memcpy-new", "memcpy-fresh", "java-put")
PEERS = ("floor", "jep", "jpype", "jpy", "scyjava")
KINDS = ("-writable", "-into")

# Workloads in which no pixel may be copied.
UNCOPIED = (
    "heap-shift-512",
    "heap-shift-2048",
    "direct-shift-512",
    "direct-shift-2048",
    "handover-1g",
    "mm-noop-512",
    "mm-noop-2048",
    "mm-shift-2048",
    "mm-metadata",
    "mm-pipeline",
    "planes-100",
    "shared-stack-4g",
    "img-1g",
)


def read(lines: Iterable[str]) -> Figures:
    """Read what ``run`` printed."""
    rows = (line.rstrip("\n").split("\t") for line in lines)
    return {(row[0], row[1], row[2]): float(row[3]) for row in rows if len(row) == 5}


def is_beside(workload: str, system: str) -> bool:
    """Whether a figure is named beside Drua's though it has no reach: of Python calling Java, every peer's is."""
    if workload.startswith(("py-", "lambda-", "array-", "list-", "dict-")):
        return system.startswith((*PEERS, *BESIDE))
    return system in BESIDE


def verdict(reached: bool) -> str:
    """Say in the last column whether that was reached."""
    return "reached" if reached else "missed"


def table(figures: Figures) -> Iterable[str]:
    """Write one row for each ratio and limit that the figures allow, and one for each count of copied bytes."""
    yield "| workload | Drua, us | against | its, us | ratio | reach | |"
    yield "|---|---|---|---|---|---|---|"
    for workload, system, most, plus, own, than in REACH:
        ours, theirs = figures.get((workload, own, "min")), figures.get((than or workload, system, "min"))
        if ours is not None and theirs is not None:
            reach = f"{most:g} + {plus:g} us" if plus else f"{most:g}"
            met = verdict(ours <= most * theirs + plus)
            what = workload + own.removeprefix("drua").replace("-", ", ")
            against = f"{system}, {than}" if than else system
            yield f"| {what} | {ours:.4g} | {against} | {theirs:.4g} | {ours / theirs:.3g} | {reach} | {met} |"
    reached = {(reach.workload, reach.system) for reach in REACH}
    for (workload, system, metric), theirs in sorted(figures.items()):
        # A variant of a peer stands beside Drua's own of that kind, if it has one.
        own = "drua" + "".join(kind for kind in KINDS if system.endswith(kind))
        ours = figures.get((workload, own, "min"))
        if is_beside(workload, system) and metric == "min" and ours is not None and (workload, system) not in reached:
            what = workload + own.removeprefix("drua").replace("-", ", ")
            yield f"| {what} | {ours:.4g} | {system} | {theirs:.4g} | {ours / theirs:.3g} | | |"
    yield from pipeline(figures)
    for workload, metric, limit, unit in LIMITS:
        ours = figures.get((workload, "drua", metric))
        if ours is not None:
            named = "" if metric == "min" else f", {metric}"
            yield f"| {workload}{named} | {ours:.4g} {unit} | | | | {limit:g} {unit} | {verdict(ours <= limit)} |"
    for workload in UNCOPIED:
        copied = figures.get((workload, "drua", "copied"))
        if copied is not None:
            yield f"| {workload} | {copied:.0f} B copied | | | | 0 B | {verdict(copied == 0)} |"


def pipeline(figures: Figures) -> Iterable[str]:
    """Write the row of the pipeline, whose figures are better the larger they are."""
    ours, theirs = figures.get(("mm-pipeline", "drua", "rate")), figures.get(("mm-pipeline", "floor", "rate"))
    if ours is not None and theirs is not None:
        least = min(PIPELINE_PART * theirs, PIPELINE_ENOUGH)
        rates = f"{ours:.4g} GB/s | floor | {theirs:.4g} GB/s | {ours / theirs:.3g}"
        yield f"| mm-pipeline | {rates} | at least {least:.3g} GB/s | {verdict(ours >= least)} |"


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
