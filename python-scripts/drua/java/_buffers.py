"""java.nio buffers as arrays: direct ones in place, others copied.

As everywhere in Java, what a buffer has to give lies between its position and its limit; index 0 is
at the position, as in java.nio.CharBuffer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import _core
from ._array_protocol import as_python, copied
from ._arrays import array
from ._collections import position

__all__ = ["BufferMixin"]

_ELEMENTS = {"Byte": "b", "Char": "u2", "Short": "i2", "Int": "i4", "Long": "i8", "Float": "f4", "Double": "f8"}


class BufferMixin:
    """java.nio.Buffer. ``numpy.asarray(direct_buffer)`` is over the buffer's own memory and keeps it alive."""

    @property
    def __array_interface__(self: Any) -> dict[str, Any]:
        kind, dtype = element_of(self)
        address, capacity = _core.java_buffer(self)
        if not capacity or not self.isDirect():
            raise AttributeError(f"{kind}Buffer is not in native memory: NumPy gets a copy")
        start = int(self.position()) * dtype.itemsize
        return {
            "version": 3,
            "shape": (int(self.remaining()),),
            "typestr": dtype.str,
            "data": (address + start, bool(self.isReadOnly())),
        }

    def __array__(self: Any, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return copied(content(self), dtype, copy, "a buffer on the Java heap")

    def __len__(self: Any) -> int:
        return int(self.remaining())

    def __iter__(self: Any) -> Iterator[Any]:
        return iter(as_python(np.asarray(self), element_of(self)[0] == "Char"))

    def __getitem__(self: Any, index: Any) -> Any:
        if isinstance(index, slice):
            return np.asarray(self)[index]
        return self.get(int(self.position()) + position(index, int(self.remaining())))

    def __setitem__(self: Any, index: Any, value: Any) -> None:
        if not isinstance(index, slice):
            self.put(int(self.position()) + position(index, int(self.remaining())), value)
            return
        if self.isReadOnly():
            raise TypeError(f"{type(self).__java_name__} is read-only")
        whole = np.asarray(self)
        whole[index] = value
        if not self.isDirect():
            kind, dtype = element_of(self)
            self.duplicate().put(array(kind.lower(), whole.astype(dtype.newbyteorder("="))))

    def __bytes__(self: Any) -> bytes:
        return bytes(np.asarray(self).tobytes())


def element_of(buffer: Any) -> tuple[str, np.dtype[Any]]:
    """Return the kind of a buffer, such as Short, and the dtype of what its memory holds, in its byte order."""
    for part in type(buffer).__mro__:
        name: str = getattr(part, "__java_name__", "")
        kind = name.removeprefix("java.nio.").removesuffix("Buffer")
        if kind in _ELEMENTS:
            dtype = np.dtype(_ELEMENTS[kind])
            little = str(buffer.order()) == "LITTLE_ENDIAN"
            return kind, dtype.newbyteorder("<" if little else ">")
    raise TypeError(f"{type(buffer).__java_name__} is no buffer of numbers")


def content(buffer: Any) -> NDArray[Any]:
    """Return what lies between position and limit, copied, in the machine's byte order."""
    kind, _ = element_of(buffer)
    count = int(buffer.remaining())
    copy = array(kind.lower(), count)
    buffer.duplicate().get(copy)
    return _core.java_array_read(copy, 0, count)
