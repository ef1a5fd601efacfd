"""Columns of tables as ImageJ has them: numbers as float64, other cells as text, gaps as NaN."""

from __future__ import annotations

import datetime
import decimal
import numbers
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._errors import ConversionError

__all__ = ["Cells", "cells_of", "joined", "split"]

#: The largest number up to which float64 has every whole number.
_WHOLE = 1 << 53

Texts = list[str | None]


class Cells:
    """One column.

    Parameters
    ----------
    values
        float64, one axis; NaN in cells that are no numbers.
    texts
        One for each cell, None in those that are no texts; None where there are only numbers.
    """

    __slots__ = ("texts", "values")

    def __init__(self, values: NDArray[np.float64], texts: Texts | None = None) -> None:
        self.values = values
        self.texts = texts

    def __len__(self) -> int:
        """Count the cells."""
        return len(self.values)

    @property
    def merged(self) -> Any:
        """The column for Python: float64, a list of texts, or a list of numbers, texts and None for gaps.

        Where all texts are empty and there are numbers, the empty ones are gaps of a column of numbers.
        """
        if self.texts is None or (not any(self.texts) and not np.isnan(self.values).all()):
            return self.values
        gaps = np.isnan(self.values)
        if gaps.all():
            return self.texts
        plain = self.values.tolist()
        return [(text if gap else number) for text, number, gap in zip(self.texts, plain, gaps.tolist(), strict=True)]


def cells_of(name: str, values: Any) -> Cells:
    """Return a column of any values as ImageJ has it.

    Numbers are float64 (decimals and fractions the nearest), truth values 1 and 0, durations seconds, dates and times
    text in the form of ISO 8601, and None, NaN, NaT, ``pandas.NA`` and masked values gaps. Categories are their values,
    other objects their text. A contiguous float64 array is not copied.

    Parameters
    ----------
    name
        Of the column, for messages.
    values
        ndarray, list, Series of pandas or polars; one axis.

    Raises
    ------
    drua.ConversionError
        A whole number or long double that float64 doesn't hold exactly, a complex number, bytes, or a cell that is
        itself a list or an array.
    """
    if isinstance(values, np.ma.MaskedArray):
        hidden = np.ma.getmaskarray(values)
        shown = np.array(values.data)
        # What lies under the mask counts for nothing, also if float64 couldn't hold it.
        shown[hidden] = np.zeros((), shown.dtype)
        whole = cells_of(name, shown)
        texts = whole.texts and [None if gap else text for text, gap in zip(whole.texts, hidden, strict=True)]
        return Cells(np.where(hidden, np.nan, whole.values), texts)
    array = _array(name, values)
    kind = array.dtype.kind
    if kind == "f":
        return Cells(_exact(name, array))
    if kind == "b":
        return Cells(array.astype(np.float64))
    if kind in "iu":
        return Cells(_exact(name, array))
    if kind == "M":
        missing = np.isnat(array)
        texts = np.datetime_as_string(array).tolist()
        return Cells(_gaps(len(array)), [None if gap else text for text, gap in zip(texts, missing, strict=True)])
    if kind == "m":
        return Cells(_seconds(name, array))
    if kind == "U":
        return Cells(_gaps(len(array)), array.tolist())
    if kind == "T":
        return _mixed(name, array.astype(object).tolist())
    if kind == "O":
        return _mixed(name, array.tolist())
    raise ConversionError(
        f"column '{name}' has the dtype {array.dtype}, which a table of ImageJ can't hold",
        hint="give numbers, texts, truth values or dates; of complex numbers the real and imaginary part",
    )


def _array(name: str, values: Any) -> NDArray[Any]:
    if isinstance(values, np.ndarray):
        array: NDArray[Any] = np.asarray(values)
    elif isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
        raise ConversionError(
            f"column '{name}': expected a list of values, found {type(values).__name__}",
            hint="give a list or an array, one value a row",
        )
    elif hasattr(values, "to_numpy"):
        array = _series(values)
    else:
        listed = list(values)
        array = np.empty(len(listed), object)
        array[:] = listed
        if set(map(type, listed)) in ({float}, {int}, {bool}):
            # Of whole numbers beyond int64 NumPy makes objects again.
            array = np.array(listed)
    if array.ndim != 1:
        raise ConversionError(
            f"column '{name}': expected one axis, found the shape {array.shape}",
            hint="give one column for each of the others",
        )
    return array


