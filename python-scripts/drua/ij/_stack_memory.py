"""Blocks of memory as Python holds them: what keeps one, and where in it an array lies."""

from __future__ import annotations

import contextlib
import errno
import os
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .._memory import extent
from ._java import jimport

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Block", "block_of", "block_with", "java_path", "python_errors"]


class Block:
    """What the arrays over a block refer to: it is unmapped when they are gone, and Java has let go of it, too.

    The end of an array may come on any thread, pinned or not, so nothing is called then: the library itself tells Java
    when its array `_keeper` has gone.
    """

    __slots__ = ("__weakref__", "_keeper", "address", "bytes", "number")

    def __init__(self, number: int) -> None:
        receiver = _Receiver()
        jimport("io.drua.fiji.stack.SharedArrays").keep(number, receiver)
        self._keeper = receiver.received
        # Java lets go of the receiver some time.
        del receiver.received
        memory = jimport("io.drua.bridge.MemoryBlock").ofNumber(number)
        self.number = number
        self.address = int(memory.address())
        self.bytes = int(memory.bytes())
        memory.close()


class _Receiver:
    """Takes the array that Java gives; a function would reach Java as one of its own interfaces."""

    __slots__ = ("received",)

    def receive(self, array: NDArray[Any]) -> None:
        self.received = array


#: One for each block that Python has arrays of.
_blocks: weakref.WeakValueDictionary[int, Block] = weakref.WeakValueDictionary()


def block_with(number: int) -> Block:
    """Return what keeps the block with a number."""
    known = _blocks.get(number)
    if known is None:
        known = Block(number)
        _blocks[number] = known
    return known


def block_of(array: NDArray[Any]) -> tuple[Block, int] | None:
    """Return the block that an array lies in, and the byte of it at which the array begins; None for other memory."""
    first, length = extent(array)
    for block in list(_blocks.values()):
        if block.address <= first and first + length <= block.address + block.bytes:
            return block, first - block.address
    return None


def java_path(path: str | os.PathLike[str]) -> Any:
    """Return a path for Java, absolute: a relative one begins in Python's folder, which Java's needn't be."""
    return jimport("java.io.File")(os.path.abspath(os.fsdecode(path))).toPath()


@contextlib.contextmanager
def python_errors() -> Iterator[None]:
    """Raise what Python programs expect where there is no memory, no room on the disk, or no such file."""
    failure = jimport("io.drua.bridge.BridgeException")
    try:
        yield
    except failure as error:
        text = str(error.getLocalizedMessage())
        match str(error.code()):
            case "out-of-memory":
                raise MemoryError(text) from error
            case "disk-full":
                raise OSError(errno.ENOSPC, text) from error
            case "file-exists":
                raise FileExistsError(errno.EEXIST, text) from error
            case "file-not-found":
                raise FileNotFoundError(errno.ENOENT, text) from error
            case "file" | "not-a-file" | "file-too-short":
                raise OSError(errno.EIO, text) from error
        raise
