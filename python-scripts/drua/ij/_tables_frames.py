"""What a table is in Python: DataFrames, dicts of columns and `drua.Table`, taken apart by column and put together."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from typing import Any

import numpy as np

from .._errors import ConversionError
from .._optional import is_instance_of
from .._results import Table

__all__ = ["LABEL", "columns_of", "frame", "is_frame", "is_table", "unique"]

#: What ImageJ calls the labels of rows.
LABEL = "Label"


def is_frame(value: Any) -> bool:
    """Say whether a value is a DataFrame or a `drua.Table`."""
    return (
        isinstance(value, Table)
        or is_instance_of(value, "pandas", "DataFrame")
        or is_instance_of(value, "polars", "DataFrame")
    )


def is_table(value: Any) -> bool:
    """Say whether a value is a table: a dict of columns, too."""
    if is_frame(value):
        return True
    return isinstance(value, Mapping) and bool(value) and all(map(_is_column, value.values()))


def _is_column(value: Any) -> bool:
    return isinstance(value, list | tuple | np.ndarray) or (hasattr(value, "dtype") and hasattr(value, "to_numpy"))


def columns_of(value: Any) -> dict[str, Any]:
    """Return the columns of a table by name.

    A named index of pandas is a column, at the beginning; an index of texts without a name holds the rows' labels. A
    column without a name is called C1, C2 ... as ImageJ does.

    Raises
    ------
    drua.ConversionError
        It is no table, two columns have one name, a name has a tab or line end, or the columns differ in length.
    """
    pairs = _pairs(value)
    columns: dict[str, Any] = {}
    lengths: dict[str, int] = {}
    for number, (name, values) in enumerate(pairs, 1):
        heading = _heading(name, number)
        if heading in columns:
            raise ConversionError(
                f"the table has two columns named '{heading}', which ImageJ can't tell apart",
                hint="rename one of them, or leave it out",
            )
        columns[heading] = values
        lengths[heading] = len(values) if hasattr(values, "__len__") and getattr(values, "shape", None) != () else -1
    if len(set(lengths.values())) > 1:
        raise ConversionError(
            f"expected columns of one length, found {lengths}", hint="fill the shorter ones up with None"
        )
    return columns


def _pairs(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, Table):
        return list(value.to_arrays().items())
    if is_instance_of(value, "pandas", "DataFrame"):
        columns = [(name, value.iloc[:, number]) for number, name in enumerate(value.columns)]
        return _index(value.index) + columns
    if is_instance_of(value, "polars", "DataFrame"):
        return [(series.name, series) for series in value.get_columns()]
    if isinstance(value, np.ndarray) and value.dtype.names:
        return [(name, value[name]) for name in value.dtype.names]
    if isinstance(value, Mapping):
        return list(value.items())
    raise ConversionError(
        f"expected a table, found {type(value).__name__}",
        hint="give a DataFrame, a dict of columns or drua.Table",
    )


def _index(index: Any) -> list[tuple[Any, Any]]:
    if index.nlevels > 1:
        names = [f"level_{level}" if name is None else name for level, name in enumerate(index.names)]
        return [(name, index.get_level_values(level)) for level, name in enumerate(names)]
    if index.name is not None:
        return [(index.name, index)]
    return [(LABEL, index)] if len(index) and all(isinstance(label, str) for label in index) else []


def _heading(name: Any, number: int) -> str:
    if isinstance(name, tuple):
        name = " ".join(str(part) for part in name if part not in ("", None))
    text = "" if name is None or name != name else str(name)
    if any(character in text for character in "\t\n\r"):
        raise ConversionError(
            f"the column name {text!r} has a tab or line end, with which ImageJ separates columns and rows",
            hint="rename it",
        )
    return text or f"C{number}"


def unique(names: list[str]) -> list[str]:
    """Return names that differ: a second ``a`` becomes ``a_2``."""
    found: dict[str, None] = {}
    for name in names:
        number, candidate = 2, name
        while candidate in found:
            candidate = f"{name}_{number}"
            number += 1
        found[candidate] = None
    return list(found)


def frame(columns: dict[str, Any], kind: str | None, block: np.ndarray[Any, Any] | None = None) -> Any:
    """Put columns together.

    Parameters
    ----------
    columns
        ndarrays, or lists of numbers, texts and None.
    kind
        ``"pandas"``, ``"polars"``, ``"dict"``; None is pandas where it is installed.
    block
        (column, row) where all columns are rows of it: then the DataFrame has it as its memory.

    Raises
    ------
    ValueError
        Another kind.
    ImportError
        The package of this kind isn't installed.
    """
    if kind is None:
        kind = "pandas" if importlib.util.find_spec("pandas") else "dict"
    if kind == "dict":
        return columns
    if kind not in ("pandas", "polars"):
        raise ValueError(f"kind: expected 'pandas', 'polars' or 'dict', found {kind!r}")
    try:
        package = importlib.import_module(kind)
    except ImportError as error:
        raise ImportError(f"{kind} isn't installed ({error}): install it, or ask for kind='dict'") from error
    if kind == "polars":
        return package.DataFrame({name: _uniform(values) for name, values in columns.items()})
    if block is not None:
        return package.DataFrame(block.T, columns=list(columns), copy=False)
    return package.DataFrame(columns, copy=False)


def _uniform(values: Any) -> Any:
    """Return a mixed column as text, because polars has one type for a column."""
    if isinstance(values, np.ndarray) or not {float, str} <= set(map(type, values)):
        return values
    return [value if value is None or isinstance(value, str) else repr(value) for value in values]
