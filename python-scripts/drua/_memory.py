"""Memory of somebody else as an array, without a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import DTypeLike, NDArray

__all__ = ["array_over", "extent"]


def array_over(
    address: int,
    shape: Sequence[int],
    dtype: DTypeLike,
    owner: object,
    *,
    strides: Sequence[int] | None = None,
    writable: bool = True,
) -> NDArray[Any]:
    """Return an array over memory that another object owns, of any length; 0 bytes are copied.

    Parameters
    ----------
    address
        The first element. The caller answers for the memory from there on.
    shape, dtype
        As NumPy's, the slowest axis first.
    owner
        Keeps the memory alive; referred to as long as the array, or a view of it, lives, which may end on any
        thread.
    strides
        Bytes to the next element along each axis; by default the elements lie one behind the other.
    writable
        False for an array that can't be written.

    Returns
    -------
    numpy.ndarray
        Its base leads to `owner`.
    """
    kind = np.dtype(dtype)
    if 0 in shape:
        return np.empty(tuple(shape), kind)
    lengths = tuple(int(length) for length in shape)
    steps = None if strides is None else tuple(int(step) for step in strides)
    array: NDArray[Any] = np.asarray(_Memory(address, lengths, kind, steps, writable, owner))
    return array


class _Memory:
    __slots__ = ("__array_interface__", "owner")

    def __init__(
        self,
        address: int,
        shape: tuple[int, ...],
        dtype: np.dtype[Any],
        strides: tuple[int, ...] | None,
        writable: bool,
        owner: object,
    ) -> None:
        self.owner = owner
        self.__array_interface__ = {
            "version": 3,
            "shape": shape,
            "typestr": dtype.str,
            "data": (int(address), not writable),
            "strides": strides,
        }


def extent(array: NDArray[Any]) -> tuple[int, int]:
    """Return address and length in bytes of the stretch of memory that the elements of an array lie in.

    With negative strides the stretch begins before the first element. An array without elements has (its address, 0).
    """
    first: int = array.__array_interface__["data"][0]
    if array.size == 0:
        return first, 0
    low = sum((length - 1) * step for length, step in zip(array.shape, array.strides, strict=True) if step < 0)
    high = sum((length - 1) * step for length, step in zip(array.shape, array.strides, strict=True) if step > 0)
    return first + low, high - low + array.itemsize
