"""A ResultsTable of 1,000,000 rows and 10 columns of numbers as a DataFrame, and back."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

ROWS, COLUMNS = 1_000_000, 10
ROUNDS = 40
#: JPype goes row by row: so many of them, reported in proportion.
PART = 10_000


def numbers() -> np.ndarray[Any, Any]:
    """Return the cells, (column, row)."""
    return np.random.default_rng(7).normal(0, 100, (COLUMNS, ROWS))


def times(to_python: Callable[[], object], to_java: Callable[[], object], scale: float = 1) -> dict[str, Any]:
    """Time each way by itself, and add both; results are dropped outside of the timed part."""
    ways = {"to-py": single(to_python, scale), "to-java": single(to_java, scale)}
    figures = {}
    for kind in ("min", "median"):
        figures[kind] = (sum(figure[kind] for figure in ways.values()), "us")
        for way, figure in ways.items():
            figures[f"{way}-{kind}"] = (figure[kind], "us")
    return figures


def single(run: Callable[[], object], scale: float) -> dict[str, float]:
    """Time single runs, in microseconds."""
    taken = []
    for _ in range(ROUNDS if scale == 1 else ROUNDS // 8):
        start = time.perf_counter_ns()
        result = run()
        taken.append((time.perf_counter_ns() - start) * scale / 1e3)
        del result
    ordered = sorted(taken)
    return {"min": ordered[0], "median": ordered[len(ordered) // 2]}


def drua() -> dict[str, tuple[float, str]]:
    """Take the columns there and back."""
    import pandas
    from drua import ij

    cells = numbers()
    frame = pandas.DataFrame(cells.T, columns=[f"c{number}" for number in range(COLUMNS)])
    table = ij.table_of(frame)
    assert table.size() == ROWS and table.getValue("c9", 5) == cells[9, 5]
    assert ij.frame_of(table, "pandas").equals(frame)
    return times(lambda: ij.frame_of(table, "pandas"), lambda: ij.table_of(frame))


def copies() -> dict[str, tuple[float, str]]:
    """Copy the columns, each into a new array."""
    cells = numbers()

    def run() -> list[np.ndarray[Any, Any]]:
        return [column.copy() for column in cells]

    assert all(np.array_equal(one, other) for one, other in zip(run(), cells, strict=True))
    return times(run, run)


def rows() -> dict[str, tuple[float, str]]:
    """Go row by row through JPype, as there is no other way in its documentation."""
    import jpype
    import pandas

    if not jpype.isJVMStarted():
        jpype.startJVM("-Djava.awt.headless=true", "-Xmx3g")
    kind = jpype.JClass("ij.measure.ResultsTable")
    names = [f"c{number}" for number in range(COLUMNS)]
    frame = pandas.DataFrame(numbers()[:, :PART].T, columns=names)

    def to_java() -> Any:
        table = kind()
        for row in frame.itertuples(index=False):
            table.incrementCounter()
            for name, value in zip(names, row, strict=True):
                table.addValue(name, value)
        return table

    table = to_java()

    def to_python() -> Any:
        return pandas.DataFrame(
            [[table.getValue(name, row) for name in names] for row in range(table.size())], columns=names
        )

    assert to_python().equals(frame)
    return times(to_python, to_java, ROWS / PART)


SYSTEMS = {"drua": drua, "memcpy": copies, "jpype": rows}
