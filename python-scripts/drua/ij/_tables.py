"""Tables: `ij.measure.ResultsTable` by column, and SciJava's tables where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .. import _core
from .._columns import Cells, cells_of, joined, split
from .._errors import ConversionError, ImageStateError
from ..java import same
from . import _tables_scijava as scijava
from ._java import is_a, jimport
from ._tables_frames import columns_of, frame, is_frame, is_table, unique

__all__ = ["FROM_JAVA", "append_rows", "frame_of", "results", "show", "table_of", "to_java"]

TABLE = "ij.measure.ResultsTable"


def results() -> Any:
    """Return ImageJ's own table as ``ij.measure.ResultsTable``: *Analyze > Measure* writes to it, macros read it."""
    return jimport(TABLE).getResultsTable()


def _open_table(table: Any) -> Any:
    """Return a table, or the open one with a title."""
    if not isinstance(table, str):
        return table
    found = results() if table == "Results" else jimport(TABLE).getResultsTable(table)
    if found is None:
        raise ImageStateError(f"no table '{table}' is open", hint="open it, or correct the title")
    return found


def frame_of(table: Any, kind: str | None = None) -> Any:
    """Return a table by column.

    Parameters
    ----------
    table
        An ``ij.measure.ResultsTable`` or ``org.scijava.table.Table``, or the title of an open table.
    kind
        ``"pandas"`` or ``"polars"`` for a DataFrame, ``"dict"`` for a dict of columns. By default pandas, and a dict
        where pandas isn't installed.

    Returns
    -------
    DataFrame or dict
        Copied (the table may change, and its numbers lie in arrays of the Java heap): one copy, into the memory of the
        DataFrame. Numbers are float64, as ImageJ has them; NaN is a missing number. A column with texts is of str, a
        mixed one of float and str (in polars of str), with None for missing cells; where all texts are empty and the
        other cells numbers, it is a column of numbers. Row labels are the first column, ``Label``. Of columns with the
        same name, the second gets ``_2``. The title is ``frame.attrs["title"]`` in pandas.

    Raises
    ------
    drua.ImageStateError
        No table of this title is open.
    drua.ConversionError
        It is no table.
    ValueError
        The kind isn't known.
    ImportError
        The package of this kind isn't installed.
    """
    table = _open_table(table)
    if is_a(table, scijava.TABLE):
        return frame(scijava.columns(table), kind)
    if not is_a(table, TABLE):
        raise ConversionError(
            f"table: expected a table of ImageJ or its title, found {type(table).__name__}",
            hint="drua.ij.results() is ImageJ's own table",
        )
    columns, block = _read(table)
    made = frame(columns, kind, block)
    title = table.getTitle()
    if title and hasattr(made, "attrs"):
        made.attrs["title"] = str(title)
    return made


def _read(table: Any) -> tuple[dict[str, Any], Any]:
    """Return the columns, and the block that they are rows of if all are numbers."""
    reader = jimport("io.drua.fiji.table.TableReader")(table)
    names = unique([str(name) for name in reader.names()])
    rows, labelled = int(reader.rows()), int(reader.isLabelled())
    block = np.empty((len(names) - labelled, rows))
    texts = list(reader.numbers(block)) if block.size else [False] * len(block)
    if not labelled and not any(texts):
        return dict(zip(names, block, strict=True)), block if block.size else None
    columns: dict[str, Any] = {}
    if labelled:
        columns[names[0]] = _texts(reader, 0)
    for number, values in enumerate(block):
        name = names[number + labelled]
        columns[name] = Cells(values, _texts(reader, number + labelled)).merged if texts[number] else values
    return columns, None


def _texts(reader: Any, column: int) -> list[str | None]:
    texts = reader.texts(column)
    units = _core.java_array_read(texts.characters(), 0, int(texts.used()))
    return split(units, _core.java_array_read(texts.lengths()))


