"""`io.drua.bridge.ImageBuffer` as an array: in place where its memory can be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from ._array_protocol import copied

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ImageBufferMixin"]


class ImageBufferMixin:
    """Pixels of Java. ``numpy.asarray(buffer)`` is over the buffer's own memory and keeps it alive.

    Pixels on the Java heap are copied.
    """

    @property
    def __array_interface__(self: Any) -> dict[str, Any]:
        if not self.isOffHeap():
            raise AttributeError("the pixels are on the Java heap: NumPy gets a copy")
        return {
            "version": 3,
            "shape": _shape(self),
            "typestr": _dtype(self).str,
            "data": (int(self.address()), bool(self.isReadOnly())),
        }

    def __array__(self: Any, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        pixels = _core.java_array_read(self.toArray()).view(_dtype(self)).reshape(_shape(self))
        return copied(pixels, dtype, copy, "pixels on the Java heap")


def _shape(buffer: Any) -> tuple[int, ...]:
    return tuple(int(length) for length in buffer.shape())


def _dtype(buffer: Any) -> np.dtype[Any]:
    return np.dtype(str(buffer.type().numpyName()))
