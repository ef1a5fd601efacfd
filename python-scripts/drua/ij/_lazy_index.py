"""Which planes an index of NumPy asks for, and where each of them goes in the result."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Selection", "select"]


class Selection(NamedTuple):
    """What an index asks for.

    Attributes
    ----------
    numbers : ndarray
        Numbers of the planes, in the shape that they have in the block.
    inner : tuple of int and slice
        Index within each plane.
    order : tuple of int
        How the axes of the block, those of `numbers` and then what is left of a plane, are to be permuted.
    final : tuple
        Index of the permuted block that puts in new axes.
    basic : bool
        Whether there are integers and slices only.
    """

    numbers: NDArray[np.intp]
    inner: tuple[Any, ...]
    order: tuple[int, ...]
    final: tuple[Any, ...]
    basic: bool


def select(key: Any, numbers: NDArray[np.intp], shape: Sequence[int]) -> Selection:
    """Find the planes for an index, with NumPy's rules.

    Parameters
    ----------
    key
        Integers, slices, ``...`` and None anywhere; arrays of integers or booleans for axes of planes.
    numbers
        Number of each plane; its axes are the first ones of the image.
    shape
        Lengths of all axes.

    Raises
    ------
    IndexError
        It is out of range, or has an array for an axis within a plane.
    """
    outer = numbers.ndim
    items = _expanded(key, shape)
    places: list[int | None] = []
    axis = 0
    for item in items:
        places.append(None if item is None else axis)
        axis += item is not None
    # Integers are arrays without axes, as far as the order of the result is concerned.
    points = [at for at, item in enumerate(items) if isinstance(item, np.ndarray | int)]
    arrays = [at for at in points if isinstance(items[at], np.ndarray)]
    for at in arrays:
        place = places[at]
        if place is not None and place >= outer:
            raise IndexError(
                "an array as index is taken for the axes of planes only, as planes are read whole; "
                "index the result for the others: lazy[planes][..., rows, columns]"
            )
    spread = np.broadcast_shapes(*(np.shape(items[at]) for at in arrays))
    chosen = _numbers(numbers, [item for item in items if item is not None][:outer])
    inner = tuple(item for item, place in zip(items, places, strict=True) if place is not None and place >= outer)
    slices = [at for at, item in enumerate(items) if isinstance(item, slice)]
    together = bool(arrays) and points == list(range(points[0], points[-1] + 1))
    before = sum(1 for at in slices if at < points[0]) if together else 0
    width = len(spread)
    rest = list(range(width, width + len(slices)))
    order = (*rest[:before], *range(width), *rest[before:])
    final: list[Any] = [] if together else [slice(None)] * width
    for at, item in enumerate(items):
        if together and at == points[0]:
            final += [slice(None)] * width
        if item is None or isinstance(item, slice):
            final.append(None if item is None else slice(None))
    return Selection(chosen, inner, order, tuple(final), not arrays)


def _numbers(numbers: NDArray[np.intp], items: list[Any]) -> NDArray[np.intp]:
    """Return the numbers at some places: the axes of arrays first, then those of slices."""
    plain = numbers[tuple(item if isinstance(item, slice) else slice(None) for item in items)]
    points = [axis for axis, item in enumerate(items) if not isinstance(item, slice)]
    others = [axis for axis in range(numbers.ndim) if axis not in points]
    found: NDArray[np.intp] = np.asarray(plain.transpose((*points, *others))[tuple(items[axis] for axis in points)])
    return found


def _expanded(key: Any, shape: Sequence[int]) -> list[Any]:
    """Write an index out: an integer, slice or array of integers for each axis, and None for each new one."""
    items: list[Any] = []
    for item in key if isinstance(key, tuple) else (key,):
        items += _plain(item)
    used = sum(1 for item in items if item is not None and item is not Ellipsis)
    if used > len(shape):
        raise IndexError(f"too many indices: the image has {len(shape)} axes, {used} were indexed")
    gaps = [at for at, item in enumerate(items) if item is Ellipsis]
    if len(gaps) > 1:
        raise IndexError("an index can have one ellipsis ('...') only")
    gap = gaps[0] if gaps else len(items)
    items[gap : gap + len(gaps)] = [slice(None)] * (len(shape) - used)
    axis = 0
    for at, item in enumerate(items):
        if item is None:
            continue
        items[at] = _checked(item, axis, shape[axis])
        axis += 1
    return items


def _plain(item: Any) -> list[Any]:
    if item is None or item is Ellipsis or isinstance(item, slice):
        return [item]
    if isinstance(item, bool | np.bool_):
        raise IndexError("a single boolean is no index here; use None for a new axis")
    if not isinstance(item, list | tuple | np.ndarray):
        try:
            return [operator.index(item)]
        except TypeError:
            raise IndexError(
                f"expected integers, slices, '...', None, and arrays of integers or booleans; found {item!r}"
            ) from None
    array = np.asarray(item)
    if array.dtype.kind == "b":
        if array.ndim != 1:
            raise IndexError(f"a mask of {array.ndim} axes is no index here; use its nonzero()")
        return [_Mask(array)]
    if array.size == 0:
        array = array.astype(np.intp)
    if array.dtype.kind not in "iu":
        raise IndexError(f"expected an array of integers or booleans as index, found one of {array.dtype}")
    return [array] if array.ndim else [int(array)]


class _Mask(NamedTuple):
    """A mask whose axis isn't known yet."""

    values: NDArray[np.bool_]


def _checked(item: Any, axis: int, length: int) -> Any:
    if isinstance(item, slice):
        return item
    if isinstance(item, _Mask):
        if len(item.values) != length:
            raise IndexError(f"a mask of {len(item.values)} for axis {axis} with size {length}")
        return item.values.nonzero()[0]
    values = np.asarray(item)
    if values.size and not (-length <= values.min() and values.max() < length):
        worst = values.min() if values.min() < -length else values.max()
        raise IndexError(f"index {worst} is out of bounds for axis {axis} with size {length}")
    return item