def table_of(
    frame: Any, name: str = "", *, decimals: int | Mapping[str, int] | None = None, kind: str = "imagej"
) -> Any:
    """Return a new table of Java with the columns of a table of Python.

    Parameters
    ----------
    frame
        DataFrame of pandas or polars, dict of columns, `drua.Table`, or structured array.
    name
        Title, which `show` gives the window.
    decimals
        Decimal places to show, of all columns or by column name; by default ImageJ's. Cells keep all digits.
    kind
        ``"imagej"`` for ``ij.measure.ResultsTable``, ``"scijava"`` for ``org.scijava.table.Table`` (ImageJ2).

    Returns
    -------
    ij.measure.ResultsTable
        Copied (ImageJ's numbers lie in arrays of its own). It knows float64 and text: whole numbers and truth values
        become float64, dates and times text, categories their values, durations seconds, and None, NaN, NaT and
        ``pandas.NA`` a missing number, which ImageJ shows as NaN. A text column ``Label`` becomes the rows' labels. A
        named index of pandas becomes a column, the numbers of the rows don't.

    Raises
    ------
    drua.ConversionError
        A whole number that float64 doesn't hold exactly, cells that are no numbers or texts, names that appear
        twice, or columns that differ in length.
    """
    if kind == "scijava":
        return scijava.table(columns_of(frame))
    if kind != "imagej":
        raise ValueError(f"kind: expected 'imagej' or 'scijava', found {kind!r}")
    table = jimport("io.drua.fiji.table.NamedTable")(name) if name else jimport(TABLE)()
    _append(table, columns_of(frame), decimals)
    return table


def append_rows(table: Any, frame: Any) -> Any:
    """Add the rows of a table of Python to a table of ImageJ, and show them if it is open.

    Parameters
    ----------
    table
        An ``ij.measure.ResultsTable``, `results` for example, or the title of an open table.
    frame
        As for `table_of`. Cells of columns that only one of the two has are missing numbers. Decimal places stay.

    Returns
    -------
    ij.measure.ResultsTable
        The table.

    Raises
    ------
    drua.ConversionError
        As `table_of`; nothing has been added then.
    drua.ImageStateError
        No table of this title is open.
    """
    table = _open_table(table)
    _append(table, columns_of(frame), None)
    jimport("io.drua.fiji.table.TableWindows").update(table)
    return table


def _append(table: Any, columns: dict[str, Any], decimals: int | Mapping[str, int] | None) -> None:
    # All columns are converted before the table is changed.
    cells = {name: cells_of(name, values) for name, values in columns.items()}
    rows = {len(column) for column in cells.values()} or {0}
    if len(rows) > 1:
        raise ConversionError(
            f"expected columns of one length, found { ({n: len(c) for n, c in cells.items()}) }",
            hint="fill the shorter ones up with None",
        )
    writer = jimport("io.drua.fiji.table.TableWriter")(table, rows.pop())
    for name, column in cells.items():
        if column.texts is None:
            writer.numbers(name, column.values)
        else:
            writer.texts(name, column.values, *joined(column.texts))
    writer.finish()
    if decimals is None:
        return
    for name in columns:
        places = decimals if isinstance(decimals, int) else decimals.get(name)
        index = table.getColumnIndex(name)
        if places is not None and index >= 0:
            table.setDecimalPlaces(index, places)


# -- Family --


FROM_JAVA: dict[str, Callable[[Any], Any]] = {TABLE: frame_of, scijava.TABLE: frame_of}


def to_java(value: Any) -> Any:
    """Return a ResultsTable for a DataFrame or `drua.Table`."""
    return table_of(value) if is_frame(value) else NotImplemented


def show(value: Any, name: str) -> Any:
    """Show a table in a window, in place of an open one with its title."""
    if is_a(value, TABLE):
        table = value
    elif is_table(value):
        table = table_of(value, name)
    elif is_a(value, scijava.TABLE):
        table = table_of(frame_of(value, "dict"), name)
    else:
        return NotImplemented
    own = "Results" if same(table, results()) else None
    title = name or own or table.getTitle() or _title(value)
    jimport("io.drua.fiji.table.TableWindows").show(table, str(title))
    return table


def _title(value: Any) -> str:
    """Return the title that a DataFrame came with, else ImageJ's own for tables."""
    return str(getattr(value, "attrs", {}).get("title") or "Table")
