"""Tables of ImageJ and SciJava as DataFrames, or as dicts of columns where pandas is missing; and back."""

from __future__ import annotations

from typing import Any

import scyjava

from drua.ij._tables import frame_of, table_of

from ._java import find, is_a

__all__ = ["register"]

TABLE = "ij.measure.ResultsTable"


def register() -> None:
    """Let scyjava's `to_python` and `to_java` know tables."""
    scyjava.add_py_converter(
        scyjava.Converter(lambda value: is_a(value, TABLE), frame_of, scyjava.Priority.HIGH + 2, "ResultsTable (Drua)")
    )
    scyjava.add_java_converter(
        scyjava.Converter(_is_frame, _from_frame, scyjava.Priority.HIGH + 1, "DataFrame -> ResultsTable (Drua)")
    )


def _is_frame(value: Any) -> bool:
    return type(value).__name__ == "DataFrame" and hasattr(value, "columns")


def _from_frame(frame: Any) -> Any:
    found = find("org.scijava.table.DefaultGenericTable")
    return table_of(frame, kind="imagej" if found is None else "scijava")
