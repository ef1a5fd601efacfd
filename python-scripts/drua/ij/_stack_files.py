"""Files as memory-mapped stacks: pixels that stay in the file until they are touched."""

from __future__ import annotations

import contextlib
import errno
import operator
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from .._errors import ConversionError
from .._image import Image
from .._memory import array_over
from .._metadata import Metadata, stack_axes
from ._java import jimport
from ._stack_memory import block_with, java_path, python_errors
from ._windows import shown

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

__all__ = ["open_mapped"]

_PACKAGE = "io.drua.fiji.stack.file."
_IMAGEJ_ORDER = "TZCYXS"
SHARED = "Shared (mapped from the file)"
PRIVATE = "Shared (mapped from the file; pages that are written are copied, and stay out of it)"


def open_mapped(
    path: str | os.PathLike[str],
    *,
    writable: bool = False,
    copy_on_write: bool = False,
    axes: str | None = None,
    shape: Sequence[int] | None = None,
    dtype: DTypeLike | None = None,
    offset: int = 0,
    name: str = "",
    show: bool = False,
) -> Image:
    """Open a file without reading it: its pixels are the array's (Shared, 0 bytes copied), of any length.

    NumPy files (``.npy``) and uncompressed TIFF files whose planes lie one behind the other, as ImageJ, tifffile and
    OME's writers make them, say themselves what they hold. For raw pixels, give `shape` and `dtype`.

    Parameters
    ----------
    path
        The file. It must not be made shorter while it is mapped: that ends the process at the next touch of what is
        missing.
    writable
        Whether what is written into the array goes into the file.
    copy_on_write
        Whether it may be written and the file stays as it is: pages that are written are copied, and lost at the end.
    axes
        Letters of the file's axes, slowest first: of a NumPy file (by default YX, ZYX, ZCYX or TZCYX; bytes whose last
        axis is 3 long are colours, with S at the end), or of raw pixels. A TIFF file says it itself. An array in
        Fortran order can be opened only where its first axis is X, as in ``"XYCZT"``.
    shape, dtype, offset
        Of raw pixels: lengths of the axes, slowest first; type of a pixel; byte of the first pixel.
    name
        Title, instead of the one that the file gives.
    show
        Whether ImageJ shows them too, as a stack over the same memory. What ImageJ changes is seen in the array after
        ImageJ wrote it back; see `shared_array`.

    Returns
    -------
    Image
        Axes TZCYX without those of T, Z and C that are of length 1, or with YXS at the end for colours. A view in this
        order where the file has its planes in another. ``source`` is the ImagePlus where it is shown.

    Raises
    ------
    drua.ConversionError
        The arguments don't fit one another; or the file is shorter than its header says, contradicts itself, or has
        pixels that can't be used where they lie: compressed, scattered, or of a type that ImageJ hasn't got. ``hint``
        says what to do instead; the cause is Java's ``StackFileException``.
    OSError
        The file can't be read or mapped.

    Examples
    --------
    >>> from drua import ij  # doctest: +SKIP
    >>> movie = ij.open_mapped("movie.npy", axes="TYX")  # doctest: +SKIP
    >>> raw = ij.open_mapped("camera.raw", shape=(5000, 2048, 2048), dtype="<u2", show=True)  # doctest: +SKIP
    """
    if writable and copy_on_write:
        raise ConversionError("writable and copy_on_write exclude one another", hint="give one of them")
    with _file_errors():
        file = _file(path, axes, shape, dtype, offset)
        if show:
            jimport(_PACKAGE + "MappedStacks").checkShown(file)
    modes = jimport("io.drua.bridge.MemoryBlock$Mode")
    mode = modes.READ_WRITE if writable else modes.PRIVATE if copy_on_write else modes.READ_ONLY
    mapped = jimport(_PACKAGE + "MappedStacks")
    values: Any = _core.decode(_core.java_to_python(jimport(_PACKAGE + "StackFileMap").describe(file)))
    lengths, kind = values.pop("shape"), np.dtype(values.pop("dtype"))
    if values.pop("swapped"):
        kind = kind.newbyteorder()
    with _file_errors(), python_errors():
        block = mapped.map(file, mode)
    try:
        pixels = array_over(
            block.address(), lengths, kind, block_with(block.number()), writable=writable or copy_on_write
        )
        if name:
            values["name"] = name
        values["transfer"] = PRIVATE if copy_on_write else SHARED
        if show:
            values["source"] = shown(mapped.image(file, block), name)
    finally:
        block.close()
    image = pixels.view(Image)
    image._carrier = Metadata(values)
    order = [values["axes"].index(axis) for axis in _IMAGEJ_ORDER if axis in values["axes"]]
    return image if order == sorted(order) else image.transpose(order)


@contextlib.contextmanager
def _file_errors() -> Iterator[None]:
    refused = jimport(_PACKAGE + "StackFileException")
    try:
        yield
    except refused as error:
        match str(error.code()):
            case "stack-file-missing":
                raise FileNotFoundError(errno.ENOENT, str(error.getMessage())) from error
            case "stack-file-unreadable":
                raise OSError(errno.EIO, str(error.getMessage())) from error
        raise ConversionError(str(error.getMessage()), hint=error.hint) from error


def _file(
    path: str | os.PathLike[str],
    axes: str | None,
    shape: Sequence[int] | None,
    dtype: DTypeLike | None,
    offset: int,
) -> Any:
    place = java_path(path)
    if shape is None and dtype is None:
        if offset:
            raise ConversionError("an offset is of raw pixels", hint="give shape and dtype, too")
        return jimport(_PACKAGE + "StackFile").read(place, axes)
    if shape is None or dtype is None:
        raise ConversionError("raw pixels need both, shape and dtype", hint="give neither for a NumPy or TIFF file")
    lengths = [operator.index(length) for length in shape]
    given = np.dtype(dtype)
    names = axes or (stack_axes(len(lengths)) if 2 <= len(lengths) <= 5 else None)
    types = jimport("io.drua.bridge.PixelType")
    kind = getattr(types, given.name.upper(), None) if given.kind in "biufc" else None
    if kind is None or names is None:
        raise ConversionError(
            f"expected 2 to 5 axes of uint8, uint16 or float32; found {len(lengths)} of {given}",
            hint="numpy.memmap maps others, for Python only",
        )
    orders = jimport("java.nio.ByteOrder")
    big = given.byteorder == ">" or (given.byteorder == "=" and sys.byteorder == "big")
    order = orders.BIG_ENDIAN if big else orders.LITTLE_ENDIAN
    return jimport(_PACKAGE + "RawFile").read(place, operator.index(offset), kind, order, names, lengths)
