"""Images of ImgLib2 over the memory of arrays, and the memory of ImgLib2's images as arrays.

ImgLib2 counts axes from the fastest, NumPy from the slowest: an array (Z, Y, X) is an image (X, Y, Z).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from .._errors import ConversionError
from .._image import Image
from .._memory import array_over, extent
from ._java import find, is_a, jimport

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FROM_JAVA", "img_of", "show", "to_java"]

INTERVAL = "net.imglib2.RandomAccessibleInterval"
_MOST_BYTES = {"b": 1, "i": 8, "u": 8, "f": 8, "c": 16}


def imglib(name: str) -> Any:
    """Return a class of the part of Drua that knows ImgLib2.

    Raises
    ------
    drua.ConversionError
        ImgLib2 isn't there.
    """
    if find("net.imglib2.img.Img") is None:
        raise ConversionError(
            "this application has no ImgLib2: the class net.imglib2.img.Img is missing",
            hint="use Fiji, or add imglib2 to the jars with drua.java.add_path()",
        )
    return jimport(f"io.drua.fiji.imglib.{name}")


# -- To ImgLib2 --


def img_of(array: Any, axes: str | None = None) -> Any:
    """Return an ImgLib2 image over the memory of an array: Shared, 0 bytes copied, both see what the other writes.

    Parameters
    ----------
    array
        ndarray of 1 axis or more: any strides, negative ones too, any byte order, also over 2 GiB. A read-only array
        gives an image that throws ``java.nio.ReadOnlyBufferException`` where it is written. The array lives as long
        as the image.
    axes
        One letter an axis, the slowest first; by default those of an `Image`. They matter for ``S`` only: ``uint8``
        with 3 or 4 samples becomes an image of ``ARGBType``.

    Returns
    -------
    net.imglib2.img.Img
        Its first axis is the array's last one. ``bool`` is ``NativeBoolType``, all else has the type of its name. An
        `ArrayImg` for elements one behind the other, a `CellImg` of such above 2 GiB, otherwise an `Img` that reckons
        with strides and is slower to iterate. ``float16``, which ImgLib2 hasn't got, becomes ``FloatType`` by a copy.

    Raises
    ------
    drua.ConversionError
        No axes, a dtype that ImgLib2 hasn't got, or there is no ImgLib2.
    """
    pixels = np.asarray(array)
    images = imglib("MemoryImages")
    if axes is None and isinstance(array, Image):
        axes = array.axes
    if pixels.dtype == np.float16:
        pixels = pixels.astype(np.float32)
    _check(pixels, axes)
    samples, sample = 0, 0
    shape, strides = pixels.shape, pixels.strides
    if axes is not None and "S" in axes:
        at = axes.index("S")
        samples, sample = shape[at], strides[at]
        shape, strides = shape[:at] + shape[at + 1 :], strides[:at] + strides[at + 1 :]
    address, length = extent(pixels)
    memory = array_over(address, (length,), np.uint8, pixels, writable=bool(pixels.flags.writeable))
    first = int(pixels.__array_interface__["data"][0]) - address
    swapped = not pixels.dtype.isnative
    return images.of(memory, pixels.dtype.name, swapped, shape[::-1], first, strides[::-1], samples, sample)


def _check(pixels: NDArray[Any], axes: str | None) -> None:
    dtype = pixels.dtype
    if pixels.ndim == 0:
        raise ConversionError("a single value is no image", hint="an image has one axis or more: array.reshape(1)")
    if dtype.names:
        raise ConversionError(
            f"ImgLib2 has no pixels of several fields, as {dtype} has",
            hint=f"give one of them, which is shared too: array['{dtype.names[0]}']",
        )
    if dtype.itemsize > _MOST_BYTES.get(dtype.kind, 0):
        raise ConversionError(
            f"ImgLib2 has no type for dtype {dtype}",
            hint="it has bool, int8 to int64, uint8 to uint64, float32, float64, complex64 and complex128: use astype()",
        )
    if axes is None:
        return
    if len(axes) != pixels.ndim:
        raise ConversionError(
            f"axes {axes!r} are {len(axes)}, an array of shape {pixels.shape} has {pixels.ndim}",
            hint="give one letter an axis, the slowest first",
        )
    if "S" in axes:
        samples = pixels.shape[axes.index("S")]
        if dtype != np.uint8 or samples not in (3, 4) or pixels.ndim == 1:
            raise ConversionError(
                f"colours of shape {pixels.shape} and dtype {dtype} are none of ImgLib2's",
                hint="give uint8 with red, green, blue and perhaps opacity; name other samples C, for channels",
            )


# -- Family --

FROM_JAVA: dict[str, Callable[[Any], Any]] = {}


def to_java(value: Any) -> Any:
    """Return an ImgLib2 image for a plain array of numbers, where ImgLib2 is there."""
    plain = isinstance(value, np.ndarray) and not isinstance(value, Image)
    if plain and value.ndim and value.dtype.kind in _MOST_BYTES and find("net.imglib2.img.Img") is not None:
        return img_of(value)
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show an ImgLib2 image in a window."""
    return NotImplemented if not is_a(value, INTERVAL) else None
