"""Planes of any array for ImageJ: which axes are which, what type the stack has, and each plane in that type."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from .._errors import ConversionError

__all__ = ["Planes"]

_DEPTHS = {"uint8": 8, "uint16": 16, "float32": 32}
_EXACT_IN_FLOAT = 1 << 24
_COLOURS = 3


class Planes:
    """Computes the planes of an array in ImageJ's order and type. Called by Java, on the stack's own thread.

    Parameters
    ----------
    array
        Anything with a shape, a dtype and indexing: a dask, zarr or h5py array, `numpy.memmap`, ...
    axes
        One letter an axis, of T, Z, C, Y, X and S (colours), in any order; others must have length 1.
    dtype
        Type in ImageJ, uint8, uint16 or float32; None for the one that holds all values of the array's.

    Raises
    ------
    drua.ConversionError
        ImageJ has no such axes, or no type for the array's.
    """

    def __init__(self, array: Any, axes: str, dtype: DTypeLike | None = None) -> None:
        self._array = array
        self._source = np.dtype(array.dtype)
        self.axes = axes
        shape = tuple(int(length) for length in array.shape)
        _check(axes, shape)
        self.lengths = dict(zip(axes, shape, strict=True))
        self.colours = "S" in self.lengths
        self.dtype = self._type(None if dtype is None else np.dtype(dtype))
        self.depth = 24 if self.colours else _DEPTHS[self.dtype.name]
        self._asked = dtype is not None
        shown = [axis for axis in axes if axis in "YXS"]
        self._order = tuple(shown.index(axis) for axis in ("YXS" if self.colours else "YX"))
        self._shape = tuple(self.lengths[axis] for axis in ("YXS" if self.colours else "YX"))

    def length(self, axis: str) -> int:
        """Length of an axis, 1 where there is none."""
        return self.lengths.get(axis, 1)

    @property
    def count(self) -> int:
        """Number of planes."""
        return math.prod(self.length(axis) for axis in "TZC")

    def _type(self, asked: np.dtype[Any] | None) -> np.dtype[Any]:
        found = self._source
        if found.kind not in "buif":
            choice = "array.real, abs(array) or numpy.angle(array)" if found.kind == "c" else "array.astype(...)"
            raise ConversionError(
                f"ImageJ has no image type for {found}; there are uint8, uint16 and float32", hint=f"give {choice}"
            )
        if self.colours:
            if found != np.uint8 or self.lengths["S"] != _COLOURS or asked not in (None, np.dtype(np.uint8)):
                raise ConversionError(
                    f"ImageJ's colours are 3 values of uint8; found {self.lengths['S']} of {asked or found}",
                    hint="use the axis C for other channels",
                )
            return np.dtype(np.uint8)
        if asked is not None:
            if asked.name not in _DEPTHS:
                raise ConversionError(
                    f"expected uint8, uint16 or float32 as ImageJ's type; found {asked}",
                    hint="choose one of these, or leave dtype out",
                )
            own: np.dtype[Any] = np.dtype(asked.name)
            return own
        if found.kind == "b":
            return np.dtype(np.uint8)
        # Signed and wide integers and all floats: values that float32 has no room for are refused plane by plane.
        return np.dtype(found.name if found.name in _DEPTHS else np.float32)

    def __call__(self, number: int) -> NDArray[Any]:
        """Return a plane: (Y, X), or (Y, X, 3) for colours, of the stack's type.

        Parameters
        ----------
        number
            From 0: channels fastest, then slices, then frames.

        Raises
        ------
        drua.ConversionError
            The array gave another shape, or values that the stack's type can't hold.
        """
        rest, at = divmod(int(number), self.length("C"))
        place = {"C": at, "Z": rest % self.length("Z"), "T": rest // self.length("Z")}
        key = tuple(slice(None) if axis in "YXS" else place.get(axis, 0) for axis in self.axes)
        plane = np.asarray(self._array[key]).transpose(self._order)
        if plane.shape != self._shape:
            raise ConversionError(
                f"expected a plane of shape {self._shape}, and the array gave {plane.shape}",
                hint="its indexing has to keep what its shape says",
            )
        return np.ascontiguousarray(self._converted(plane))

    def _converted(self, plane: NDArray[Any]) -> NDArray[Any]:
        target = self.dtype
        if plane.dtype == target:
            return plane
        if plane.dtype.kind == "b":
            return np.where(plane, 255 if self.depth == 8 else 1, 0).astype(target)
        if target.kind == "f":
            return self._as_float(plane)
        if plane.size:
            _require_limits(plane, target)
        return plane.astype(target)

    def _as_float(self, plane: NDArray[Any]) -> NDArray[Any]:
        if plane.dtype.kind == "f":
            with np.errstate(over="ignore"):
                narrow = plane.astype(np.float32)
            if plane.dtype.itemsize > narrow.dtype.itemsize and (np.isinf(narrow) & np.isfinite(plane)).any():
                raise ConversionError(
                    f"values of {plane.dtype} beyond {np.finfo(np.float32).max:.4g} are too large for ImageJ's float32",
                    hint="scale the array",
                )
            return narrow
        if plane.dtype.itemsize > 2 and plane.size and not self._asked:
            low, high = int(plane.min()), int(plane.max())
            if low < -_EXACT_IN_FLOAT or high > _EXACT_IN_FLOAT:
                raise ConversionError(
                    f"values of {plane.dtype} from {low} to {high} are not exact in ImageJ's float32 (to 16777216)",
                    hint="dtype='float32' rounds them, dtype='uint16' takes those from 0 to 65535",
                )
        return plane.astype(np.float32)


def _require_limits(plane: NDArray[Any], target: np.dtype[Any]) -> None:
    limits = np.iinfo(target)
    low, high = plane.min(), plane.max()
    # NaN fails every comparison.
    if not (low >= limits.min and high <= limits.max):
        raise ConversionError(
            f"values from {low} to {high} don't fit into {target} ({limits.min} to {limits.max})",
            hint="scale or clip the array, or choose dtype='float32'",
        )
    if plane.dtype.kind == "f" and (plane != np.rint(plane)).any():
        raise ConversionError(
            f"values of {plane.dtype} have fractions, which {target} would lose",
            hint="round the array, or choose dtype='float32'",
        )


def _check(axes: str, shape: tuple[int, ...]) -> None:
    if len(axes) != len(shape):
        raise ConversionError(
            f"expected one axis letter for each of {len(shape)} axes, found {axes!r}",
            hint="give one letter an axis, slowest first, for instance axes='ZYX'",
        )
    if min(shape, default=0) < 1:
        raise ConversionError(
            f"ImageJ has no images without pixels; the shape is {shape}", hint="give lengths of 1 or more"
        )
    wrong = [axis for axis, length in zip(axes, shape, strict=True) if axis not in "TZCYXS" and length > 1]
    double = [axis for axis in "TZCYXS" if axes.count(axis) > 1]
    if wrong or double or "Y" not in axes or "X" not in axes:
        raise ConversionError(
            f"ImageJ has the axes T, Z, C, Y, X, and S for colours, Y and X always; found {axes!r} of lengths {shape}",
            hint="say which is which with axes=, one letter an axis, slowest first",
        )
