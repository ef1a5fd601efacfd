"""Images of ImageJ, `ij.ImagePlus`, and their planes."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import _core
from .._axes import in_imagej_order
from .._errors import ConversionError, ImageStateError
from .._image import Image, Labels
from .._metadata import Metadata, decoded, stack_axes
from .._xarray import is_data_array
from ._java import find, is_a, jimport, stored_type
from ._windows import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "FROM_JAVA",
    "active_image",
    "as_image",
    "calibration_table",
    "image_of",
    "imageplus_of",
    "images",
    "put",
    "show",
    "source_of",
    "to_java",
    "update",
]

IMAGE = "ij.ImagePlus"
PROCESSOR = "ij.process.ImageProcessor"

ONE_PLANE = "Copied (a script may keep the pixels, and the host's array can be pinned only for a call)"
SEVERAL_PLANES = "Copied (an ImageJ stack is no block of memory; a shared stack is)"
_COMPLEX = "ImageJ has no complex pixels"
_KINDS = {
    "ij.process.ByteProcessor": "uint8",
    "ij.process.ShortProcessor": "uint16",
    "ij.process.FloatProcessor": "float32",
}


# -- From ImageJ --


def active_image() -> Any:
    """Return the active image, as `image_of` does.

    Raises
    ------
    drua.ImageStateError
        No image is open.
    """
    imp = jimport("ij.WindowManager").getCurrentImage()
    if imp is None:
        raise ImageStateError("no image is open", hint="open one first, or use drua.ij.images()")
    return image_of(imp)


def images() -> list[Any]:
    """Return all open images as ``ij.ImagePlus``, in the order in which they were opened."""
    manager = jimport("ij.WindowManager")
    ids = manager.getIDList()
    return [] if ids is None else [manager.getImage(int(number)) for number in ids]


def image_of(imp: Any) -> Any:
    """Return the pixels of an image with all that ImageJ knows of them.

    Parameters
    ----------
    imp
        An ``ij.ImagePlus`` or ``ij.process.ImageProcessor``.

    Returns
    -------
    drua.Image
        Axes T, Z, C (those that are longer than 1), Y, X; RGB images have red, green and blue as a last axis S. Of a
        shared stack the pixels are the stack's own (Shared, 0 bytes copied). Of other images they are a copy, because a
        script may keep them and arrays of the Java heap can be pinned only for the length of a call (`map_planes`);
        `put` writes them back. A virtual stack gives a lazy image whose planes are read when they are touched.
        ``image.transfer`` says which.

    Raises
    ------
    drua.ImageStateError
        The image was closed.
    drua.ConversionError
        It is none of ImageJ's.
    """
    if is_a(imp, PROCESSOR):
        return _processor_image(imp)
    require_image(imp)
    if imp.getProcessor() is None:
        raise ImageStateError(f"'{imp.getTitle()}' has no pixels any more: it was closed", hint="open it again")
    from . import _lazy, _stacks

    if _stacks.is_shared(imp):
        return _stacks.shared_array(imp)
    if _lazy.is_virtual(imp):
        return _lazy.lazy_array(imp)
    values = decoded(_block(imp))
    shape, dtype = tuple(values.pop("shape")), np.dtype(values.pop("dtype"))
    planes = int(imp.getStackSize())
    values["transfer"] = ONE_PLANE if planes == 1 else SEVERAL_PLANES
    if planes == 1:
        pixels = read_plane(imp.getProcessor().getPixels(), shape, dtype)
    else:
        pixels = np.empty(shape, dtype)
        stack = imp.getStack()
        for number, plane in enumerate(plane_views(pixels, values["axes"]), 1):
            read_into(stack.getPixels(number), plane)
    return _described(pixels, values)


def require_image(imp: Any) -> None:
    """Refuse what is no ``ij.ImagePlus``: None, for instance, is what ImageJ gives where no image is open."""
    if not is_a(imp, IMAGE):
        raise ConversionError(
            f"expected an ij.ImagePlus, found {type(imp).__name__}",
            hint="drua.ij.images() has those that are open; drua.ij.imageplus_of(array) makes one",
        )


@contextlib.contextmanager
def locked(imp: Any) -> Iterator[None]:
    """Have an image alone, as ImageJ's commands do; refuse one that a command on another thread has."""
    if not imp.lockSilently():
        raise ImageStateError(f"'{imp.getTitle()}' is locked: a command works on it", hint="wait for that command")
    try:
        yield
    finally:
        imp.unlock()