def _series(values: Any) -> NDArray[Any]:
    """Return a Series of pandas or polars as an array."""
    kind = values.dtype
    if not isinstance(kind, np.dtype) and getattr(kind, "kind", "") in ("i", "u") and values.isna().any():
        # Pandas would make float64 of whole numbers with gaps.
        return np.asarray(values.to_numpy(dtype=object))
    if hasattr(values, "null_count") and (
        # Of these, polars makes rounded numbers, or times without their zone.
        (kind.is_integer() and values.null_count()) or kind.is_decimal() or getattr(kind, "time_zone", None)
    ):
        array = np.empty(len(values), object)
        array[:] = values.to_list()
        return array
    return np.asarray(values.to_numpy())


def _exact(name: str, array: NDArray[Any]) -> NDArray[np.float64]:
    """Return numbers as contiguous float64 of this machine; the array itself where it is that already."""
    values = np.ascontiguousarray(array, dtype=np.float64)
    if array.dtype.itemsize < 8 or array.dtype == np.float64 or not len(array):
        return values
    if array.dtype.kind == "f":
        same = (values == array) | (array != array)
    elif max(abs(int(array.min())), abs(int(array.max()))) <= _WHOLE:
        return values
    else:
        # Beyond the range of the integers the way back is undefined.
        least, end = float(np.iinfo(array.dtype).min), float(np.iinfo(array.dtype).max)
        inside = (values >= least) & (values < end)
        same = inside & (np.where(inside, values, 0).astype(array.dtype) == array)
    if not same.all():
        row = int(np.argmin(same))
        raise _inexact(name, row, array[row])
    return values


def _inexact(name: str, row: int, value: Any) -> ConversionError:
    return ConversionError(
        f"column '{name}', row {row}: {value} has no exact float64, and ImageJ's tables hold float64 only",
        hint="convert the column to text (astype(str)), or round it yourself (astype('float64'))",
    )


def _seconds(name: str, array: NDArray[Any]) -> NDArray[np.float64]:
    seconds: NDArray[np.float64] = np.where(np.isnat(array), np.nan, array / np.timedelta64(1, "s"))
    return seconds


def _gaps(length: int) -> NDArray[np.float64]:
    return np.full(length, np.nan)


def _mixed(name: str, cells: Sequence[Any]) -> Cells:
    values = _gaps(len(cells))
    texts: Texts = [None] * len(cells)
    any_text = False
    for row, cell in enumerate(cells):
        if type(cell) is str:
            texts[row] = cell
            any_text = True
            continue
        made = _cell(name, row, cell)
        if isinstance(made, str):
            texts[row] = made
            any_text = True
        elif made is not None:
            values[row] = made
    return Cells(values, texts if any_text else None)


def _cell(name: str, row: int, cell: Any) -> float | str | None:
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, np.datetime64 | np.timedelta64):
        found: float | str | None = cells_of(name, np.array([cell])).merged[0]
        return found
    if isinstance(cell, numbers.Integral | np.bool_):
        return _whole(name, row, int(cell))
    if isinstance(cell, numbers.Real | decimal.Decimal):
        return float(cell)
    if isinstance(cell, datetime.timedelta):
        return cell.total_seconds()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, numbers.Complex | bytes | list | tuple | dict | set) or hasattr(cell, "__array__"):
        raise ConversionError(
            f"column '{name}', row {row}: a cell of a table can't hold {type(cell).__name__}",
            hint="give one number or text for each cell",
        )
    return str(cell)


def _whole(name: str, row: int, cell: int) -> float:
    try:
        value = float(cell)
    except OverflowError:
        raise _inexact(name, row, cell) from None
    if value != cell:
        raise _inexact(name, row, cell)
    return value


# -- Texts on their way through Java --


def joined(texts: Texts) -> tuple[NDArray[np.uint16], NDArray[np.int32]]:
    """Return all texts as UTF-16, with at least one unit, and the units of each; -1 for None."""
    whole = "".join([text for text in texts if text])
    units = np.frombuffer((whole or " ").encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint16)
    lengths = np.fromiter((-1 if text is None else len(text) for text in texts), np.int32, len(texts))
    if len(units) != len(whole or " "):
        # Characters of two units.
        coded = (-1 if text is None else len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts)
        lengths = np.fromiter(coded, np.int32, len(texts))
    return units, lengths


def split(units: NDArray[Any], lengths: NDArray[np.int32]) -> Texts:
    """Return the texts of `joined` again."""
    block = units.astype("<u2", copy=False).tobytes()
    whole = block.decode("utf-16-le", "surrogatepass")
    ends = np.cumsum(np.maximum(lengths, 0), dtype=np.int64)
    starts = ends - np.maximum(lengths, 0)
    cuts = zip(starts.tolist(), ends.tolist(), (lengths < 0).tolist(), strict=True)
    if len(whole) == len(units):
        return [None if gap else whole[start:end] for start, end, gap in cuts]
    return [
        None if gap else block[2 * start : 2 * end].decode("utf-16-le", "surrogatepass") for start, end, gap in cuts
    ]
