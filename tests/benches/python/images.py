"""Run one workload of images on one system: ``images.py WORKLOAD SYSTEM`` outside the JVM, `main` inside.

A workload is a module of `image_workloads` with ``SYSTEMS``: name of a system -> function that prepares, checks its
result, measures, and gives metric -> (value, unit).
"""

from __future__ import annotations

import importlib
import sys

from timing import Report


def main(workload: str, system: str) -> None:
    """Measure, and print the figures."""
    module = importlib.import_module("image_workloads." + workload.replace("-", "_"))
    report = Report(workload, system)
    for metric, (value, unit) in module.SYSTEMS[system]().items():
        report.figure("call", metric, value, unit)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