def _processor_image(processor: Any) -> Image:
    shape: tuple[int, ...] = (int(processor.getHeight()), int(processor.getWidth()))
    kind = next((dtype for name, dtype in _KINDS.items() if is_a(processor, name)), None)
    axes = "YX" if kind else "YXS"
    pixels = read_plane(processor.getPixels(), shape if kind else (*shape, 3), np.dtype(kind or "uint8"))
    values = {
        "axes": axes,
        "transfer": ONE_PLANE,
        "display_range": [float(processor.getMin()), float(processor.getMax())],
    }
    return _described(pixels, values)


def _described(pixels: NDArray[Any], values: dict[str, Any]) -> Image:
    image = pixels.view(Image)
    image._carrier = Metadata(values)
    return image


def _block(imp: Any) -> bytes:
    block: NDArray[Any] = _core.java_array_read(jimport("io.drua.fiji.image.ImageMetadata").blockOf(imp))
    return block.tobytes()


def plane_views(pixels: NDArray[Any], axes: str) -> NDArray[Any]:
    """Return the planes of an array one after the other: (plane, Y, X) or, of colours, (plane, Y, X, S); a view."""
    inner = 3 if axes.endswith("S") else 2
    return pixels.reshape((math.prod(pixels.shape[:-inner]), *pixels.shape[-inner:]))


