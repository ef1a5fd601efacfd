"""Shape, slices and operators that ImgLib2 images and ImagePlus get in Python, with PyImageJ's names.

Indices are in ImgLib2's order: x first. Arithmetic is NumPy's, and its result has the pixel type of the left image.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jpype import JImplementationFor

from . import _imglib
from ._java import is_a, jimport

__all__ = ["give"]


def give() -> None:
    """Give the members to the classes, whether they are there or will come."""
    JImplementationFor("net.imglib2.EuclideanSpace")(SpaceMembers)
    JImplementationFor("net.imglib2.Interval")(IntervalMembers)
    JImplementationFor(_imglib.INTERVAL)(ImageMembers)
    JImplementationFor("ij.ImagePlus")(ImagePlusMembers)
    JImplementationFor("net.imagej.space.TypedSpace")(TypedSpaceMembers)
    JImplementationFor("net.imagej.space.AnnotatedSpace")(AnnotatedSpaceMembers)


class SpaceMembers:
    """For ``net.imglib2.EuclideanSpace``."""

    @property
    def ndim(self: Any) -> int:
        """Number of axes."""
        return int(self.numDimensions())


class IntervalMembers:
    """For ``net.imglib2.Interval``."""

    @property
    def shape(self: Any) -> tuple[int, ...]:
        """Size of each axis, x first."""
        return tuple(int(self.dimension(d)) for d in range(int(self.numDimensions())))


class TypedSpaceMembers:
    """For ``net.imagej.space.TypedSpace``."""

    @property
    def dims(self: Any) -> tuple[str, ...]:
        """Names of the axes."""
        return tuple(str(axis.type()) for axis in self.dim_axes)


class AnnotatedSpaceMembers:
    """For ``net.imagej.space.AnnotatedSpace``."""

    @property
    def dim_axes(self: Any) -> tuple[Any, ...]:
        """The axes."""
        return tuple(self.axis(d) for d in range(int(self.numDimensions())))


class ImagePlusMembers:
    """For ``ij.ImagePlus``: axes of length 1 are left out."""

    @property
    def dims(self: Any) -> tuple[str, ...]:
        """Names of the axes, of X, Y, C, Z, T."""
        return tuple("XYCZT"[index] for index, size in enumerate(self.getDimensions()) if size > 1)

    @property
    def shape(self: Any) -> tuple[int, ...]:
        """Size of each axis, x first."""
        return tuple(int(size) for size in self.getDimensions() if size > 1)


class ImageMembers:
    """For ``net.imglib2.RandomAccessibleInterval``."""

    @property
    def dtype(self: Any) -> Any:
        """Java class of the pixels."""
        return type(_imglib.type_of(self))

    @property
    def T(self: Any) -> Any:
        """A view with the axes reversed."""
        return self.transpose

    @property
    def transpose(self: Any) -> Any:
        """A view with the axes reversed."""
        count = int(self.numDimensions())
        view = self
        for index in range(count // 2):
            view = jimport("net.imglib2.view.Views").permute(view, index, count - 1 - index)
        return view

    def squeeze(self: Any, axis: int | tuple[int, ...] | None = None) -> Any:
        """Return a view without these axes of length 1, all of them by default."""
        count = int(self.numDimensions())
        chosen = range(count) if axis is None else (axis,) if isinstance(axis, int) else axis
        view = self
        for index in reversed(range(count)):
            if index in chosen and int(self.dimension(index)) == 1:
                view = jimport("net.imglib2.view.Views").hyperSlice(view, index, self.min(index))
        return view

    def __getitem__(self: Any, key: Any) -> Any:
        keys = key if isinstance(key, tuple) else (key,)
        return _picked(self, keys)

    def __add__(self: Any, other: Any) -> Any:
        return _computed("add", self, other)

    def __sub__(self: Any, other: Any) -> Any:
        return _computed("subtract", self, other)

    def __mul__(self: Any, other: Any) -> Any:
        return _computed("multiply", self, other)

    def __truediv__(self: Any, other: Any) -> Any:
        return _computed("divide", self, other)


def _picked(image: Any, keys: Sequence[Any]) -> Any:
    """Return the pixel at a full index, else a view."""
    sizes = [int(image.dimension(d)) for d in range(int(image.numDimensions()))]
    if len(keys) > len(sizes):
        raise ValueError(f"expected {len(sizes)} indices at most, found {len(keys)}")
    if len(keys) == len(sizes) and not any(isinstance(key, slice) for key in keys):
        access = image.randomAccess()
        for axis, (key, size) in enumerate(zip(keys, sizes, strict=True)):
            access.setPosition(int(image.min(axis)) + _place(key, size, axis), axis)
        return access.get()
    views = jimport("net.imglib2.view.Views")
    ranges = [_range(key, size, axis) for axis, (key, size) in enumerate(zip(keys, sizes, strict=False))]
    ranges += [(0, size, 1) for size in sizes[len(keys) :]]
    first = [int(image.min(axis)) + start for axis, (start, _, _) in enumerate(ranges)]
    last = [int(image.min(axis)) + stop - 1 for axis, (_, stop, _) in enumerate(ranges)]
    view = views.zeroMin(views.interval(image, _longs(first), _longs(last)))
    steps = [step for _, _, step in ranges]
    if any(step != 1 for step in steps):
        view = views.subsample(view, _longs(steps))
    return views.dropSingletonDimensions(view)


def _place(key: Any, size: int, axis: int) -> int:
    place = int(key) + size if key < 0 else int(key)
    if not 0 <= place < size:
        raise IndexError(f"index {key} is out of bounds for axis {axis} with size {size}")
    return place


def _range(key: Any, size: int, axis: int) -> tuple[int, int, int]:
    if not isinstance(key, slice):
        place = _place(key, size, axis)
        return place, place + 1, 1
    step = 1 if key.step is None else int(key.step)
    if step < 1:
        raise ValueError(f"expected a step of 1 or more, found {step}; net.imglib2.view.Views.invertAxis turns an axis")
    start, stop, _ = slice(key.start, key.stop).indices(size)
    if stop <= start:
        raise IndexError(f"the slice {key.start}:{key.stop} of axis {axis} with size {size} is empty")
    return start, stop, step


def _longs(values: Sequence[int]) -> Any:
    from drua.java import array

    return array("long", list(values))


def _computed(operation: str, left: Any, right: Any) -> Any:
    import numpy as np

    values = _imglib.to_array(left)
    other = _imglib.to_array(right) if is_a(right, _imglib.INTERVAL) else _number(right)
    if other is None:
        return NotImplemented
    result = getattr(np, operation)(values, other)
    if result.dtype != values.dtype:
        if values.dtype.kind in "iu" and result.dtype.kind == "f":
            result = np.rint(result)
        result = result.astype(values.dtype)
    return _imglib.to_img(result)


def _number(value: Any) -> Any:
    """Return a number as it is, an ImgLib2 type as the number in it, and None for all else."""
    if isinstance(value, (int, float, complex)) or hasattr(value, "dtype"):
        return value
    return value.getRealDouble() if is_a(value, "net.imglib2.type.numeric.RealType") else None
