"""Results that are more than a number, a text or an array."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ._columns import cells_of
from ._typed import bare

__all__ = ["Figure", "Several", "Table"]

Column = Sequence[Any] | np.ndarray[Any, Any]


class Table:
    """Columns of equal length, shown as a ResultsTable.

    Parameters
    ----------
    columns
        Column name -> values (numbers, texts or booleans), in the order to show. Arrays of numbers are kept as they
        are, and reach ImageJ without an object for each number.

    Raises
    ------
    ValueError
        Columns differ in length, or one has more than one axis.
    """

    def __init__(self, columns: Mapping[str, Column] | None = None, /, **more: Column) -> None:
        self._columns: dict[str, list[Any] | np.ndarray[Any, Any]] = {}
        self._lists: dict[str, list[Any]] = {}
        for name, values in {**dict(columns or {}), **more}.items():
            self._columns[str(name)] = _column(str(name), values)
        lengths = {name: len(values) for name, values in self._columns.items()}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"Table: expected columns of one length, found {lengths}")

    @classmethod
    def from_wire(cls, value: object) -> Table:
        """Make a table of a dictionary of columns or of a pandas DataFrame.

        Raises
        ------
        TypeError
            It is neither.
        """
        if isinstance(value, Table):
            return value
        value = bare(value)
        if isinstance(value, Mapping):
            return cls(value)
        if hasattr(value, "columns") and hasattr(value, "to_dict"):
            return cls({str(name): value[name].to_numpy() for name in value.columns})  # type: ignore[index]
        raise TypeError(f"expected columns by name or a DataFrame, found {type(value).__name__}")

    @property
    def names(self) -> tuple[str, ...]:
        """Column names."""
        return tuple(self._columns)

    def to_dict(self) -> dict[str, list[Any]]:
        """Return a copy of the columns, as ``pandas.DataFrame`` takes them."""
        return {name: list(self[name]) for name in self._columns}

    def to_arrays(self) -> dict[str, Column]:
        """Return the columns as they are kept: numeric arrays that the table was made of, else lists."""
        return dict(self._columns)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one dictionary a row."""
        for values in zip(*map(self.__getitem__, self._columns), strict=True):
            yield dict(zip(self._columns, values, strict=True))

    def __len__(self) -> int:
        """Count rows."""
        return len(next(iter(self._columns.values()), ()))

    def __getitem__(self, name: str) -> list[Any]:
        """Return a column as a list; of an array it is made once."""
        values = self._columns[name]
        if isinstance(values, list):
            return values
        if name not in self._lists:
            self._lists[name] = values.tolist()
        return self._lists[name]

    def __contains__(self, name: object) -> bool:
        """Say whether there is such a column."""
        return name in self._columns

    def __eq__(self, other: object) -> bool:
        """Compare names, order and values."""
        return isinstance(other, Table) and list(self.to_dict().items()) == list(other.to_dict().items())

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Size and column names."""
        return f"Table({len(self)} rows: {', '.join(self._columns)})"

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and columns: numbers of arrays as float64."""
        return "drua.Table", {
            name: values if isinstance(values, list) else cells_of(name, values).values
            for name, values in self._columns.items()
        }


class Several:
    """Several results of one call, each shown in its own way: ``return Several(labels, table)``.

    A routine may as well return a tuple.
    """

    def __init__(self, *items: object) -> None:
        self.items = items

    def __iter__(self) -> Iterator[object]:
        """Yield the results in order."""
        return iter(self.items)

    def __len__(self) -> int:
        """Count the results."""
        return len(self.items)

    def __getitem__(self, index: int) -> object:
        """Return one result."""
        return self.items[index]

    def __repr__(self) -> str:
        """Name the results' types."""
        return f"Several({', '.join(type(item).__name__ for item in self.items)})"

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name and results."""
        return "drua.Results", list(self.items)


class Figure:
    """A drawing as pixels.

    Parameters
    ----------
    rgba
        Colours, (Y, X, 4), uint8.

    Raises
    ------
    ValueError
        Another shape or type.
    """

    def __init__(self, rgba: np.ndarray[Any, Any]) -> None:
        pixels = np.ascontiguousarray(rgba)
        if pixels.ndim != 3 or pixels.shape[2] != 4 or pixels.dtype != np.uint8:
            raise ValueError(f"Figure: expected (Y, X, 4) of uint8, found {pixels.shape} of {pixels.dtype}")
        self.rgba = pixels

    @classmethod
    def from_matplotlib(cls, figure: Any) -> Figure:
        """Draw a matplotlib figure, whatever backend is chosen, over white where it is transparent.

        Nothing opens a window, and the figure keeps the canvas that it has.
        """
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        own = figure.canvas
        try:
            canvas = FigureCanvasAgg(figure)
            canvas.draw()
            drawn = np.asarray(canvas.buffer_rgba())
        finally:
            figure.set_canvas(own)
        opaque = np.full(drawn.shape, 255, np.uint8)
        opaque[..., :3] = over_white(drawn)
        return cls(opaque)

    def __drua_wire__(self) -> tuple[str, object]:
        """Type name, size and colours."""
        height, width = self.rgba.shape[:2]
        return "drua.Figure", {"width": width, "height": height, "rgba": self.rgba}


def over_white(rgba: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return colours without transparency, (Y, X, 3) of uint8, as they look over white; new memory."""
    alpha = rgba[..., 3:].astype(np.uint16)
    colours = rgba[..., :3]
    if (alpha == 255).all():
        return np.ascontiguousarray(colours)
    mixed: np.ndarray[Any, Any] = (colours * alpha + 255 * (255 - alpha) + 127) // 255
    return mixed.astype(np.uint8)


def _column(name: str, values: Any) -> list[Any] | np.ndarray[Any, Any]:
    if isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
        raise ValueError(f"Table: column '{name}': expected a list of values, found {values!r}")
    if isinstance(values, np.ndarray):
        if values.ndim != 1:
            raise ValueError(f"Table: column '{name}': expected one axis, found shape {values.shape}")
        if values.dtype.kind in "biuf":
            return np.asarray(values)
        return [_cell(item) for item in values.tolist()]
    return [_cell(item) for item in values]


def _cell(value: Any) -> Any:
    """Return a cell as the wire knows it; what is no number, truth value or text becomes text."""
    if isinstance(value, np.generic):
        value = value.item()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