def read_plane(array: Any, shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return the pixels of a plane's array, copied; packed colours as (Y, X, S)."""
    elements: NDArray[Any] = _core.java_array_read(array)
    if shape[-1:] == (3,) and len(shape) == 3:
        return np.ascontiguousarray(unpacked_colours(elements, shape))
    return elements.view(dtype).reshape(shape)


def read_into(array: Any, plane: NDArray[Any]) -> None:
    """Copy the pixels of a plane's array into a contiguous plane; packed colours into (Y, X, S)."""
    if plane.ndim == 3:
        plane[...] = unpacked_colours(_core.java_array_read(array), plane.shape)
    else:
        _core.java_array_read_into(array, 0, plane.reshape(-1))


def unpacked_colours(packed: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """Return packed colours of Java as red, green and blue, (..., Y, X, S) of this shape; a view where it can be."""
    # An int is 0xAARRGGBB: in memory, on machines with the lowest byte first, blue, green, red, opacity.
    samples = packed.astype("<i4", copy=False).view(np.uint8).reshape(*shape[:-1], 4)
    return samples[..., 2::-1]


def packed_colours(plane: NDArray[Any]) -> NDArray[Any]:
    """Return (Y, X, S) uint8 as ImageJ's packed colours, flat."""
    samples = np.empty((*plane.shape[:2], 4), np.uint8)
    samples[..., 2::-1] = plane[..., :3]
    samples[..., 3] = 255
    return samples.view("<i4").reshape(-1).astype(np.int32, copy=False)


def source_of(number: int) -> Any:
    """Return the ``ij.ImagePlus`` with ImageJ's number, None if it is gone."""
    return jimport("io.drua.fiji.image.ImageSources").find(number)


def calibration_table(image: Any) -> NDArray[np.float32]:
    """Return the calibrated value of each pixel value, by ImageJ's own table.

    Raises
    ------
    drua.ConversionError
        The image is not there any more, or has no table.
    """
    source = image.source
    table = None if source is None else source.getCalibration().getCTable()
    if table is None:
        raise ConversionError(
            "the table of calibrated values is with the image, which isn't there any more",
            hint="ask for calibrated() while the image is open, or keep its result",
        )
    values: NDArray[np.float32] = _core.java_array_read(table)
    return values


# -- To ImageJ --


def imageplus_of(array: Any, *, name: str = "") -> Any:
    """Return a new ``ij.ImagePlus`` of an image or array, with axes, calibration and all other metadata.

    Parameters
    ----------
    array
        `Image`, ndarray or ``xarray.DataArray``. The pixels are copied, because ImageJ's lie in arrays of the Java
        heap, plane by plane; a shared stack or `lazy_stack` is there for those that are too large. An array without
        axes has the end of ``TZCYX``, of three axes ``ZYX``; uint8 with 3 or 4 values at the end is RGB.
    name
        Title, instead of the image's own.

    Returns
    -------
    ij.ImagePlus
        Not shown. ``uint8``, ``uint16`` and ``float32`` pixels are as they are. bool becomes 8-bit, 0 and 255; float16
        and float64 become 32-bit; other integers 16-bit if they are 0 to 65535, else 32-bit if they are whole numbers
        that float32 holds exactly.

    Raises
    ------
    drua.ConversionError
        Complex numbers, integers that no type of ImageJ holds, no pixels, or axes that ImageJ hasn't got.
    """
    image = in_imagej_order(as_image(array))
    if image.size == 0:
        raise ConversionError(
            f"an image of shape {image.shape} has no pixels", hint="ImageJ's images are at least 1 x 1"
        )
    if image.dtype.kind == "c":
        raise ConversionError(_COMPLEX, hint="give numpy.abs(image), or real and imaginary part as two images")
    if image.dtype.kind not in "buif" or image.dtype.itemsize > 8:
        raise ConversionError(f"dtype {image.dtype} is no type of pixels", hint="convert it, as with astype('float32')")
    pixels = image.like(np.ascontiguousarray(image, dtype=image.dtype.newbyteorder("=")))
    maker = jimport("io.drua.fiji.image.NewImages")
    made = maker.of(pixels, name or "")
    if isinstance(array, Labels):
        maker.showAsLabels(made)
    return made


def describe(imp: Any, image: Image) -> Any:
    """Give an ImagePlus the metadata of an image, whose pixels are not looked at; return it, or a composite of it."""
    carrier = np.zeros((1,) * image.ndim, np.uint8).view(Image)
    carrier._carrier = Metadata(image._metadata().values())
    return jimport("io.drua.fiji.image.NewImages").describe(imp, carrier)


def as_image(array: Any) -> Image:
    """See an array, DataArray or image as an image with axes: an array without any has the end of ``TZCYX``.

    Raises
    ------
    drua.ConversionError
        It has less than two axes.
    """
    if isinstance(array, Image) and array._get("axes"):
        return array
    if is_data_array(array):
        return Image.from_xarray(array)
    pixels = np.asarray(array)
    if pixels.ndim < 2:
        raise ConversionError(
            f"an array of shape {pixels.shape} is no image", hint="an image has at least Y and X; give a table or plot"
        )
    colours = 2 < pixels.ndim <= 5 and pixels.dtype == np.uint8 and pixels.shape[-1] in (3, 4)
    axes = "TZYXS"[-pixels.ndim :] if colours else stack_axes(pixels.ndim)
    named: Image = pixels.view(Image) if isinstance(array, Image) else Image.from_array(pixels)
    return named.with_metadata(axes=axes)


def put(image: Any, imp: Any = None) -> None:
    """Write pixels into an open image, and show them: the way back of `image_of`.

    Parameters
    ----------
    image
        `Image` or array. An array without axes has those of the image.
    imp
        The ``ij.ImagePlus``; by default the one that the pixels came from.

    Raises
    ------
    drua.ImageStateError
        The image was closed, is locked by a command, or has another size or type by now.
    drua.ConversionError
        Neither the pixels nor `imp` say which image.
    """
    if imp is None and not isinstance(image, Image):
        raise ConversionError(
            f"expected an image that came from ImageJ, found {type(image).__name__}",
            hint="say into which image: drua.ij.put(array, imp)",
        )
    target = image.source if imp is None else imp
    if target is None:
        raise ImageStateError(
            "the pixels came from no image of ImageJ, or it is gone",
            hint="show them as a new one with drua.ij.show(image), or say into which: drua.ij.put(image, imp)",
        )
    require_image(target)
    if target.getProcessor() is None:
        raise ImageStateError(
            f"'{target.getTitle()}' was closed", hint="show the pixels as a new image: drua.ij.show(image)"
        )
    with locked(target):
        _write(np.asarray(image), target)
    update(target)


def _write(pixels: NDArray[Any], imp: Any) -> None:
    values = decoded(_block(imp))
    shape, dtype = tuple(values["shape"]), np.dtype(values["dtype"])
    if pixels.shape != shape or pixels.dtype != dtype:
        raise ImageStateError(
            f"'{imp.getTitle()}' has the shape {shape} and dtype {dtype}, the pixels {pixels.shape} and {pixels.dtype}",
            hint="convert them, or show them as a new image: drua.ij.show(image)",
        )
    from . import _stacks

    if _stacks.is_shared(imp):
        _stacks.shared_array(imp)[...] = pixels
        return
    stack = imp.getStack()
    if stack.isVirtual():
        raise ImageStateError(
            f"'{imp.getTitle()}' is a virtual stack, whose planes are read each time",
            hint="make a shared stack of it: drua.ij.to_shared(imp)",
        )
    planes = plane_views(np.ascontiguousarray(pixels), str(values["axes"]))
    for number, plane in enumerate(planes, 1):
        array = imp.getProcessor().getPixels() if len(planes) == 1 else stack.getPixels(number)
        flat = packed_colours(plane) if plane.ndim == 3 else plane.reshape(-1).view(stored_type(dtype))
        _core.java_array_write(array, 0, flat)


def update(image: Any) -> None:
    """Show what was written into an image's memory.

    ImageJ draws in its own time; this doesn't wait for it. May be called on any thread.

    Parameters
    ----------
    image
        An ``ij.ImagePlus``, or an array over a shared stack: then all images that show it are drawn, and what ImageJ
        changed is in the array. Of a pixel that both wrote, ImageJ's value stays.

    Raises
    ------
    drua.ConversionError
        An array that lies in no shared stack.
    """
    from . import _stacks

    if not is_a(image, IMAGE) or _stacks.is_shared(image):
        _stacks.update(image)
        return
    image.changes = True
    image.updateAndDraw()


# -- Family --


def _imageplus(imp: Any) -> Any:
    return image_of(imp)


FROM_JAVA: dict[str, Callable[[Any], Any]] = {IMAGE: _imageplus, PROCESSOR: _imageplus}


def to_java(value: Any) -> Any:
    """Return an ImagePlus for an `Image` or DataArray, and for a plain array where ImgLib2 isn't there."""
    if isinstance(value, Image) or (is_data_array(value) and isinstance(value.data, np.ndarray)):
        return imageplus_of(value)
    if isinstance(value, np.ndarray) and value.ndim > 1 and find("net.imglib2.img.Img") is None:
        return imageplus_of(value)
    return NotImplemented


def show(value: Any, name: str) -> Any:
    """Show an image or array in a window."""
    if is_a(value, IMAGE):
        imp = value
    elif is_a(value, PROCESSOR):
        imp = jimport(IMAGE)("", value)
    elif isinstance(value, np.ndarray) or (is_data_array(value) and isinstance(value.data, np.ndarray)):
        imp = imageplus_of(value)
    else:
        return NotImplemented
    return shown(imp, name)
