"""`ij.measure.ResultsTable` to columns and back: a pandas DataFrame, or a dict of columns where pandas is missing."""

from __future__ import annotations

from typing import Any

import scyjava

from ._java import find, is_a, jimport, write

__all__ = ["from_columns", "register", "to_columns"]

TABLE = "ij.measure.ResultsTable"


def register() -> None:
    """Let scyjava's `to_python` and `to_java` know tables."""
    scyjava.add_py_converter(
        scyjava.Converter(
            lambda value: is_a(value, TABLE), to_columns, scyjava.Priority.HIGH + 2, "ResultsTable (Drua)"
        )
    )
    scyjava.add_java_converter(
        scyjava.Converter(_is_frame, _from_frame, scyjava.Priority.HIGH + 1, "DataFrame -> ResultsTable (Drua)")
    )


def to_columns(table: Any) -> Any:
    """Return a table by column: numbers as float, text as str. Row labels are the column ``Label``."""
    import numpy as np

    columns: dict[str, Any] = {}
    rows = int(table.size())
    if rows and table.getLabel(0) is not None:
        columns["Label"] = [str(table.getLabel(row) or "") for row in range(rows)]
    for heading in table.getHeadings():
        name = str(heading)
        if name in columns or int(table.getColumnIndex(name)) < 0:
            continue
        numbers = np.asarray(table.getColumn(name), dtype="float64")
        texts = [str(text) for text in table.getColumnAsStrings(name)] if np.isnan(numbers).all() and rows else []
        columns[name] = texts if any(text not in ("NaN", "") for text in texts) else numbers
    try:
        import pandas
    except ImportError:
        return columns
    return pandas.DataFrame(columns)


def from_columns(columns: Any) -> Any:
    """Return a new table of columns by name."""
    import numpy as np

    table = jimport(TABLE)()
    for name in columns:
        values = np.asarray(columns[name])
        if values.dtype.kind in "uifb":
            table.setValues(str(name), write("double", values.astype("float64")))
            continue
        for row, value in enumerate(values):
            table.setValue(str(name), row, str(value))
    return table


def _is_frame(value: Any) -> bool:
    return type(value).__name__ == "DataFrame" and hasattr(value, "columns")


def _from_frame(frame: Any) -> Any:
    if find("org.scijava.table.DefaultGenericTable") is not None:
        from ._imagej2 import table_of

        return table_of(frame)
    return from_columns(frame)
