"""Images of ImgLib2 over the memory of arrays, and the memory of ImgLib2's images as arrays.

ImgLib2 counts axes from the fastest, NumPy from the slowest: an array (Z, Y, X) is an image (X, Y, Z).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from .._errors import ConversionError, ParameterError
from .._image import Image
from .._memory import array_over, extent
from .._metadata import Metadata, default_axes
from ..java import array as java_array
from ._images import imageplus_of, unpacked_colours
from ._java import find, is_a, jimport, stored_type
from ._windows import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FROM_JAVA", "array_of", "img_of", "show", "to_java", "write"]

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
        An array that `array_of` gave is the image that it came from.

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
    known = _image_behind(pixels, axes)
    if known is not None:
        return known
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


def _image_behind(pixels: NDArray[Any], axes: str | None) -> Any:
    """Return the image that all of an array came from, or None: one around another would make chains of owners."""
    root: Any = pixels
    while isinstance(root.base, np.ndarray):
        root = root.base
    image: Any = getattr(root.base, "owner", None)
    same = root.__array_interface__ == pixels.__array_interface__
    if not same or not is_a(image, INTERVAL):
        return None
    return image if ("S" in (axes or "")) == (int(image.numDimensions()) < pixels.ndim) else None


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
            hint="it has bool, integers of 8 to 64 bit, float32, float64, complex64 and complex128: use astype()",
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


# -- From ImgLib2 --


def array_of(rai: Any, interval: Any = None) -> Image:
    """Return the pixels of an ImgLib2 image; Shared where memory outside the Java heap holds them.

    Parameters
    ----------
    rai
        A ``RandomAccessibleInterval``: an image or a view of one.
    interval
        A slice an axis as in NumPy, the slowest first, counted from the first pixel: what to take. A cached image loads
        only the cells that it touches.

    Returns
    -------
    drua.Image
        Axes are reversed, the last is ImgLib2's first. Its ``transfer`` says how it came:

        * Shared, 0 bytes copied, both see what the other writes: images of direct NIO buffers, of imglib2-unsafe, of
          `img_of`, and views that crop, turn or slice these. It keeps the image.
        * Copied, with the reason: an image in an array of the Java heap by one copy, which `run_pinned` avoids; images
          in planes and cells, and computed views, by several threads.

        Types of 2, 4 and 12 bits get the next wider one; ``BitType`` is bool. ``ARGBType`` is uint8 (..., Y, X, S) with
        red, green and blue; the opacity comes along only where `img_of` was given it.

    Raises
    ------
    drua.ConversionError
        Not an image of ImgLib2, a view that is larger than its image, or Python has no type for the pixels; the message
        names one to convert them to.
    drua.ParameterError
        An interval that isn't slices, or takes no pixels.
    """
    checked(rai)
    if interval is not None:
        rai = _cropped(rai, interval)
    memory = imglib("ImageMemory").of(rai)
    shape, dtype, samples = tuple(memory.shape()), np.dtype(str(memory.dtype())), int(memory.samples())
    if samples:
        shape = (*shape, samples)
    if memory.isShared():
        pixels, transfer = _shared(memory, shape, dtype, rai), "Shared"
    else:
        pixels, transfer = _copied(memory, shape, dtype, rai), f"Copied ({memory.reason()})"
    values: dict[str, Any] = {"transfer": transfer}
    if samples:
        values["axes"] = default_axes(len(shape) - 1) + "S"
    image = pixels.view(Image)
    image._carrier = Metadata(values)
    return image


def checked(rai: Any) -> Any:
    """Return an image of ImgLib2 as it is.

    Raises
    ------
    drua.ConversionError
        It is something else.
    """
    if not is_a(rai, INTERVAL):
        raise ConversionError(
            f"expected an image of ImgLib2, a RandomAccessibleInterval, found {type(rai).__name__}",
            hint="drua.ij.img_of(array) makes one of an array; drua.ij.from_java() takes images of every kind",
        )
    return rai


def _shared(memory: Any, shape: tuple[int, ...], dtype: np.dtype[Any], owner: Any) -> NDArray[Any]:
    buffer = memory.buffer()
    address = int(memory.address()) if buffer is None else _core.java_buffer(buffer)[0]
    strides = [int(step) for step in memory.strides()]
    if int(memory.samples()):
        strides.append(int(memory.sample()))
    if memory.isSwapped():
        dtype = dtype.newbyteorder()
    writable = not memory.isReadOnly()
    return array_over(address + int(memory.first()), shape, dtype, owner, strides=strides, writable=writable)


def _copied(memory: Any, shape: tuple[int, ...], dtype: np.dtype[Any], rai: Any) -> NDArray[Any]:
    storage = memory.storage()
    if storage is not None:
        elements: NDArray[Any] = _core.java_array_read(storage)
        if int(memory.samples()):
            return unpacked_colours(elements, shape)
        return elements.view(dtype).reshape(shape)
    pixels = np.empty(shape, dtype)
    if pixels.size:
        imglib("ImageCopies").copy(rai, pixels, int(memory.samples()), True)
    return pixels


def _cropped(rai: Any, interval: Any) -> Any:
    views = jimport("net.imglib2.view.Views")
    sizes = [int(rai.dimension(d)) for d in range(int(rai.numDimensions()))]
    slices = tuple(interval) if isinstance(interval, (tuple, list)) else (interval,)
    if len(slices) > len(sizes) or not all(isinstance(part, slice) for part in slices):
        raise ParameterError(
            "interval",
            f"at most {len(sizes)} slices, the slowest axis first",
            repr(interval),
            hint="as in interval=(slice(0, 10), slice(None), slice(None)), or numpy.s_[:10, :, :]",
        )
    slices += (slice(None),) * (len(sizes) - len(slices))
    first, last, steps = [], [], []
    for d, (part, size) in enumerate(zip(reversed(slices), sizes, strict=True)):
        start, stop, step = part.indices(size)
        if step < 1 or stop <= start:
            raise ParameterError(
                "interval",
                f"slices that go forward and take something of an axis of length {size}",
                repr(part),
                hint="turn the array that you get, as in array[::-1]",
            )
        first.append(int(rai.min(d)) + start)
        last.append(int(rai.min(d)) + stop - 1)
        steps.append(step)
    view = views.interval(rai, java_array("long", first), java_array("long", last))
    if any(step != 1 for step in steps):
        view = views.subsample(views.zeroMin(view), java_array("long", steps))
    return view


def write(array: Any, rai: Any) -> None:
    """Write an array into an ImgLib2 image that exists; all pixels are Copied, by several threads on the Java heap.

    Parameters
    ----------
    array
        Of the image's shape, the axes reversed, and of a type that its own holds: NumPy's safe casting. Colours as
        `array_of` gives them, opaque where they have no opacity.
    rai
        A ``RandomAccessibleInterval``, which is changed. It may lie in the array's own memory.

    Raises
    ------
    drua.ConversionError
        Another shape, values that the image's type doesn't hold, or read-only memory; nothing was written.
    """
    memory = imglib("ImageMemory").of(checked(rai))
    shape, dtype, samples = tuple(memory.shape()), np.dtype(str(memory.dtype())), int(memory.samples())
    pixels = np.asarray(array)
    expected = (*shape, samples) if samples else shape
    fits = pixels.shape in ((*shape, 3), (*shape, 4)) if samples else pixels.shape == shape
    if not fits:
        raise ConversionError(
            f"an array of shape {pixels.shape} doesn't fit into an image of shape {expected}",
            hint="ImgLib2's first axis is the array's last: give array.transpose() of the image's shape",
        )
    bits = int(memory.bits())
    if not np.can_cast(pixels.dtype, dtype, "safe") or (bits and pixels.size and int(pixels.max()) >> bits):
        raise ConversionError(
            f"the image's {bits or dtype.itemsize * 8} bits of {dtype} don't hold all values of {pixels.dtype}",
            hint=f"round or cut them first, as with array.clip(low, high).astype('{dtype}')",
        )
    if pixels.size == 0:
        return
    if memory.isShared():
        target = _shared(memory, expected, dtype, rai)
        if not target.flags.writeable:
            raise ConversionError(
                "the image's memory is read-only", hint="write into another image, as drua.ij.img_of(array.copy())"
            )
        if not samples:
            # NumPy knows where both overlap.
            np.copyto(target, pixels)
            return
        if np.may_share_memory(target, pixels):
            pixels = pixels.copy()
    pixels = np.ascontiguousarray(pixels, dtype)
    storage = None if samples else memory.storage()
    if storage is not None:
        _core.java_array_write(storage, 0, pixels.reshape(-1).view(stored_type(dtype)))
        return
    imglib("ImageCopies").copy(rai, pixels, pixels.shape[-1] if samples else 0, False)


# -- Family --

FROM_JAVA: dict[str, Callable[[Any], Any]] = {INTERVAL: array_of}


def to_java(value: Any) -> Any:
    """Return an ImgLib2 image for a plain array of numbers, where ImgLib2 is there."""
    plain = isinstance(value, np.ndarray) and not isinstance(value, Image)
    if plain and value.ndim and value.dtype.kind in _MOST_BYTES and find("net.imglib2.img.Img") is not None:
        return img_of(value)
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show an ImgLib2 image in a window."""
    return shown(imageplus_of(array_of(value), name=name)) if is_a(value, INTERVAL) else NotImplemented
