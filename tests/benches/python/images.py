"""Run one workload of images on one system: ``images.py WORKLOAD SYSTEM`` outside the JVM, `main` inside.

A workload is a module of `image_workloads` with ``SYSTEMS``: name of a system -> function that prepares, checks its
result, measures, and gives metric -> (value, unit). A metric ``other/metric`` is of another system that took turns with
this one in the same process.
"""

from __future__ import annotations

import importlib
import sys

from timing import Report


def main(workload: str, system: str) -> None:
    """Measure, and print the figures."""
    module = importlib.import_module("image_workloads." + workload.replace("-", "_"))
    for metric, (value, unit) in module.SYSTEMS[system]().items():
        other, _, name = metric.rpartition("/")
        Report(workload, other or system).figure("call", name, value, unit)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
