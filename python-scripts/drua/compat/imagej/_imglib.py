"""ImgLib2 images to NumPy and back, for PyImageJ's names. Axes are reversed: x is first there and last here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drua._errors import ConversionError
from drua.ij import _imglib

from ._java import find, jimport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["INTERVAL", "available", "dtype_of", "dtype_of_type", "to_array", "to_img", "type_of"]

INTERVAL = _imglib.INTERVAL


def available() -> bool:
    """Tell whether ImgLib2 is there."""
    return find("net.imglib2.img.Img") is not None


def dtype_of_type(kind: Any) -> np.dtype[Any]:
    """Return the NumPy type for an ImgLib2 type, given as one of its objects.

    Raises
    ------
    TypeError
        There is none.
    """
    import numpy as np

    try:
        return np.dtype(str(_imglib.imglib("ImageMemory").dtypeOf(kind)))
    except ConversionError as error:
        raise TypeError(str(error)) from error


def type_of(rai: Any) -> Any:
    """Return an object of the type of an image's pixels."""
    if hasattr(rai, "getType"):
        return rai.getType()
    return jimport("net.imglib2.util.Util").getTypeFromInterval(rai)


def dtype_of(rai: Any) -> np.dtype[Any]:
    """Return the NumPy type of an image's pixels."""
    return dtype_of_type(type_of(rai))


def to_img(values: Array) -> Any:
    """Return an image over the memory of an array, which is shared.

    Raises
    ------
    TypeError
        A type that ImgLib2 hasn't got.
    ValueError
        An array of no axes.
    """
    import numpy as np

    pixels = np.asarray(values)
    if pixels.ndim == 0:
        raise ValueError("expected an array of one axis or more, found a single value")
    try:
        return _imglib.img_of(pixels)
    except ConversionError as error:
        raise TypeError(f"no ImgLib2 type for dtype {pixels.dtype}: {error}") from error


def to_array(rai: Any) -> Array:
    """Return the pixels, axes reversed: shared where they lie outside the Java heap, else a copy.

    Raises
    ------
    TypeError
        Python has no type for the pixels.
    """
    import numpy as np

    try:
        return np.asarray(_imglib.array_of(rai))
    except ConversionError as error:
        raise TypeError(str(error)) from error
