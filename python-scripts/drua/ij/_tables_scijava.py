"""Tables of SciJava, `org.scijava.table.Table`, where ImageJ2 is."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import _core
from .._columns import cells_of
from .._errors import ConversionError
from ..java import array as java_array
from ..java import to_python
from ._java import find, is_a, jimport
from ._tables_frames import LABEL, unique

__all__ = ["TABLE", "columns", "table"]

TABLE = "org.scijava.table.Table"

_PACKAGE = "org.scijava.table."
#: dtype -> class of a column, type of its array
_PRIMITIVE = {
    "bool": ("BoolColumn", "boolean"),
    "int8": ("ByteColumn", "byte"),
    "int16": ("ShortColumn", "short"),
    "int32": ("IntColumn", "int"),
    "int64": ("LongColumn", "long"),
    "float32": ("FloatColumn", "float"),
    "float64": ("DoubleColumn", "double"),
}


def columns(table: Any) -> dict[str, Any]:
    """Return the columns by name: of a column over an array by one copy of it, with its type."""
    rows, count = int(table.getRowCount()), int(table.getColumnCount())
    headers = [table.getColumnHeader(number) for number in range(count)]
    labels = [table.getRowHeader(row) for row in range(rows)]
    names = [str(header) if header else f"C{number}" for number, header in enumerate(headers, 1)]
    values = [_values(table.get(number), rows) for number in range(count)]
    if any(label is not None for label in labels):
        names.insert(0, LABEL)
        values.insert(0, [None if label is None else str(label) for label in labels])
    return dict(zip(unique(names), values, strict=True))


def _values(column: Any, rows: int) -> Any:
    if is_a(column, _PACKAGE + "PrimitiveColumn") and not is_a(column, _PACKAGE + "CharColumn"):
        # The array may be longer than the column.
        return _core.java_array_read(column.getArray(), 0, rows)
    cells = list(to_python(column))
    plain = {type(cell) for cell in cells}
    return np.array(cells) if plain in ({float}, {int}, {bool}) else cells


def table(by_name: dict[str, Any]) -> Any:
    """Return a table whose columns have the arrays' own types where SciJava has them; other numbers become double.

    Raises
    ------
    drua.ConversionError
        SciJava's tables aren't there.
    """
    if find(_PACKAGE + "DefaultGenericTable") is None:
        raise ConversionError(
            "there is no org.scijava.table here, which comes with ImageJ2", hint="ask for kind='imagej', or use Fiji"
        )
    made = jimport(_PACKAGE + "DefaultGenericTable")()
    for name, values in by_name.items():
        made.add(_column(name, values))
    return made


def _column(name: str, values: Any) -> Any:
    found = values.to_numpy() if hasattr(values, "to_numpy") else values
    if not isinstance(found, np.ndarray) or found.dtype.name not in _PRIMITIVE:
        cells = cells_of(name, values)
        merged = cells.merged
        if isinstance(merged, list):
            column = jimport(_PACKAGE + "GenericColumn")(name)
            column.addAll(merged)
            return column
        found = merged
    kind, element = _PRIMITIVE[found.dtype.name]
    column = jimport(_PACKAGE + kind)(name)
    elements = java_array(element, len(found))
    _core.java_array_write(elements, 0, np.ascontiguousarray(found))
    column.setArray(elements)
    column.setSize(len(found))
    return column
