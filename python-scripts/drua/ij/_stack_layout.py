"""Stacks in one block of memory, their planes as ImageJ counts them; `shared_stack` makes them, in a host or not."""

from __future__ import annotations

import math
import operator
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError
from .._image import Image
from .._metadata import stack_axes

if TYPE_CHECKING:
    import os

    from numpy.typing import DTypeLike, NDArray

__all__ = ["Layout", "shared_stack"]

_TYPES = {"uint8": "8-bit", "uint16": "16-bit", "float32": "32-bit"}
_IMAGEJ_ORDER = "TZC"
_COLOURS = 3


def shared_stack(
    shape: Sequence[int],
    dtype: DTypeLike,
    axes: str | None = None,
    *,
    path: str | os.PathLike[str] | None = None,
    name: str = "",
    spacing: Sequence[float] | float | None = None,
    units: Sequence[str] | str | None = None,
    show: bool = True,
) -> Image:
    """Make a stack of zeros in one block of memory, which ImageJ shows and Python sees as one array (Shared).

    0 bytes are copied between the two, also over 2 GiB. What ImageJ changes is there when it goes on to another plane;
    what Python writes is shown after ``ij.update(image)``. Outside a host it is a plain `Image`, over
    `numpy.memmap` where there is a `path`.

    Parameters
    ----------
    shape
        Lengths of the axes, slowest first.
    dtype
        uint8, uint16 or float32, as ImageJ has them.
    axes
        Letters of TZCYX in this order, or of TZYXS for RGB (S: 3 of uint8); by default the end of TZCYX, and ZYX for
        three axes.
    path
        New file in which the pixels lie, without a header; by default they lie in memory.
    name
        Title of the image.
    spacing, units
        As for `Image.from_array`.
    show
        Whether ImageJ shows it; ``ij.show(image)`` does so later.

    Returns
    -------
    Image
        Its memory stays as long as it, or a view of it, does, also when the image is closed.

    Raises
    ------
    drua.ConversionError
        ImageJ has no such dtype, axes, or lengths.
    MemoryError
        The system has less memory than that now.
    FileExistsError, OSError
        The file is there; or it can't be made, or the disk is full, which is found out now and not at a write.
    """
    if "drua._core" in sys.modules:
        from ._stacks import make_shared_stack

        return make_shared_stack(shape, dtype, axes, path=path, name=name, spacing=spacing, units=units, show=show)
    layout = Layout(shape, dtype, axes)
    if path is None:
        pixels: NDArray[Any] = np.zeros(layout.shape, layout.dtype)
    else:
        pixels = _mapped(path, layout)
    return Image.from_array(pixels, axes=layout.axes, name=name, spacing=spacing, units=units)


def _mapped(path: str | os.PathLike[str], layout: Layout) -> NDArray[Any]:
    """Map a new file whose space is taken: a write to a hole on a full disk would end the process."""
    import os

    with open(path, "xb") as file:
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, layout.bytes)
            else:
                file.truncate(layout.bytes)
        except OSError:
            file.close()
            os.remove(path)
            raise
    return np.memmap(path, layout.dtype, "r+", shape=layout.shape)


class Layout:
    """How ImageJ would see an array: its type, and the length of each of its axes.

    Raises
    ------
    drua.ConversionError
        ImageJ hasn't got the dtype, or not the axes in this order.
    """

    def __init__(self, shape: Sequence[int], dtype: DTypeLike, axes: str | None) -> None:
        self.shape = tuple(operator.index(length) for length in shape)
        self.dtype = np.dtype(dtype)
        self.axes = stack_axes(len(self.shape)) if axes is None else axes
        self.bytes = math.prod(self.shape) * self.dtype.itemsize
        if self.bytes >> 63:
            raise ConversionError(f"a stack of the shape {self.shape} has more bytes than a machine can address")
        if len(self.axes) != len(self.shape):
            raise ConversionError(
                f"expected one axis letter for each of {len(self.shape)} axes, found {self.axes!r}",
                hint="give one letter an axis, slowest first, for instance axes='ZYX'",
            )
        self.imagej_type = self._type()
        self._check_axes()
        if min(self.shape) < 1:
            raise ConversionError(
                f"ImageJ has no images without pixels; the shape is {self.shape}", hint="give lengths of 1 or more"
            )

    def length(self, axis: str) -> int:
        """Length of an axis, 1 where there is none."""
        at = self.axes.find(axis)
        return 1 if at < 0 else self.shape[at]

    def _type(self) -> str:
        if self.axes.endswith("S"):
            if self.dtype != np.uint8 or self.shape[-1] != _COLOURS:
                raise ConversionError(
                    f"ImageJ's colours are 3 values of uint8; found {self.shape[-1]} of {self.dtype}",
                    hint="use the axis C for other channels",
                )
            return "RGB"
        known = _TYPES.get(self.dtype.name)
        if known is None or not self.dtype.isnative:
            raise ConversionError(
                f"ImageJ has no stacks of {self.dtype}; there are uint8, uint16, float32, and uint8 with axes "
                "ending in S for RGB",
                hint="choose one of these, and convert with Image.assign, which rounds and clips",
            )
        return known

    def _check_axes(self) -> None:
        plain = self.axes.removesuffix("S")
        outer = plain.removesuffix("YX")
        sought = [axis for axis in _IMAGEJ_ORDER if axis in outer]
        colours = self.imagej_type == "RGB"
        if not plain.endswith("YX") or list(outer) != sought or (colours and "C" in outer):
            raise ConversionError(
                f"expected axes in ImageJ's order, of TZCYX with Y and X, or of TZYXS for RGB; found {self.axes!r}",
                hint="the planes lie one behind the other as ImageJ counts them; transpose for another order",
            )
