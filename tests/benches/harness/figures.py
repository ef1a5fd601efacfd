"""Figures as the benchmark programs print them, and what is reported of all rounds together."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

PREFIX = "FIGURE"


@dataclass(frozen=True)
class Figure:
    """One number that one process measured.

    Parameters
    ----------
    workload, system : str
        What was done, and by which peer.
    variant : str
        The way in which the peer did it.
    metric : str
        ``min``, ``median``, ``copied`` or another one: see README.md.
    value : float
        The number, in ``unit``.
    unit : str
        ``us``, ``B``, ``GB/s`` or what is counted.
    """

    workload: str
    system: str
    variant: str
    metric: str
    value: float
    unit: str


def parse(text: str) -> Iterator[Figure]:
    """Read the figures among the lines that a program printed."""
    for line in text.splitlines():
        fields = line.split("\t")
        if fields[0] == PREFIX:
            _, workload, system, variant, metric, value, unit = fields
            yield Figure(workload, system, variant, metric, float(value), unit)


def fastest_variants(figures: Iterable[Figure]) -> dict[tuple[str, str], str]:
    """Name for each workload and system the variant with the smallest minimum of all rounds."""
    best: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        key = (figure.workload, figure.system)
        if figure.metric == "min" and (key not in best or figure.value < best[key].value):
            best[key] = figure
    return {key: figure.variant for key, figure in best.items()}


def summarise(figures: list[Figure]) -> list[Figure]:
    """Reduce all rounds to one figure for each workload, system and metric.

    Returns
    -------
    list of Figure
        Of each system's fastest variant: the minimum of ``min`` and ``...-min``, the median of ``median`` and
        ``...-median``, the maximum of anything else (bytes copied, bytes a second), in the order in which they were
        first measured.
    """
    variants = fastest_variants(figures)
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        if variants.get((figure.workload, figure.system)) == figure.variant:
            groups.setdefault((figure.workload, figure.system, figure.metric), []).append(figure)
    result = []
    for (workload, system, metric), group in groups.items():
        values = [figure.value for figure in group]
        kind = metric.rpartition("-")[2]
        value = min(values) if kind == "min" else statistics.median(values) if kind == "median" else max(values)
        result.append(Figure(workload, system, group[0].variant, metric, value, group[0].unit))
    return result


def line(figure: Figure) -> str:
    """Write a figure as ``workload<TAB>system<TAB>metric<TAB>value<TAB>unit``."""
    value = f"{figure.value:.0f}" if figure.unit == "B" else f"{figure.value:.5g}"
    if "e" in value:
        value = f"{figure.value:.0f}"
    return "\t".join((figure.workload, figure.system, figure.metric, value, figure.unit))
