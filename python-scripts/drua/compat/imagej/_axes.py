"""Names and order of axes, without any Java.

ImageJ's own order of planes is channel, slice, frame, and x is fastest: the same memory is (T, Z, C, Y, X) in NumPy.
PyImageJ gives images as (t, pln, row, col, ch), and so does this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["IMAGEJ_ORDER", "PYTHON_NAMES", "arrange", "guess", "letters", "named", "python_order"]

IMAGEJ_ORDER = "TZCYX"
PYTHON_NAMES = {"T": "t", "Z": "pln", "Y": "row", "X": "col", "C": "ch"}

_LETTERS = {
    "t": "T",
    "time": "T",
    "frame": "T",
    "z": "Z",
    "pln": "Z",
    "plane": "Z",
    "slice": "Z",
    "y": "Y",
    "row": "Y",
    "x": "X",
    "col": "X",
    "c": "C",
    "ch": "C",
    "channel": "C",
}


def letters(names: Sequence[Any]) -> list[str | None]:
    """Return ``T``, ``Z``, ``C``, ``Y`` or ``X`` for each name of an axis, None for an unknown one."""
    return [_LETTERS.get(str(name).lower()) for name in names]


def guess(values: Array) -> list[str | None]:
    """Return the axes of an array without names.

    The last two are row and column; before them come channels, then slices, then frames. Bytes with three values for
    each pixel at the end are colours.
    """
    count = values.ndim
    if count < 2:
        raise ValueError(f"expected an image of two axes or more, found shape {values.shape}")
    if count == 3 and values.shape[-1] == 3 and values.dtype.name == "uint8":
        return ["Y", "X", "C"]
    unknown: list[str | None] = [None] * max(0, count - 5)
    return [*unknown, *IMAGEJ_ORDER[-min(count, 5) :]]


def named(order: Sequence[str], count: int) -> list[str]:
    """Return names for all axes: those that were given, then ``dim_0`` and so on.

    Raises
    ------
    ValueError
        More names than axes.
    """
    if len(order) > count:
        raise ValueError(f"expected {count} names of axes at most, found {len(order)}: {', '.join(map(str, order))}")
    return [*map(str, order), *(f"dim_{index}" for index in range(count - len(order)))]


def arrange(values: Array, axes: Sequence[str | None]) -> Array:
    """Return a view or copy with the axes (T, Z, C, Y, X), missing ones of length 1; unknown axes count as channels.

    Raises
    ------
    ValueError
        Two axes of one name, or no row or column.
    """
    known = [axis for axis in axes if axis is not None]
    if len(set(known)) != len(known):
        raise ValueError(f"expected each axis once, found {axes}")
    # An image needs both; where names say neither, the last two axes not named otherwise are taken.
    axes = _with_plane(list(axes))
    position = {axis: index for index, axis in enumerate(axes) if axis is not None}
    unknown = [index for index, axis in enumerate(axes) if axis is None]
    order: list[int] = []
    shape: list[int] = []
    for axis in IMAGEJ_ORDER:
        own = [position[axis]] if axis in position else []
        group = [*unknown, *own] if axis == "C" else own
        order.extend(group)
        size = 1
        for index in group:
            size *= values.shape[index]
        shape.append(size)
    arranged: Array = values.transpose(order).reshape(shape)
    return arranged


def _with_plane(axes: list[str | None]) -> list[str | None]:
    for wanted in "XY":
        if wanted not in axes:
            free = [index for index, axis in enumerate(axes) if axis is None]
            if not free:
                raise ValueError(f"expected rows and columns among the axes, found {axes}")
            axes[free[-1]] = wanted
    return axes


def python_order(values: Array) -> tuple[Array, list[str]]:
    """Return an array of axes (T, Z, C, Y, X) as (t, pln, row, col, ch) and the names; axes of length 1 are left out.

    Rows and columns stay in any case.
    """
    import numpy as np

    moved: np.ndarray[Any, Any] = np.moveaxis(values, 2, -1)
    kept = [(axis, size) for axis, size in zip("TZYXC", moved.shape, strict=True) if size != 1 or axis in "YX"]
    return moved.reshape([size for _, size in kept]), [PYTHON_NAMES[axis] for axis, _ in kept]
